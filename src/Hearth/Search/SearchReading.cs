using Hearth.Database;
using Hearth.Markup;
using Hearth.People;
using Hearth.Search.Rules;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Search;

/// <summary>A post that was found, and where.</summary>
public sealed record Hit(string Href, string Space, Writer Author, bool Own, bool Note, Instant At, IReadOnlyList<Piece> Excerpt);

/// <param name="Older">From where there is more; null: that is all.</param>
public sealed record Found(string Words, IReadOnlyList<Hit> Hits, Mark? Older);

/// <summary>Looks for words in what the viewer may read. The index is only ever asked inside of the access query.</summary>
public sealed class SearchReading(HearthDb db, Viewer viewer, IPostIndex index, SpaceReading spaces)
{
    public const int OnPage = 50;

    /// <param name="before">Only what was written before that.</param>
    public async Task<Found> FindAsync(string words, Asked asked, Mark? before, CancellationToken cancel)
    {
        // A space that they never came into has not told them yet how people write there.
        var entered = await db.EntriesOf(viewer).Select(e => e.SpaceId).ToListAsync(cancel);
        var names = (await spaces.SpacesAsync()).Where(s => entered.Contains(s.Id)).ToDictionary(s => s.Id, s => s.Name);
        if (names.Count == 0) return new(words, [], null);
        var bearing = await index.BearingAsync(db, asked, names.Keys, cancel);
        var (all, at, id) = (before is null, before?.At ?? Instant.MaxValue, before?.Id ?? Guid.Empty);
        var rows = await (
            from p in db.PostsFoundBy(viewer).Where(bearing).AsNoTracking()
            // That they read the topic is in what they find: asked a second time, it would be worked out for each post once more.
            join t in db.TopicsOfProgram() on p.TopicId equals t.Id
            join who in db.PeopleOfProgram() on p.AuthorId equals who.Id
            where (all || p.WrittenAt < at || p.WrittenAt == at && p.Id.CompareTo(id) < 0)
            orderby p.WrittenAt descending, p.Id descending
            select new { Post = p, t.SpaceId, Author = new Writer(who.Id, who.Name, Roles.Staff.Contains(who.Role), who.JoinedAt) }).Take(OnPage + 1).ToListAsync(cancel);
        var shown = rows.Take(OnPage).ToList();
        return new(words, [.. shown.Select(r => new Hit(Href(r.Post), names[r.SpaceId], r.Author, r.Post.AuthorId == viewer.PersonId, r.Post.Note is not null, r.Post.WrittenAt,
            ExcerptRule.Of(Writing.Plain(r.Post.Text), asked)))], rows.Count > OnPage ? new Mark(shown[^1].Post.WrittenAt, shown[^1].Post.Id) : null);
    }

    /// <summary>To the post itself, with all replies: whether a topic is so long that its page begins below it is nothing that a link should tell.</summary>
    private static string Href(Post post) => post.Number == 1 ? post.Address : post.Address.Replace("#", "?all=1#", StringComparison.Ordinal);
}
