using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Holds;
using Hearth.Html;
using Hearth.Notices;
using Microsoft.Extensions.Localization;

namespace Hearth.Moderation;

/// <summary>Somebody looked again, as they were asked, and the pause stays until its time.</summary>
public sealed class LeavePause(HearthDb db, Viewer viewer, HoldPages pages, NoticeDesk notices, HappeningLog happenings, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<LeavePause.Form>
{
    public sealed record Form([property: Required] Guid? Pause);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PausesKeptBy(viewer, clock.Now).Where(p => p.Id == form.Pause).HoldAsync(cancel) is not { } pause) return Outcome.Missing;
        if (pause.AskedAgainAt is null || pause.LookedAt is not null) return Outcome.No("not-asked", words["Nobody waits for this any more. Nothing changed."]);
        pause.LookAgain(viewer.PersonId, clock.Now);
        happenings.Record("moderation.pause-left", pause.Id, pause.PersonId);
        await notices.TellAsync(ModerationNotices.PauseLeft, pause.PersonId, pause.Id, cancel);
        after.Do(() => pages.TellAsync([pause.PersonId, pause.PausedBy, viewer.PersonId]));
        return Outcome.To("/held#paused");
    }
}
