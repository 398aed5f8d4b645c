using Hearth.Database;
using Hearth.Happenings;
using Hearth.Markup.Rules;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Spaces;

/// <summary>Somebody was named in a post, by somebody who may name them there.</summary>
public sealed class Mention : IProgramOwned
{
    private Mention() { }

    public Guid ProgramId { get; private set; }
    public Guid PostId { get; private set; }
    public Guid PersonId { get; private set; }

    public static Mention In(Post post, Guid person) => new() { ProgramId = post.ProgramId, PostId = post.Id, PersonId = person };
}

/// <summary>
/// Who is named in a post. Of a name that nobody has here, or whom the writer does not see here, nothing comes: nobody learns by
/// writing a name whether somebody is in the program.
/// </summary>
public sealed class Mentioning(HearthDb db, SpaceNotices notices, HappeningLog happenings)
{
    public async Task OfAsync(Post post, Guid space, CancellationToken cancel)
    {
        if (!post.Text.Contains('@')) return;
        var people = await db.PeopleNamedBy(post.AuthorId, space).Select(p => new { p.Id, p.Name, Hears = !db.NotHearing(post.AuthorId, post.TopicId).Contains(p.Id) }).ToListAsync(cancel);
        var named = MentionRule.In(post.Text, [.. people.Select(p => p.Name)]).Select(n => n.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var person in people.Where(p => named.Contains(p.Name)))
        {
            db.Add(Mention.In(post, person.Id));
            // Of whoever does not hear the writer nothing else comes; on the page it looks the same, or the writer would know.
            if (!person.Hears) continue;
            happenings.Record("spaces.mentioned", post.Id, person.Id, post.AuthorId);
            await notices.MentionedAsync(post, person.Id, cancel);
        }
    }
}
