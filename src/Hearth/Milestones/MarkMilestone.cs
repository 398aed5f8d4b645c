using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Holds;
using Hearth.Html;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Milestones;

/// <summary>Somebody marks what they find worth it. It is theirs alone, or shared at once.</summary>
public sealed class MarkMilestone(HearthDb db, Viewer viewer, HoldGate holds, Sealer sealer, SpacePages pages, HappeningLog happenings, Clock clock, AfterCommit after) : IVerb<MarkMilestone.Form>
{
    /// <param name="Press">Names this press, so that sent again it is one.</param>
    /// <param name="Space">With whom it is shared; none: with nobody.</param>
    public sealed record Form(
        [property: Required] Guid? Press,
        [property: Required(ErrorMessage = "Please write a few words first.")] [property: MaxLength(Milestone.Longest, ErrorMessage = "Please keep it under 300 letters.")] string? Words,
        Guid? Space);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (form.Space is { } with && !await db.SpacesVisibleTo(viewer).AnyAsync(s => s.Id == with, cancel)) return Outcome.Missing;
        await db.HoldPersonAsync(viewer.PersonId, cancel);
        var id = PressId.Of(viewer.PersonId, form.Press!.Value);
        if (!await db.MilestonesOf(viewer).AnyAsync(m => m.Id == id, cancel))
        {
            if (form.Space is not null && await holds.PausedAsync(cancel) is { } paused) return paused;
            var milestone = Milestone.Mark(viewer.ProgramId, id, viewer.PersonId, await sealer.SealAsync(viewer.PersonId, Milestone.WordsAt(id), form.Words!, cancel), clock.Now);
            db.Add(milestone);
            happenings.Record("milestones.marked", id);
            if (form.Space is { } space)
            {
                milestone.Share(space, clock.Now);
                happenings.Record("milestones.shared", id);
                after.Do(() => pages.TellAsync(space));
            }
        }
        return Outcome.To(form.Space is { } back ? $"/spaces/{back}/milestones" : "/milestones");
    }
}
