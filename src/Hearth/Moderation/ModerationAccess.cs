using Hearth.Boundaries;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Groups;
using Hearth.Holds;
using Hearth.People;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Moderation;

public static class ModerationAccess
{
    /// <summary>
    /// What waits, or was not let in, for those who may read it first: staff of the space that it was written in, all staff for a story;
    /// and whoever was called since it waited too long. Never its author, be they staff.
    /// </summary>
    public static IQueryable<Hold> HoldsKeptBy(this HearthDb db, Viewer viewer)
    {
        var (staff, me) = (viewer.IsStaff, viewer.PersonId);
        return db.HoldsOfProgram().Where(h => staff && h.AuthorId != me && (h.SpaceId == null
            || db.SpacesKeptBy(viewer).Select(s => (Guid?)s.Id).Contains(h.SpaceId)
            || h.CalledAt != null && db.FollowUpsWith(viewer).Any(f => f.Kind == FollowUpKind.Waiting && f.PersonId == h.AuthorId)));
    }

    /// <summary>What peers told of posts: for staff of the space, and whoever was called since it waited too long. Never for whose post it is, be they staff.</summary>
    public static IQueryable<Report> ReportsKeptBy(this HearthDb db, Viewer viewer)
    {
        var (staff, me) = (viewer.IsStaff, viewer.PersonId);
        return db.Set<Report>().Where(r => staff && r.AuthorId != me && (db.SpacesKeptBy(viewer).Select(s => s.Id).Contains(r.SpaceId)
            || r.CalledAt != null && db.FollowUpsWith(viewer).Any(f => f.Kind == FollowUpKind.Waiting && f.PersonId == r.AuthorId)));
    }

    /// <summary>What a viewer told themselves: that it is with somebody, and that it ended.</summary>
    public static IQueryable<Report> PostReportsBy(this HearthDb db, Viewer viewer) => db.Set<Report>().Where(r => viewer.SignedIn && r.ReportedBy == viewer.PersonId);

    /// <summary>What staff wrote to somebody alone: for that person, and for staff of the space.</summary>
    public static IQueryable<PrivateWord> PrivateWordsVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<PrivateWord>().Where(w => db.PrivateWordsTo(viewer).Any(o => o.Id == w.Id) || db.SpacesKeptBy(viewer).Select(s => s.Id).Contains(w.SpaceId));

    /// <summary>Those that were written to a viewer.</summary>
    public static IQueryable<PrivateWord> PrivateWordsTo(this HearthDb db, Viewer viewer) => db.Set<PrivateWord>().Where(w => viewer.SignedIn && w.PersonId == viewer.PersonId);

    /// <summary>Peers whose writing a viewer may pause: of groups that they lead; supervisors and admins, of the program.</summary>
    public static IQueryable<Person> PeersLookedAfterBy(this HearthDb db, Viewer viewer)
    {
        var (staff, all) = (viewer.IsStaff, viewer.Is(Role.Supervisor, Role.Admin));
        return db.PeopleOfProgram().Where(p => staff && Roles.Peers.Contains(p.Role) && (all
            || db.MembershipsLedBy(viewer).Any(m => m.PersonId == p.Id && m.LeftAt == null)));
    }

    public static IQueryable<WritingPause> PausesKeptBy(this HearthDb db, Viewer viewer, Instant now) => db.PausesInForce(now).Where(w => db.PeersLookedAfterBy(viewer).Any(p => p.Id == w.PersonId));

    /// <summary>
    /// What everybody in a program may read: whoever opens a page here has signed. Not what somebody tells by name whom the viewer does
    /// not read; a story by "someone here" stays, or its going would say whose it is.
    /// </summary>
    public static IQueryable<Story> StoriesVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<Story>().Where(s => viewer.SignedIn && s.TakenBackAt == null && !(s.Named && db.UnseenBy(viewer.PersonId).Contains(s.AuthorId)));

    internal static IQueryable<Report> ReportsOfProgram(this HearthDb db) => db.Set<Report>();

    /// <summary>The report, with its row held: an update locks on both databases, to the end of the transaction.</summary>
    internal static async Task<Report?> HoldAsync(this IQueryable<Report> which, CancellationToken cancel) =>
        await which.ExecuteUpdateAsync(r => r.SetProperty(x => x.Reason, x => x.Reason), cancel) == 1 ? await which.SingleOrDefaultAsync(cancel) : null;

    /// <inheritdoc cref="HoldAsync(IQueryable{Report}, CancellationToken)"/>
    internal static async Task<PrivateWord?> HoldAsync(this IQueryable<PrivateWord> which, CancellationToken cancel) =>
        await which.ExecuteUpdateAsync(w => w.SetProperty(x => x.WrittenAt, x => x.WrittenAt), cancel) == 1 ? await which.SingleOrDefaultAsync(cancel) : null;

    /// <inheritdoc cref="HoldAsync(IQueryable{Report}, CancellationToken)"/>
    internal static async Task<WritingPause?> HoldAsync(this IQueryable<WritingPause> which, CancellationToken cancel) =>
        await which.ExecuteUpdateAsync(p => p.SetProperty(x => x.PausedBy, x => x.PausedBy), cancel) == 1 ? await which.SingleOrDefaultAsync(cancel) : null;
}
