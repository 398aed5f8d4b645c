using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.OnCall;

/// <summary>Ends a shift for good, at once. What it was stays on record.</summary>
public sealed class EndShift(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock) : IVerb<EndShift.Form>
{
    public sealed record Form([property: Required] Guid? Shift);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var found = await db.ShiftsVisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(s => s.Id == form.Shift, cancel);
        if (found is null) return Outcome.Missing;
        await db.HoldPlaceAsync(found.PersonId, cancel);
        // Ended already is as good as ended now.
        if (await db.ShiftsPlannedBy(viewer).SingleOrDefaultAsync(s => s.Id == form.Shift, cancel) is { } shift)
        {
            shift.End(viewer.PersonId, clock.Now);
            happenings.Record("oncall.shift-ended", shift.Id, shift.PersonId);
        }
        return Outcome.To("/on-call#shifts");
    }
}
