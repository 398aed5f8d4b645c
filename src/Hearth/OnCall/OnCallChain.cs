using Hearth.Accounts;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.OnCall;

/// <summary>Somebody who is asked when a person is needed.</summary>
/// <param name="Place">1 is asked first.</param>
/// <param name="OnShift">They are on shift, and not merely there when nobody else answers.</param>
/// <param name="Until">When their shift ends.</param>
public sealed record OnCallPerson(Guid PersonId, string Name, int Place, bool OnShift, Instant? Until);

/// <summary>Who is asked, in order.</summary>
public sealed class OnCallChain(HearthDb db)
{
    public async Task<IReadOnlyList<OnCallPerson>> AtAsync(Instant now, CancellationToken cancel = default)
    {
        var standing = await db.ThisProgram().Select(p => p.OnCallPersonId).SingleOrDefaultAsync(cancel);
        var staff = await db.PeopleOfProgram().AsNoTracking()
            .Where(p => (p.Id == standing || p.Role == Role.Supervisor || p.Role == Role.Admin) && db.MembershipsOfProgram().Any(m => m.PersonId == p.Id && m.State == MembershipState.Active))
            .ToListAsync(cancel);
        return [.. staff.OrderByDescending(p => p.Id == standing).ThenBy(p => p.Role).ThenBy(p => p.Name).Select((p, i) => new OnCallPerson(p.Id, p.Name, i + 1, p.Id == standing, null))];
    }
}
