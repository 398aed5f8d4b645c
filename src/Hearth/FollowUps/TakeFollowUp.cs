using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.FollowUps;

/// <summary>"I have it": from now on nobody else is called, and whoever waits reads who is coming.</summary>
public sealed class TakeFollowUp(HearthDb db, Viewer viewer, FollowUpDesk desk, FollowUpPages pages, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<TakeFollowUp.Form>
{
    public sealed record Form([property: Required] Guid? FollowUp);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await desk.HoldAsync(db.FollowUpsVisibleTo(viewer).Where(f => f.Id == form.FollowUp), cancel) is not { } followUp) return Outcome.Missing;
        if (followUp.ClosedAt is not null) return Outcome.No("ended", words["This has ended meanwhile. Nothing is left to do."]);
        if (followUp.OwnerId is { } other && other != viewer.PersonId && !viewer.Is(Role.Supervisor))
            return Outcome.No("taken", words["{0} has it already.", await db.PeopleVisibleTo(viewer).Where(p => p.Id == other).Select(p => p.Name).SingleAsync(cancel)]);
        if (followUp.OwnerId != viewer.PersonId)
        {
            followUp.Take(viewer.PersonId, clock.Now);
            await desk.StepAsync(followUp, FollowUpStepKind.Taken, viewer.PersonId, clock.Now, cancel: cancel);
            await desk.HushAsync(followUp, cancel);
            after.Do(() => pages.TellAsync(followUp));
        }
        return Outcome.To($"/follow-ups/{followUp.Id}");
    }
}
