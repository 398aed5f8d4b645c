using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Groups;
using Hearth.People;
using Hearth.Sessions;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Unanswered;

/// <summary>Somebody who waits: with a topic, or in a group (its subject is their place there).</summary>
internal sealed class Waits
{
    public Guid Subject { get; init; }
    public Guid PersonId { get; init; }
    public Guid? GroupId { get; init; }
    public Instant Since { get; init; }
}

public static class UnansweredAccess
{
    /// <summary>What came with a follow-up: for staff who may open that.</summary>
    public static IQueryable<Carried> CarriedVisibleTo(this HearthDb db, Viewer viewer) => db.Set<Carried>().Where(c => db.FollowUpsVisibleTo(viewer).Any(f => f.Id == c.FollowUpId));

    /// <summary>Asks that nobody answered, begun in this time, which did not come to anybody yet.</summary>
    internal static IQueryable<Waits> AsksWaiting(this HearthDb db, Instant after, Instant until) =>
        from t in db.TopicsUnanswered()
        join p in db.PostsOfProgram() on t.Id equals p.TopicId
        join s in db.SpacesOfProgram() on t.SpaceId equals s.Id
        where p.Number == 1 && p.WrittenAt > after && p.WrittenAt <= until && !db.Set<Carried>().Any(c => c.SubjectId == t.Id)
        select new Waits { Subject = t.Id, PersonId = t.AuthorId, GroupId = s.GroupId, Since = p.WrittenAt };

    /// <summary>
    /// Peers who came into a group in this time, and whom nobody there can have met: they were in no session of it and have written
    /// nothing, and nobody has answered them.
    /// </summary>
    internal static IQueryable<Waits> NewcomersUnseen(this HearthDb db, Instant after, Instant until) =>
        db.Set<GroupMember>().Where(m => m.LeftAt == null && m.JoinedAt > after && m.JoinedAt <= until && !db.Set<Carried>().Any(c => c.SubjectId == m.Id)
            && db.PeopleOfProgram().Any(p => p.Id == m.PersonId && p.Role == Role.Participant && p.JoinedAt > after)
            && db.SpaceReaders().Any(r => r.SpaceId == m.GroupId && r.PersonId == m.PersonId)
            && !db.Set<Attendance>().Any(a => a.PersonId == m.PersonId && db.Set<Session>().Any(s => s.Id == a.SessionId && s.GroupId == m.GroupId))
            && !db.PostsOfProgram().Any(p => p.AuthorId == m.PersonId))
        .Select(m => new Waits { Subject = m.Id, PersonId = m.PersonId, GroupId = m.GroupId, Since = m.JoinedAt });

    /// <summary>Staff who lead a group, by name.</summary>
    internal static IQueryable<Guid> StaffLeading(this HearthDb db, Guid group) =>
        db.PeopleOfProgram().Where(p => Roles.Staff.Contains(p.Role) && db.Set<GroupLeader>().Any(l => l.GroupId == group && l.PersonId == p.Id)).OrderBy(p => p.Name).Select(p => p.Id);

    /// <summary>The places in groups among what came with a follow-up.</summary>
    internal static IQueryable<GroupMember> PlacesCarried(this HearthDb db, IReadOnlyList<Guid> subjects) => db.Set<GroupMember>().Where(m => subjects.Contains(m.Id));

    internal static IQueryable<Carried> CarriedOfProgram(this HearthDb db) => db.Set<Carried>();
}
