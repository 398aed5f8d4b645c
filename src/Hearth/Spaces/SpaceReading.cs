using Hearth.Agreements;
using Hearth.Boundaries;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Html;
using Hearth.LiveRooms.Rules;
using Hearth.People;
using Hearth.Spaces.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Spaces;

/// <summary>A space, as a page names it.</summary>
/// <param name="Guidelines">How people write here, a sentence a line.</param>
/// <param name="Keeps">The viewer can hide what should not stand there.</param>
/// <param name="Unseen">There is somebody, here or elsewhere, whom the viewer does not read.</param>
public sealed record SpaceSight(Guid Id, Guid? GroupId, string Name, string Purpose, string ReadTimes, string Guidelines, bool Keeps, bool Unseen)
{
    public IReadOnlyList<string> HowWeWrite => Guidelines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Who can read a space; of the whole program's, which everybody can, nobody is named.</summary>
public sealed record Readers(SpaceSight Space, IReadOnlyList<Writer> Named)
{
    public IEnumerable<Writer> Peers => Named.Where(r => !r.Staff);

    public IEnumerable<Writer> Staff => Named.Where(r => r.Staff);
}

/// <summary>Who wrote, answered or can read.</summary>
/// <param name="Since">In the program.</param>
public sealed record Writer(Guid Id, string Name, bool Staff, Instant Since);

/// <summary>A hidden post's why, for its author and those who keep the space.</summary>
public sealed record HidingSight(Hiding Hiding, string By, string? LookedBy);

/// <param name="Author">Null where something is hidden: whose it was is hidden with it.</param>
/// <param name="Text">Empty unless the viewer is shown it.</param>
/// <param name="Named">Whom its writer named.</param>
public sealed record PostSight(Guid Id, Writer? Author, bool Own, PostShown Shown, string Text, Instant At, HidingSight? Hiding, ILookup<ResponseKind, Writer> Responses, IReadOnlyList<string> Named, NoteFor? Note = null);

/// <param name="LastAt">When the last of what the viewer reads there was written.</param>
/// <param name="Answered">Who wrote back, in the order of their first.</param>
/// <param name="Waits">For whom its author waits, if they do.</param>
/// <param name="Rested">The viewer rests from it.</param>
public sealed record TopicSight(Guid Id, AnswerKind Ask, Instant LastAt, PostSight First, IReadOnlyList<Writer> Answered, Waiting Waits, bool Rested);

/// <param name="Earlier">There are replies between the first post and these.</param>
public sealed record ThreadSight(SpaceSight Space, Guid Id, AnswerKind Ask, PostSight First, IReadOnlyList<PostSight> Replies, bool Earlier, bool Rested);

/// <summary>What pages of spaces are made of, as the viewer may see it. The same few questions, however much was written.</summary>
public sealed class SpaceReading(HearthDb db, Viewer viewer, ProgramCard card, Clock clock, Scopes scopes)
{
    public const int TopicsOnPage = 20, RepliesOnPage = 100;

    /// <summary>Null: there is no such space for them.</summary>
    public async Task<SpaceSight?> SpaceAsync(Guid id)
    {
        if (await Sights(db.SpacesVisibleTo(viewer).Where(s => s.Id == id)).SingleOrDefaultAsync() is { } space) return space;
        if (!await db.GroupsVisibleTo(viewer).AnyAsync(g => g.Id == id)) return null;
        if (await db.GroupsWithoutSpace().AnyAsync(g => g.Id == id)) await MakeForGroupsAsync();
        // Made just now, by this request or by another.
        return await Sights(db.SpacesVisibleTo(viewer).Where(s => s.Id == id)).SingleOrDefaultAsync();
    }

    /// <summary>All that the viewer can read: their groups' first.</summary>
    public async Task<IReadOnlyList<SpaceSight>> SpacesAsync()
    {
        if (await db.GroupsVisibleTo(viewer).AnyAsync(g => db.GroupsWithoutSpace().Any(w => w.Id == g.Id))) await MakeForGroupsAsync();
        return [.. (await Sights(db.SpacesVisibleTo(viewer)).ToListAsync()).OrderBy(s => s.GroupId is null).ThenBy(s => s.Name, StringComparer.CurrentCulture)];
    }

    public async Task<Readers> ReadersAsync(SpaceSight space) => new(space, space.GroupId is null ? []
        : await db.ReadersOf(space.Id).OrderBy(p => p.Name).Select(p => new Writer(p.Id, p.Name, Roles.Staff.Contains(p.Role), p.JoinedAt)).ToListAsync());

