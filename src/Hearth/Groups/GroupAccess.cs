using Hearth.Boundaries;
using Hearth.Database;
using Hearth.People;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Groups;

public static class GroupAccess
{
    /// <summary>The groups a viewer may know of: their own as member or leader; all for supervisor and admin.</summary>
    public static IQueryable<Group> GroupsVisibleTo(this HearthDb db, Viewer viewer)
    {
        if (viewer.Is(Role.Supervisor, Role.Admin)) return db.Set<Group>();
        // Few are somebody's: from those, by key, and not through all that the program has.
        return db.Set<Group>().Where(g =>
            db.PlacesOf(viewer.PersonId).Select(m => m.GroupId).Contains(g.Id) ||
            db.LeadingOf(viewer.PersonId).Select(l => l.GroupId).Contains(g.Id));
    }

    /// <summary>The groups a viewer runs: its leaders, supervisor and admin.</summary>
    public static IQueryable<Group> GroupsLedBy(this HearthDb db, Viewer viewer) =>
        viewer.Is(Role.Supervisor, Role.Admin)
            ? db.Set<Group>()
            : db.Set<Group>().Where(g => db.LeadingOf(viewer.PersonId).Select(l => l.GroupId).Contains(g.Id));

    /// <summary>Present members of the groups that a viewer may know of.</summary>
    public static IQueryable<GroupMember> MembersVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<GroupMember>().Where(m => m.LeftAt == null && db.GroupsVisibleTo(viewer).Select(g => g.Id).Contains(m.GroupId));

    public static IQueryable<GroupLeader> LeadersVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<GroupLeader>().Where(l => db.GroupsVisibleTo(viewer).Select(g => g.Id).Contains(l.GroupId));

    /// <summary>All times in a group, past ones too: for its leaders.</summary>
    public static IQueryable<GroupMember> MembershipsLedBy(this HearthDb db, Viewer viewer) =>
        db.Set<GroupMember>().Where(m => db.GroupsLedBy(viewer).Select(g => g.Id).Contains(m.GroupId));

    /// <summary>Fellow members and leaders: the people a participant may know of beside staff.</summary>
    public static IQueryable<Person> CirclePeopleVisibleTo(this HearthDb db, Viewer viewer) =>
        db.PeopleOfProgram().Where(p =>
            db.MembersVisibleTo(viewer).Select(m => m.PersonId).Contains(p.Id) || db.LeadersVisibleTo(viewer).Select(l => l.PersonId).Contains(p.Id));

    /// <summary>Present members of the groups that somebody is in or leads themselves: whoever may know of every group is by that in none.</summary>
    public static IQueryable<GroupMember> MembersBeside(this HearthDb db, Guid person) =>
        db.Set<GroupMember>().Where(m => m.LeftAt == null && (db.PlacesOf(person).Select(p => p.GroupId).Contains(m.GroupId) || db.LeadingOf(person).Select(l => l.GroupId).Contains(m.GroupId)));

    /// <summary>Every group of the program in scope: for verbs and renderings that have already checked who asks, and for the demo's week.</summary>
    public static IQueryable<Group> GroupsOfProgram(this HearthDb db) => db.Set<Group>();

    /// <summary>One person's places in groups: for a verb that has already checked who asks.</summary>
    public static IQueryable<GroupMember> PlacesOf(this HearthDb db, Guid person) => db.Set<GroupMember>().Where(m => m.PersonId == person && m.LeftAt == null);

    /// <summary>Present members of one group: for a verb that has already checked who asks.</summary>
    public static IQueryable<GroupMember> MembersOf(this HearthDb db, Guid group) => db.Set<GroupMember>().Where(m => m.GroupId == group && m.LeftAt == null);

    /// <inheritdoc cref="PlacesOf"/>
    public static IQueryable<GroupLeader> LeadingOf(this HearthDb db, Guid person) => db.Set<GroupLeader>().Where(l => l.PersonId == person);

    /// <summary>Whether somebody is kept apart from anybody who is in a group or leads it.</summary>
    internal static async Task<bool> IsApartFromGroupAsync(this HearthDb db, Guid person, Guid group, CancellationToken cancel) =>
        await db.Set<GroupMember>().AnyAsync(m => m.GroupId == group && m.LeftAt == null && db.ApartFrom(person).Contains(m.PersonId), cancel) ||
        await db.Set<GroupLeader>().AnyAsync(l => l.GroupId == group && db.ApartFrom(person).Contains(l.PersonId), cancel);

    /// <summary>The people whom a viewer may see by name: staff see everybody, others their circles and staff.</summary>
    public static IQueryable<Person> PeopleKnownTo(this HearthDb db, Viewer viewer) =>
        viewer.IsStaff ? db.PeopleOfProgram() : db.PeopleOfProgram().Where(p =>
            p.Id == viewer.PersonId || Roles.Staff.Contains(p.Role) ||
            db.MembersVisibleTo(viewer).Select(m => m.PersonId).Contains(p.Id) || db.LeadersVisibleTo(viewer).Select(l => l.PersonId).Contains(p.Id));

    /// <summary>As <see cref="PeopleKnownTo(HearthDb, Viewer)"/>, for somebody who is not the viewer: whose words are put up by another.</summary>
    internal static IQueryable<Person> PeopleKnownTo(this HearthDb db, Guid person) => db.PeopleOfProgram().Where(p =>
        p.Id == person || Roles.Staff.Contains(p.Role) || db.PeopleOfProgram().Any(a => a.Id == person && Roles.Staff.Contains(a.Role)) || db.MembersBeside(person).Any(m => m.PersonId == p.Id)
        || db.Set<GroupLeader>().Any(l => l.PersonId == p.Id && (db.PlacesOf(person).Any(g => g.GroupId == l.GroupId) || db.LeadingOf(person).Any(g => g.GroupId == l.GroupId))));

    /// <summary>
    /// A group that the viewer runs, with its row locked to the end of the transaction, so that a count of its members stays true
    /// until what was decided on it is stored. (An update locks on both databases; one that changes nothing changes nothing.)
    /// </summary>
    public static async Task<Group?> LockGroupAsync(this HearthDb db, Viewer viewer, Guid group, CancellationToken cancel = default)
    {
        var run = db.GroupsLedBy(viewer).Where(g => g.Id == group);
        return await run.ExecuteUpdateAsync(g => g.SetProperty(x => x.Cap, x => x.Cap), cancel) == 1 ? await run.SingleAsync(cancel) : null;
    }
}
