using Hearth.Database;
using Hearth.Groups;
using Hearth.People;
using Microsoft.EntityFrameworkCore;

namespace Hearth.GroupLife;

public static class GroupLifeAccess
{
    /// <summary>
    /// The groups whose own words a viewer reads: those that they belong to or lead, and for a supervisor all. Not for an admin, who
    /// runs the program in the software, nor for alumni, whose places are their own.
    /// </summary>
    public static IQueryable<Group> GroupsReadBy(this HearthDb db, Viewer viewer) => db.GroupsVisibleTo(viewer).Where(_ => viewer.Role != Role.Admin && viewer.Role != Role.Alum);

    /// <summary>The groups whose words a viewer writes: those that they belong to or lead.</summary>
    public static IQueryable<Group> GroupsOwnedBy(this HearthDb db, Viewer viewer) => db.GroupsReadBy(viewer).Where(g =>
        db.PlacesOf(viewer.PersonId).Any(m => m.GroupId == g.Id) || db.LeadingOf(viewer.PersonId).Any(l => l.GroupId == g.Id));

    public static IQueryable<Entry> EntriesReadBy(this HearthDb db, Viewer viewer) => db.Set<Entry>().Where(e => db.GroupsReadBy(viewer).Any(g => g.Id == e.GroupId));

    public static IQueryable<Entry> EntriesOwnedBy(this HearthDb db, Viewer viewer) => db.Set<Entry>().Where(e => db.GroupsOwnedBy(viewer).Any(g => g.Id == e.GroupId));

    public static IQueryable<EntryChange> ChangesReadBy(this HearthDb db, Viewer viewer) => db.Set<EntryChange>().Where(c => db.EntriesReadBy(viewer).Any(e => e.Id == c.EntryId));

    public static IQueryable<NameProposal> NamesReadBy(this HearthDb db, Viewer viewer) => db.Set<NameProposal>().Where(n => db.GroupsReadBy(viewer).Any(g => g.Id == n.GroupId));

    /// <summary>Whose names may stand in a group's history: whoever wrote there, also after they have left it.</summary>
    internal static IQueryable<Person> WritersOf(this HearthDb db, Guid group) => db.PeopleOfProgram().Where(p =>
        db.Set<EntryChange>().Any(c => c.By == p.Id && db.Set<Entry>().Any(e => e.Id == c.EntryId && e.GroupId == group)) || db.Set<NameProposal>().Any(n => n.GroupId == group && (n.By == p.Id || n.SettledBy == p.Id)));

    /// <summary>The group, with its row held: what it is called is decided by one at a time.</summary>
    internal static async Task<Group?> HoldAsync(this IQueryable<Group> which, CancellationToken cancel) =>
        await which.ExecuteUpdateAsync(g => g.SetProperty(x => x.Cap, x => x.Cap), cancel) == 1 ? await which.SingleOrDefaultAsync(cancel) : null;

    /// <summary>The entry, with its row held: of two who change it at once, the second finds what the first made of it.</summary>
    internal static async Task<Entry?> HoldAsync(this IQueryable<Entry> which, CancellationToken cancel) =>
        await which.ExecuteUpdateAsync(e => e.SetProperty(x => x.LastNumber, x => x.LastNumber), cancel) == 1 ? await which.SingleOrDefaultAsync(cancel) : null;
}
