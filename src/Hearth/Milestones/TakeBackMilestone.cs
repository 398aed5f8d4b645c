using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Milestones;

/// <summary>Erases a milestone of one’s own, for everybody.</summary>
public sealed class TakeBackMilestone(HearthDb db, Viewer viewer, SpacePages pages, HappeningLog happenings, AfterCommit after) : IVerb<TakeBackMilestone.Form>
{
    public sealed record Form([property: Required] Guid? Milestone);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.MilestonesOf(viewer).SingleOrDefaultAsync(m => m.Id == form.Milestone, cancel) is not { } milestone) return Outcome.Missing;
        await db.ResponsesTo(milestone.Id).ExecuteDeleteAsync(cancel);
        db.Remove(milestone);
        happenings.Record("milestones.taken-back", milestone.Id);
        if (milestone.SpaceId is { } space) after.Do(() => pages.TellAsync(space));
        return Outcome.To("/milestones");
    }
}
