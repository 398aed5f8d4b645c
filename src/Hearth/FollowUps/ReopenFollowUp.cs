using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.FollowUps;

/// <summary>It was ended by mistake. Whoever opens it again has it.</summary>
public sealed class ReopenFollowUp(HearthDb db, Viewer viewer, FollowUpDesk desk, FollowUpPages pages, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<ReopenFollowUp.Form>
{
    public sealed record Form([property: Required] Guid? FollowUp);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await desk.HoldAsync(db.FollowUpsVisibleTo(viewer).Where(f => f.Id == form.FollowUp), cancel) is not { } followUp) return Outcome.Missing;
        if (followUp.ClosedAt is null) return Outcome.No("open", words["It is open already. Nothing changed."]);
        if (await db.FollowUpsOfProgram().AnyAsync(f => f.PersonId == followUp.PersonId && f.Kind == followUp.Kind && f.ClosedAt == null, cancel))
            return Outcome.No("another", words["They have asked again meanwhile. That one is open."]);
        followUp.Reopen(viewer.PersonId, clock.Now);
        await desk.StepAsync(followUp, FollowUpStepKind.Reopened, viewer.PersonId, clock.Now, cancel: cancel);
        after.Do(() => pages.TellAsync(followUp));
        return Outcome.To($"/follow-ups/{followUp.Id}");
    }
}
