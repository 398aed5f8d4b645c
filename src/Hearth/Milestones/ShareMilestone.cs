using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Holds;
using Hearth.Html;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Milestones;

/// <summary>Shares a milestone of one’s own with a space; and, with <c>On</c> false, takes that back: nobody there reads it any more.</summary>
public sealed class ShareMilestone(HearthDb db, Viewer viewer, HoldGate holds, SpacePages pages, HappeningLog happenings, Clock clock, AfterCommit after) : IVerb<ShareMilestone.Form>
{
    public sealed record Form([property: Required] Guid? Milestone, [property: Required] Guid? Space, [property: Required] bool? On);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.MilestonesOf(viewer).SingleOrDefaultAsync(m => m.Id == form.Milestone, cancel) is not { } milestone) return Outcome.Missing;
        var before = milestone.SpaceId;
        if (form.On == true && before != form.Space)
        {
            if (!await db.SpacesVisibleTo(viewer).AnyAsync(s => s.Id == form.Space, cancel)) return Outcome.Missing;
            if (await holds.PausedAsync(cancel) is { } paused) return paused;
            // Who answered it elsewhere answered there.
            await db.ResponsesTo(milestone.Id).ExecuteDeleteAsync(cancel);
            milestone.Share(form.Space!.Value, clock.Now);
            happenings.Record("milestones.shared", milestone.Id);
        }
        else if (form.On == false && before is not null)
        {
            await db.ResponsesTo(milestone.Id).ExecuteDeleteAsync(cancel);
            milestone.KeepToOneself();
            happenings.Record("milestones.kept-to-oneself", milestone.Id);
        }
        after.Do(() => Task.WhenAll(new[] { before, milestone.SpaceId }.OfType<Guid>().Distinct().Select(pages.TellAsync)));
        return Outcome.To("/milestones");
    }
}
