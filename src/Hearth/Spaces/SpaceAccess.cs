using Hearth.Accounts;
using Hearth.Agreements;
using Hearth.Boundaries;
using Hearth.Database;
using Hearth.Groups;
using Hearth.People;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Spaces;

/// <summary>One person who can read one space.</summary>
public sealed class SpaceReader
{
    public Guid SpaceId { get; init; }
    public Guid PersonId { get; init; }
}

public static class SpaceAccess
{
    /// <summary>Everybody in a program but its alumni, whose places are their own.</summary>
    private static readonly Role[] inside = [Role.Participant, Role.Mentor, Role.PeerFacilitator, Role.Facilitator, Role.Therapist, Role.Supervisor, Role.Admin];

    /// <summary>
    /// Who can read what. Both are made of this one query, reading itself and the line under each box that says who can read, so that
    /// neither can become something else than the other. A group's: its present members, those who lead it, and supervisors; an admin
    /// runs the program in the software, which opens no door to what people say. The program's own: everybody but alumni. Whoever
    /// is suspended, has left or has not signed what is promised now can open no page, and is no reader.
    /// </summary>
    public static IQueryable<SpaceReader> SpaceReaders(this HearthDb db) =>
        db.Set<Space>().SelectMany(_ => db.MembershipsOfProgram(), (space, place) => new { Space = space, Place = place })
            .Where(x => x.Place.State == MembershipState.Active && inside.Contains(x.Place.Role) && db.SignaturesInForce().Any(s => s.PersonId == x.Place.PersonId))
            .Where(x => x.Space.GroupId == null || x.Place.Role == Role.Supervisor
                || db.Set<GroupMember>().Any(m => m.GroupId == x.Space.GroupId && m.PersonId == x.Place.PersonId && m.LeftAt == null)
                || db.Set<GroupLeader>().Any(l => l.GroupId == x.Space.GroupId && l.PersonId == x.Place.PersonId))
            .Select(x => new SpaceReader { SpaceId = x.Space.Id, PersonId = x.Place.PersonId });

    /// <summary>The people who can read a space: for whoever can read it too.</summary>
    public static IQueryable<Person> ReadersOf(this HearthDb db, Guid space) =>
        db.PeopleOfProgram().Where(p => db.SpaceReaders().Any(r => r.SpaceId == space && r.PersonId == p.Id));

    /// <summary>The spaces that a viewer can read, and write in.</summary>
    public static IQueryable<Space> SpacesVisibleTo(this HearthDb db, Viewer viewer) =>
        // Few are somebody's: found once, and not asked for anew at each row of what is in them.
        db.Set<Space>().Where(s => db.SpaceReaders().Where(r => r.PersonId == viewer.PersonId).Select(r => r.SpaceId).Contains(s.Id));

    /// <summary>The spaces that a viewer keeps: of those they read, staff. They can hide what should not stand there.</summary>
    public static IQueryable<Space> SpacesKeptBy(this HearthDb db, Viewer viewer) => db.SpacesVisibleTo(viewer).Where(_ => viewer.IsStaff);

    /// <summary>Topics of those spaces, but what somebody began whom the viewer does not read: that is not there for them, and nothing below it.</summary>
    public static IQueryable<Topic> TopicsVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<Topic>().Where(t => db.SpacesVisibleTo(viewer).Select(s => s.Id).Contains(t.SpaceId) && !db.UnseenBy(viewer.PersonId).Contains(t.AuthorId));

    /// <summary>All posts of those topics, hidden ones and those taken back too, which keep their places: what is shown of one is <see cref="Rules.PostRule"/>'s.</summary>
    public static IQueryable<Post> PostsVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<Post>().Where(p => db.TopicsVisibleTo(viewer).Any(t => t.Id == p.TopicId) && !db.UnseenBy(viewer.PersonId).Contains(p.AuthorId));

    public static IQueryable<Response> ResponsesVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<Response>().Where(r => db.PostsVisibleTo(viewer).Any(p => p.Id == r.PostId) && !db.UnseenBy(viewer.PersonId).Contains(r.PersonId));

    /// <summary>The posts that a viewer can hide and show again.</summary>
    public static IQueryable<Post> PostsKeptBy(this HearthDb db, Viewer viewer) =>
        db.Set<Post>().Where(p => db.Set<Topic>().Any(t => t.Id == p.TopicId && db.SpacesKeptBy(viewer).Select(s => s.Id).Contains(t.SpaceId)));

    /// <summary>A viewer's own, as long as they can read where it stands.</summary>
    public static IQueryable<Post> PostsWrittenBy(this HearthDb db, Viewer viewer) => db.PostsVisibleTo(viewer).Where(p => p.AuthorId == viewer.PersonId);

    /// <summary>Why, and by whom: for the post's author and those who keep the space.</summary>
    public static IQueryable<Hiding> HidingsVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<Hiding>().Where(h => h.EndedAt == null && (db.PostsWrittenBy(viewer).Any(p => p.Id == h.PostId) || db.PostsKeptBy(viewer).Any(p => p.Id == h.PostId)));

    /// <summary>One's own first times.</summary>
    public static IQueryable<Entry> EntriesOf(this HearthDb db, Viewer viewer) => db.Set<Entry>().Where(e => e.PersonId == viewer.PersonId);

