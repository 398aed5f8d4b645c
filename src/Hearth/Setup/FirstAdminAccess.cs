using Hearth.Accounts;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Invitations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Setup;

public static class FirstAdminAccess
{
    public static IQueryable<FirstAdmin> TheFirstAdmin(this HearthDb db) => db.Set<FirstAdmin>();

    /// <summary>The row, if this link opens it now: nobody has come in by it for good, and its day is not over.</summary>
    public static async Task<FirstAdmin?> FirstAdminByAsync(this HearthDb db, string token, Instant now, CancellationToken cancel = default)
    {
        var hash = InvitationLink.HashOf(token);
        var row = await db.Set<FirstAdmin>().AsNoTracking().SingleOrDefaultAsync(f => f.Hash == hash, cancel);
        if (row is null || now >= row.ExpiresAt) return null;
        if (row.AccountId is { } account) return await db.HasFactorsAsync(account, cancel) ? null : row;
        return await db.EveryProgram().AnyAsync(cancel) ? null : row;
    }

    /// <summary>Holds the row to the end of the transaction.</summary>
    public static Task HoldFirstAdminAsync(this HearthDb db, CancellationToken cancel) =>
        db.Set<FirstAdmin>().Where(f => f.Id == FirstAdmin.TheOne).ExecuteUpdateAsync(f => f.SetProperty(x => x.ExpiresAt, x => x.ExpiresAt), cancel);

    public static Task<int> BeginFirstAdminAsync(this HearthDb db, Membership membership, CancellationToken cancel) =>
        db.Set<FirstAdmin>().Where(f => f.Id == FirstAdmin.TheOne && f.MembershipId == null).ExecuteUpdateAsync(f => f
            .SetProperty(x => x.AccountId, membership.AccountId).SetProperty(x => x.ProgramId, membership.ProgramId).SetProperty(x => x.MembershipId, membership.Id), cancel);
}
