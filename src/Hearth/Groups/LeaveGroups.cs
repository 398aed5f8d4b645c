using Hearth.Database;
using Hearth.Happenings;
using Hearth.Invitations;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Groups;

/// <summary>Whoever is discharged is in no group any more, and leads none: their place is free at once.</summary>
public sealed class LeaveGroups(HearthDb db, HappeningLog happenings, Clock clock) : IEndsWithDischarge
{
    public async Task EndAsync(Guid person, CancellationToken cancel)
    {
        foreach (var member in await db.PlacesOf(person).ToListAsync(cancel))
        {
            member.Leave(clock.Now);
            happenings.Record("groups.member-removed", member.GroupId, person);
        }
        foreach (var leader in await db.LeadingOf(person).ToListAsync(cancel))
        {
            db.Remove(leader);
            happenings.Record("groups.leader-removed", leader.GroupId, person);
        }
    }
}