    /// <summary>
    /// Whom an author can name in a space: of those who read it, the people of their own circles and whoever has written there. In the
    /// whole program's that is fewer than read it, or a list of names would be one of who is in treatment.
    /// </summary>
    public static IQueryable<Person> PeopleNamedBy(this HearthDb db, Guid author, Guid space) => db.ReadersOf(space).Where(p => p.Id != author && !db.ApartFrom(author).Contains(p.Id)
        && (db.PeopleKnownTo(author).Any(k => k.Id == p.Id) || db.Set<Post>().Any(w => w.AuthorId == p.Id && db.Set<Topic>().Any(t => t.Id == w.TopicId && t.SpaceId == space))));

    /// <summary>Those who hear of nothing that an author writes in a topic: who do not want to read them, and who rest from it. Nobody sees a difference.</summary>
    internal static IQueryable<Guid> NotHearing(this HearthDb db, Guid author, Guid topic) =>
        db.Set<Quieting>().Where(q => q.OtherId == author).Select(q => q.PersonId).Concat(db.Set<Rest>().Where(r => r.TopicId == topic).Select(r => r.PersonId));

    internal static IQueryable<Mention> MentionsOfProgram(this HearthDb db) => db.Set<Mention>();

    /// <summary>The topics that a viewer rests from: nobody else's business.</summary>
    public static IQueryable<Rest> RestsOf(this HearthDb db, Viewer viewer) => db.Set<Rest>().Where(r => r.PersonId == viewer.PersonId);

    /// <summary>The ids of posts that are hidden now, for renderings that show a hidden one as that and nothing else.</summary>
    internal static IQueryable<Guid> HiddenPosts(this HearthDb db) => db.Set<Hiding>().Where(h => h.EndedAt == null).Select(h => h.PostId);

    /// <summary>Groups whose space nobody has opened yet.</summary>
    internal static IQueryable<Group> GroupsWithoutSpace(this HearthDb db) => db.GroupsOfProgram().Where(g => !db.Set<Space>().Any(s => s.GroupId == g.Id));

    internal static IQueryable<Space> SpacesOfProgram(this HearthDb db) => db.Set<Space>();

    /// <summary>
    /// What a peer began who can still read it, and nobody has answered in any way. What was hidden or taken back is no answer, and
    /// neither is one by somebody whose words its author is not shown: for them nobody is there.
    /// </summary>
    internal static IQueryable<Topic> TopicsUnanswered(this HearthDb db) => db.Set<Topic>().Where(t =>
        db.PeopleOfProgram().Any(a => a.Id == t.AuthorId && !Roles.Staff.Contains(a.Role)) && db.SpaceReaders().Any(r => r.SpaceId == t.SpaceId && r.PersonId == t.AuthorId)
        && db.Set<Post>().Any(p => p.TopicId == t.Id && p.Number == 1 && p.TakenBackAt == null && !db.HiddenPosts().Contains(p.Id))
        && !db.Set<Post>().Any(p => p.TopicId == t.Id && p.AuthorId != t.AuthorId && p.TakenBackAt == null && !db.HiddenPosts().Contains(p.Id)
            && !db.Set<Quieting>().Any(q => q.PersonId == t.AuthorId && q.OtherId == p.AuthorId)
            && !db.Set<Separation>().Any(s => s.EndedAt == null && (s.OneId == t.AuthorId && s.OtherId == p.AuthorId || s.OtherId == t.AuthorId && s.OneId == p.AuthorId)))
        && !db.Set<Response>().Any(r => r.PersonId != t.AuthorId && db.Set<Post>().Any(p => p.Id == r.PostId && p.TopicId == t.Id && p.AuthorId == t.AuthorId)
            && !db.Set<Quieting>().Any(q => q.PersonId == t.AuthorId && q.OtherId == r.PersonId)
            && !db.Set<Separation>().Any(s => s.EndedAt == null && (s.OneId == t.AuthorId && s.OtherId == r.PersonId || s.OtherId == t.AuthorId && s.OneId == r.PersonId))));

    internal static IQueryable<Topic> TopicsOfProgram(this HearthDb db) => db.Set<Topic>();

    internal static IQueryable<Post> PostsOfProgram(this HearthDb db) => db.Set<Post>();

    // An update locks on both databases, to the end of the transaction; one that changes nothing changes nothing.

    /// <summary>The space, with its row held: what is begun there is begun by one at a time.</summary>
    internal static async Task<Space?> HoldAsync(this IQueryable<Space> which, CancellationToken cancel) =>
        await which.ExecuteUpdateAsync(s => s.SetProperty(x => x.Name, x => x.Name), cancel) == 1 ? await which.SingleAsync(cancel) : null;

    /// <summary>The topic, with its row held: its next number is one writer's.</summary>
    internal static async Task<Topic?> HoldAsync(this IQueryable<Topic> which, CancellationToken cancel) =>
        await which.ExecuteUpdateAsync(t => t.SetProperty(x => x.LastNumber, x => x.LastNumber), cancel) == 1 ? await which.SingleAsync(cancel) : null;

    /// <summary>The post, with its row held: what becomes of it is decided by one at a time.</summary>
    internal static async Task<Post?> HoldAsync(this IQueryable<Post> which, CancellationToken cancel) =>
        await which.ExecuteUpdateAsync(p => p.SetProperty(x => x.Number, x => x.Number), cancel) == 1 ? await which.SingleAsync(cancel) : null;
}
