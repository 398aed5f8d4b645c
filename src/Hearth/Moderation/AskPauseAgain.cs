using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Holds;
using Hearth.Html;
using Hearth.Notices;
using Hearth.Sealing;
using Microsoft.Extensions.Localization;

namespace Hearth.Moderation;

/// <summary>Whose writing is paused asks, once, that it is looked at again.</summary>
public sealed class AskPauseAgain(HearthDb db, Viewer viewer, HoldPages pages, NoticeDesk notices, HappeningLog happenings, Sealer sealer, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<AskPauseAgain.Form>
{
    public sealed record Form(
        [property: Required] Guid? Pause,
        [property: Required(ErrorMessage = "Please write a few words first.")] [property: MaxLength(SendBackHold.LongestWords, ErrorMessage = "Please keep it under 500 letters.")] string? Words);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PausesOf(viewer).Where(p => p.Id == form.Pause).HoldAsync(cancel) is not { } pause) return Outcome.Missing;
        if (pause.EndedAt is not null || pause.Until <= clock.Now) return Outcome.No("ended", words["It is over: you can write again."]);
        if (pause.AskedAgainAt is not null) return Outcome.No("asked", words["You’ve asked already, and it is with them. You can also speak to them."]);
        pause.AskAgain(await sealer.SealAsync(viewer.PersonId, WritingPause.PleaAt(pause.Id), form.Words!, cancel), clock.Now);
        happenings.Record("moderation.pause-asked", pause.Id);
        await notices.TellAsync(ModerationNotices.PauseAsked, pause.PausedBy, pause.Id, cancel);
        after.Do(() => pages.TellAsync([pause.PersonId, pause.PausedBy]));
        return Outcome.To("/held/mine");
    }
}
