using Hearth.Database;
using Hearth.Happenings;
using Hearth.Invitations;
using Microsoft.EntityFrameworkCore;

namespace Hearth.OnCall;

/// <summary>
/// Whoever is discharged, or is no staff any more, has no shift. Whoever is suspended keeps theirs for when they are back, and is
/// not asked meanwhile.
/// </summary>
public sealed class EndShifts(HearthDb db, HappeningLog happenings, Clock clock) : IEndsWithDischarge, IFollowsRole
{
    public async Task EndAsync(Guid person, CancellationToken cancel)
    {
        foreach (var shift in await db.ShiftsOf(person).ToListAsync(cancel))
        {
            shift.End(null, clock.Now);
            happenings.Record("oncall.shift-ended", shift.Id, person);
        }
    }

    public Task FollowAsync(Guid person, Role role, CancellationToken cancel) => role.IsStaff() ? Task.CompletedTask : EndAsync(person, cancel);
}
