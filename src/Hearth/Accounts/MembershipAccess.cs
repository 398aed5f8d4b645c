using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Accounts;

public static class MembershipAccess
{
    /// <summary>The memberships of one account: where it may go after signing in.</summary>
    public static IQueryable<Membership> MembershipsOf(this HearthDb db, Guid account) => db.Set<Membership>().Where(m => m.AccountId == account);

    /// <summary>Memberships of the program in scope: for staff who suspend, discharge, invite.</summary>
    public static IQueryable<Membership> MembershipsOfProgram(this HearthDb db) => db.Set<Membership>().Where(m => m.ProgramId == db.CurrentProgram);

    /// <summary>The memberships that may be entered now.</summary>
    public static IQueryable<Membership> OpenMembershipsOf(this HearthDb db, Guid account) =>
        db.MembershipsOf(account).Where(m => m.State == MembershipState.Active);

    /// <summary>For the sweep over open lines.</summary>
    internal static Task<Dictionary<Guid, Membership>> MembershipsByIdAsync(this HearthDb db, IEnumerable<Guid> ids, CancellationToken cancel) =>
        db.Set<Membership>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancel);
}