    /// <summary>Topics, those written in last first: as far as the viewer reads it, or a topic that moves would tell them of somebody whom they do not.</summary>
    /// <param name="before">Only those written in last before this.</param>
    /// <returns>And whether there are more below.</returns>
    public async Task<(IReadOnlyList<TopicSight> Topics, bool More)> TopicsAsync(SpaceSight space, Instant? before)
    {
        var found = await LastWritten(db.TopicsVisibleTo(viewer).AsNoTracking().Where(t => t.SpaceId == space.Id), space.Unseen)
            .Where(t => before == null || t.LastAt < before).OrderByDescending(t => t.LastAt).Take(TopicsOnPage + 1)
            .Select(t => new { t.Topic, t.LastAt, Rested = db.RestsOf(viewer).Any(r => r.TopicId == t.Topic.Id) }).ToListAsync();
        var last = found.ToDictionary(f => f.Topic.Id, f => f.LastAt);
        var rested = found.Where(f => f.Rested).Select(f => f.Topic.Id).ToHashSet();
        var topics = found.Take(TopicsOnPage).Select(f => f.Topic).ToList();
        var ids = topics.Select(t => t.Id).ToList();
        var firsts = await PostsAsync(space, db.PostsVisibleTo(viewer).Where(p => ids.Contains(p.TopicId) && p.Number == 1));
        var answers = await db.PostsVisibleTo(viewer).Where(p => ids.Contains(p.TopicId) && p.Number > 1 && p.TakenBackAt == null && !db.HiddenPosts().Contains(p.Id))
            .GroupBy(p => new { p.TopicId, p.AuthorId }).Select(g => new { g.Key.TopicId, g.Key.AuthorId, First = g.Min(p => p.Number) }).ToListAsync();
        var people = await WritersAsync(answers.Select(a => a.AuthorId));
        var answered = answers.OrderBy(a => a.First).ToLookup(a => a.TopicId, a => people[a.AuthorId]);
        return ([.. topics.Select(Sight)], found.Count > topics.Count);

        TopicSight Sight(Topic topic)
        {
            var first = firsts.Single(f => f.TopicId == topic.Id).Post;
            // Of staff nobody asks that they are answered; whoever asked themselves need not be told. Any answer counts that is read
            // here: were one left out because its author is not heard by whoever asked, everybody would see who is not.
            var asks = first is { Own: false, Shown: PostShown.Whole, Author.Staff: false };
            var heard = answered[topic.Id].Any(w => w.Id != topic.AuthorId) || first.Responses.Count > 0;
            return new(topic.Id, topic.Ask, last[topic.Id], first, [.. answered[topic.Id]], asks ? WaitingRule.Of(first.At, heard, card.Answers, clock.Now) : Waiting.No, rested.Contains(topic.Id));
        }
    }

    /// <summary>Null: there is no such topic for them.</summary>
    /// <param name="all">The earliest replies too, however many there are.</param>
    public async Task<ThreadSight?> ThreadAsync(Guid id, bool all = false)
    {
        if (await db.TopicsVisibleTo(viewer).AsNoTracking().Where(t => t.Id == id).Select(t => new { Topic = t, Rested = db.RestsOf(viewer).Any(r => r.TopicId == t.Id) }).SingleOrDefaultAsync() is not { Topic: var topic } found) return null;
        var space = await Sights(db.SpacesVisibleTo(viewer).Where(s => s.Id == topic.SpaceId)).SingleAsync();
        var visible = db.PostsVisibleTo(viewer).Where(p => p.TopicId == id);
        // The last of the earlier replies; 0: there are none.
        var earlier = all || topic.LastNumber <= RepliesOnPage + 1 ? 0 : await visible.Where(p => p.Number > 1).OrderByDescending(p => p.Number).Skip(RepliesOnPage).Select(p => p.Number).FirstOrDefaultAsync();
        var posts = (await PostsAsync(space, visible.Where(p => p.Number == 1 || p.Number > earlier))).Select(p => p.Post).ToList();
        return new(space, id, topic.Ask, posts[0], posts[1..], earlier > 0, found.Rested);
    }

    /// <summary>Where somebody has asked that a hidden post is looked at again, and nobody has.</summary>
    public async Task<IReadOnlyList<(Guid Topic, Guid Post, string Name)>> AskedAgainAsync(SpaceSight space)
    {
        if (!space.Keeps) return [];
        var waiting = await (from h in db.HidingsVisibleTo(viewer)
                             join p in db.PostsKeptBy(viewer) on h.PostId equals p.Id
                             join t in db.TopicsVisibleTo(viewer) on p.TopicId equals t.Id
                             join person in db.PeopleOfProgram() on p.AuthorId equals person.Id
                             where t.SpaceId == space.Id && h.AskedAgainAt != null && h.LookedAt == null && p.TakenBackAt == null
                             orderby h.AskedAgainAt
                             select new { p.TopicId, p.Id, person.Name }).ToListAsync();
        return [.. waiting.Select(w => (w.TopicId, w.Id, w.Name))];
    }

    private sealed class Dated
    {
        public required Topic Topic { get; init; }
        public Instant LastAt { get; init; }
    }

