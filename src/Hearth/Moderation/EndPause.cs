using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Holds;
using Hearth.Html;
using Hearth.Notices;

namespace Hearth.Moderation;

/// <summary>Somebody may write again before the time is over.</summary>
public sealed class EndPause(HearthDb db, Viewer viewer, HoldPages pages, NoticeDesk notices, HappeningLog happenings, Clock clock, AfterCommit after) : IVerb<EndPause.Form>
{
    public sealed record Form([property: Required] Guid? Pause);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        // Ended meanwhile is as good as ended now, and there is nothing any more to see of it.
        if (await db.PausesKeptBy(viewer, clock.Now).Where(p => p.Id == form.Pause).HoldAsync(cancel) is not { } pause) return Outcome.Missing;
        pause.End(viewer.PersonId, clock.Now);
        happenings.Record("moderation.pause-ended", pause.Id, pause.PersonId);
        await notices.TellAsync(ModerationNotices.PauseEnded, pause.PersonId, pause.Id, cancel);
        after.Do(() => pages.TellAsync([pause.PersonId, pause.PausedBy, viewer.PersonId]));
        return Outcome.To("/held#paused");
    }
}
