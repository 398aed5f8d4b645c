using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Milestones;

/// <summary>"Me too", "I hear you", "Gives me hope" to a milestone; and, with <c>On</c> false, not any more. Sent twice, it is the same.</summary>
public sealed class RespondToMilestone(HearthDb db, Viewer viewer, SpacePages pages, HappeningLog happenings, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<RespondToMilestone.Form>
{
    public sealed record Form([property: Required] Guid? Milestone, [property: Required] ResponseKind? Kind, [property: Required] bool? On);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.MilestonesSharedWith(viewer).SingleOrDefaultAsync(m => m.Id == form.Milestone, cancel) is not { } milestone) return Outcome.Missing;
        if (milestone.PersonId == viewer.PersonId) return Outcome.No("own", words["These are for the others to press."]);
        await db.HoldPersonAsync(viewer.PersonId, cancel);
        var mine = await db.MilestoneResponsesVisibleTo(viewer).SingleOrDefaultAsync(r => r.MilestoneId == milestone.Id && r.PersonId == viewer.PersonId && r.Kind == form.Kind, cancel);
        if (form.On == true && mine is null)
        {
            db.Add(MilestoneResponse.To(milestone, viewer.PersonId, form.Kind!.Value, clock.Now));
            happenings.Record("milestones.responded", milestone.Id);
        }
        else if (form.On == false && mine is not null)
        {
            db.Remove(mine);
            happenings.Record("milestones.response-taken-back", milestone.Id);
        }
        after.Do(() => pages.TellAsync(milestone.SpaceId!.Value));
        return Outcome.To($"/spaces/{milestone.SpaceId}/milestones");
    }
}
