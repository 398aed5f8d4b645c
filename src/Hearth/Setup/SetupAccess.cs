using Hearth.Accounts;
using Hearth.Database;
using Hearth.People;

namespace Hearth.Setup;

public static class SetupAccess
{
    /// <summary>Who may be on call: staff who can come in now.</summary>
    public static IQueryable<Person> PeopleForCalls(this HearthDb db) =>
        db.PeopleOfProgram().Where(p => Roles.Staff.Contains(p.Role) && db.MembershipsOfProgram().Any(m => m.PersonId == p.Id && m.State == MembershipState.Active));
}
