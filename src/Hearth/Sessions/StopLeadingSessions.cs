using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Groups.Rules;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Invitations;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Sessions;

/// <summary>
/// Whoever became something that may not lead leads no session any more, planned or open; one that is left without a leader is
/// missing one, and is shown so. Who led what has ended stays on record: its pages ask for the role besides.
/// </summary>
public sealed class StopLeadingSessions(HearthDb db, HappeningLog happenings, Fragments fragments, AfterCommit after) : IFollowsRole
{
    public async Task FollowAsync(Guid person, Role role, CancellationToken cancel)
    {
        var allowed = await db.ThisProgram().AnyAsync(p => p.PeerLedAllowed, cancel);
        var led = await db.SessionLeadersOfProgram().Where(l => l.PersonId == person).Join(db.SessionsOfProgram(), l => l.SessionId, s => s.Id, (l, s) => new { Leader = l, s.LedBy, s.State })
            .Where(l => l.State != SessionState.Ended).ToListAsync(cancel);
        foreach (var one in led.Where(l => !LeaderRule.MayLead(role, l.LedBy, allowed)))
        {
            db.Remove(one.Leader);
            happenings.Record("sessions.leader-removed", one.Leader.SessionId, person);
        }
        after.Do(() => fragments.RecheckPersonAsync(person));
    }
}
