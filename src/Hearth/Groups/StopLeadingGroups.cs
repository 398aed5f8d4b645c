using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Groups.Rules;
using Hearth.Happenings;
using Hearth.Invitations;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Groups;

/// <summary>Whoever became something that may not lead a group leads it no more, from this moment on.</summary>
public sealed class StopLeadingGroups(HearthDb db, HappeningLog happenings) : IFollowsRole
{
    public async Task FollowAsync(Guid person, Role role, CancellationToken cancel)
    {
        var allowed = await db.ThisProgram().AnyAsync(p => p.PeerLedAllowed, cancel);
        var groups = await db.GroupsOfProgram().AsNoTracking().Where(g => db.LeadingOf(person).Any(l => l.GroupId == g.Id)).ToDictionaryAsync(g => g.Id, cancel);
        foreach (var leader in await db.LeadingOf(person).ToListAsync(cancel))
        {
            if (LeaderRule.MayLead(role, groups[leader.GroupId].LedBy, allowed)) continue;
            db.Remove(leader);
            happenings.Record("groups.leader-removed", leader.GroupId, person);
        }
    }
}
