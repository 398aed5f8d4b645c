using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.FollowUps;

/// <summary>Whoever has it could not reach them, or cannot go on: the next on call are asked at once.</summary>
public sealed class GiveBackFollowUp(HearthDb db, Viewer viewer, FollowUpDesk desk, FollowUpPages pages, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<GiveBackFollowUp.Form>
{
    public sealed record Form(
        [property: Required] Guid? FollowUp,
        [property: MaxLength(500, ErrorMessage = "Please keep it under 500 letters.")] string? Words);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await desk.HoldAsync(db.FollowUpsVisibleTo(viewer).Where(f => f.Id == form.FollowUp), cancel) is not { } followUp) return Outcome.Missing;
        if (followUp.ClosedAt is not null) return Outcome.No("ended", words["This has ended meanwhile. Nothing is left to do."]);
        if (followUp.OwnerId != viewer.PersonId) return Outcome.No("not-yours", words["Somebody else has it now. Nothing changed."]);
        var now = clock.Now;
        followUp.GiveBack(now);
        await desk.StepAsync(followUp, FollowUpStepKind.GivenBack, viewer.PersonId, now, form.Words, cancel);
        if (followUp.Waits) await desk.CallAsync(followUp, now, cancel);
        after.Do(() => pages.TellAsync(followUp));
        return Outcome.To("/follow-ups");
    }
}
