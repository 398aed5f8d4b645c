using Hearth.Database;

namespace Hearth.SignIn;

public static class MembershipAccess
{
    /// <summary>The memberships of one account: where it may go after signing in.</summary>
    public static IQueryable<Membership> MembershipsOf(this HearthDb db, Guid account) => db.Set<Membership>().Where(m => m.AccountId == account);

    /// <summary>Memberships of the program in scope: for staff who suspend, discharge, invite.</summary>
    public static IQueryable<Membership> MembershipsOfProgram(this HearthDb db) => db.Set<Membership>().Where(m => m.ProgramId == db.CurrentProgram);
}
