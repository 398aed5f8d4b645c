using Hearth.Accounts;
using Hearth.CarePrograms;
using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.SignIn;

/// <summary>One's own places, by name, to go from one to another. For the account's holder and nobody else.</summary>
public sealed class MyMemberships(HearthDb db)
{
    public sealed record Place(Guid Membership, string Program, string As);

    public async Task<IReadOnlyList<Place>> OfAsync(Guid account, CancellationToken cancel)
    {
        var open = await db.OpenMembershipsOf(account).AsNoTracking().OrderBy(m => m.StartedAt).ToListAsync(cancel);
        var ids = open.Select(m => m.ProgramId).ToList();
        var names = await db.EveryProgram().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        return [.. open.Select(m => new Place(m.Id, names[m.ProgramId], m.Role == Role.PeerFacilitator ? "Peer facilitator" : m.Role.ToString()))];
    }
}
