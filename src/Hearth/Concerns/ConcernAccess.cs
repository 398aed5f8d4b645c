using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Groups;
using Hearth.People;

namespace Hearth.Concerns;

public static class ConcernAccess
{
    /// <summary>Staff who may open the follow-up that came of it. Never a peer: not whom it is about, and not who wrote it, so that nobody can be made to show it.</summary>
    public static IQueryable<Concern> ConcernsVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<Concern>().Where(c => db.FollowUpsVisibleTo(viewer).Any(f => f.Id == c.FollowUpId));

    /// <summary>That somebody told of something, and whom it was about; what they wrote stays with the staff.</summary>
    internal static IQueryable<Concern> ConcernsFiledBy(this HearthDb db, Viewer viewer) => db.Set<Concern>().Where(c => c.NoticedBy == viewer.PersonId);

    internal static IQueryable<Concern> ConcernsOfProgram(this HearthDb db) => db.Set<Concern>();

    /// <summary>Peers whom a viewer knows from a group: about whom they may tell the staff something.</summary>
    public static IQueryable<Person> PeersKnownTo(this HearthDb db, Viewer viewer) =>
        db.CirclePeopleVisibleTo(viewer).Where(p => p.Id != viewer.PersonId && Roles.Peers.Contains(p.Role));
}
