using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.People;

public static class PersonAccess
{
    /// <summary>
    /// The people whom a viewer may know of. Staff: everybody in the program. Others: themselves and staff;
    /// fellow members of a group are reached through the group (see GroupAccess).
    /// </summary>
    public static IQueryable<Person> PeopleVisibleTo(this HearthDb db, Viewer viewer) =>
        viewer.IsStaff
            ? db.Set<Person>()
            : db.Set<Person>().Where(p => p.Id == viewer.PersonId || Roles.Staff.Contains(p.Role));

    /// <summary>Names of the people whom a viewer may know of.</summary>
    public static Task<Dictionary<Guid, string>> NamesAsync(this HearthDb db, Viewer viewer) => db.PeopleVisibleTo(viewer).ToDictionaryAsync(p => p.Id, p => p.Name);

    /// <summary>Everybody in the program in scope: for rules and renderings that have already checked who asks.</summary>
    public static IQueryable<Person> PeopleOfProgram(this HearthDb db) => db.Set<Person>();

    /// <summary>What is done about one person takes turns, to the end of the transaction.</summary>
    public static Task HoldPersonAsync(this HearthDb db, Guid person, CancellationToken cancel) =>
        db.Set<Person>().Where(p => p.Id == person).ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, x => x.Name), cancel);

    /// <summary>Legal identities: staff only.</summary>
    public static IQueryable<LegalIdentity> LegalIdentitiesVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<LegalIdentity>().Where(_ => viewer.IsStaff);

    public static IQueryable<Qualification> QualificationsVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<Qualification>().Where(q => viewer.IsStaff || q.PersonId == viewer.PersonId);

    /// <summary>Qualifications of the program, for the rule that opens a session.</summary>
    public static IQueryable<Qualification> QualificationsOfProgram(this HearthDb db) => db.Set<Qualification>();

    /// <summary>Every legal name of the program in scope, for proving that a backup opens: opened, counted, shown to nobody.</summary>
    public static IQueryable<LegalIdentity> EveryLegalName(this HearthDb db) => db.Set<LegalIdentity>();
}
