using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.FollowUps;

/// <summary>It was ended by mistake. Whoever opens it again has it.</summary>
public sealed class ReopenFollowUp(HearthDb db, Viewer viewer, FollowUpDesk desk, FollowUpPages pages, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<ReopenFollowUp.Form>
{
    public sealed record Form([property: Required] Guid? FollowUp);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var which = db.FollowUpsVisibleTo(viewer).Where(f => f.Id == form.FollowUp);
        // Held as where somebody asks: or two of a kind would be open for one person, and whoever asks is told of an error.
        if (await which.Select(f => (Guid?)f.PersonId).SingleOrDefaultAsync(cancel) is not { } person) return Outcome.Missing;
        await db.HoldPersonAsync(person, cancel);
        if (await desk.HoldAsync(which, cancel) is not { } followUp) return Outcome.Missing;
        if (followUp.ClosedAt is null) return Outcome.No("open", words["It is open already. Nothing changed."]);
        if (await db.FollowUpsOfProgram().AnyAsync(f => f.PersonId == followUp.PersonId && f.Kind == followUp.Kind && f.ClosedAt == null, cancel))
            return Outcome.No("another", words["They have asked again meanwhile. That one is open."]);
        followUp.Reopen(viewer.PersonId, clock.Now);
        await desk.StepAsync(followUp, FollowUpStepKind.Reopened, viewer.PersonId, clock.Now, cancel: cancel);
        after.Do(() => pages.TellAsync(followUp));
        return Outcome.To($"/follow-ups/{followUp.Id}");
    }
}