    /// <param name="unseen">There is somebody whom the viewer does not read. Otherwise the topic's own time is it, which has an index.</param>
    private IQueryable<Dated> LastWritten(IQueryable<Topic> topics, bool unseen) => unseen
        ? topics.Select(t => new Dated { Topic = t, LastAt = db.PostsOfProgram().Where(p => p.TopicId == t.Id && !db.UnseenBy(viewer.PersonId).Contains(p.AuthorId)).OrderByDescending(p => p.Number).Select(p => p.WrittenAt).First() })
        : topics.Select(t => new Dated { Topic = t, LastAt = t.LastPostAt });

    private async Task<IReadOnlyList<(Guid TopicId, PostSight Post)>> PostsAsync(SpaceSight space, IQueryable<Post> which)
    {
        var rows = await which.AsNoTracking().OrderBy(p => p.Number).Select(p => new { Post = p, Hidden = db.HiddenPosts().Contains(p.Id), Named = db.MentionsOfProgram().Where(m => m.PostId == p.Id).Join(db.PeopleOfProgram(), m => m.PersonId, n => n.Id, (m, n) => n.Name).ToList() }).ToListAsync();
        var ids = rows.Select(r => r.Post.Id).ToList();
        var responses = await db.ResponsesVisibleTo(viewer).AsNoTracking().Where(r => ids.Contains(r.PostId)).OrderBy(r => r.At).ThenBy(r => r.PersonId).ToListAsync();
        var hidings = await db.HidingsVisibleTo(viewer).AsNoTracking().Where(h => ids.Contains(h.PostId)).ToDictionaryAsync(h => h.PostId);
        var people = await WritersAsync(rows.Select(r => r.Post.AuthorId).Concat(responses.Select(r => r.PersonId)).Concat(hidings.Values.SelectMany(h => (Guid[])[h.HiddenBy, h.LookedBy ?? h.HiddenBy])));
        var by = responses.ToLookup(r => r.PostId);
        return [.. rows.Select(r => (r.Post.TopicId, Sight(r.Post, r.Hidden, r.Named)))];

        PostSight Sight(Post post, bool hidden, IReadOnlyList<string> named)
        {
            var own = post.AuthorId == viewer.PersonId;
            var shown = PostRule.For(post.TakenBackAt is not null, hidden, own, space.Keeps);
            var why = shown is PostShown.OwnHidden or PostShown.KeptHidden && hidings.TryGetValue(post.Id, out var hiding)
                ? new HidingSight(hiding, people[hiding.HiddenBy].Name, hiding.LookedBy is { } looked ? people[looked].Name : null) : null;
            return new(post.Id, shown == PostShown.Hidden ? null : people[post.AuthorId], own, shown, shown is PostShown.TakenBack or PostShown.Hidden ? "" : post.Text, post.WrittenAt, why,
                (shown == PostShown.Whole ? by[post.Id] : []).ToLookup(r => r.Kind, r => people[r.PersonId]), named, shown == PostShown.Whole ? post.Note : null);
        }
    }

    // Who wrote where the viewer can read is known to them by their chosen name, whichever groups they are in.
    private async Task<Dictionary<Guid, Writer>> WritersAsync(IEnumerable<Guid> who)
    {
        var ids = who.Distinct().ToList();
        return await db.PeopleOfProgram().Where(p => ids.Contains(p.Id)).Select(p => new Writer(p.Id, p.Name, Roles.Staff.Contains(p.Role), p.JoinedAt)).ToDictionaryAsync(p => p.Id);
    }

    private IQueryable<SpaceSight> Sights(IQueryable<Space> spaces)
    {
        var staff = viewer.IsStaff;
        return from s in spaces
               join g in db.GroupsOfProgram() on s.GroupId equals (Guid?)g.Id into groups
               from g in groups.DefaultIfEmpty()
               select new SpaceSight(s.Id, s.GroupId, g == null ? s.Name : g.Name, g == null ? s.Purpose : g.Aim, s.ReadTimes,
                   // Bound to the row, both: what is not is asked by itself, and first.
                   db.AgreementsOfProgram().Where(a => a.ProgramId == s.ProgramId).OrderByDescending(a => a.Number).Select(a => a.Guidelines).FirstOrDefault() ?? "", staff, db.UnseenBy(viewer.PersonId).Any(p => p != s.Id));
    }

    /// <summary>A group's space is there as soon as somebody asks for it; for all groups at once, and however many ask.</summary>
    private Task MakeForGroupsAsync() => db.BetweenReadsAsync(() => scopes.WriteAsync(viewer.ProgramId, async services =>
    {
        var there = services.GetRequiredService<HearthDb>();
        return await there.Database.ExecuteSqlAsync($"""
            INSERT INTO "Spaces" ("ProgramId", "Id", "GroupId", "Name", "Purpose", "ReadTimes", "OpenedAt")
            SELECT g."ProgramId", g."Id", g."Id", '', '', '', g."MadeAt" FROM "Groups" AS g WHERE g."ProgramId" = {viewer.ProgramId} ON CONFLICT DO NOTHING
            """);
    }));
}
