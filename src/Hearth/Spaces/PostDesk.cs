using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Spaces;

/// <summary>The one way by which words come to stand in a topic, and by which a post is hidden: whoever does it, the same people hear of it.</summary>
public sealed class PostDesk(HearthDb db, Viewer viewer, Mentioning mentioning, SpaceNotices notices, SpacePages pages, HappeningLog happenings, Clock clock, AfterCommit after)
{
    /// <summary>It stands from now on, as the next of its topic; who is named in it, and who is answered by it, hears of that.</summary>
    /// <param name="topic">Its row is held.</param>
    /// <param name="author">Whose words they are; not always the viewer's: staff let in what waited.</param>
    public async Task<Post> PutUpAsync(Topic topic, Guid author, string text, Guid press, CancellationToken cancel, NoteFor? note = null)
    {
        var post = topic.Write(author, text, press, clock.Now, note);
        db.Add(post);
        await mentioning.OfAsync(post, topic.SpaceId, cancel);
        if (post.Number > 1) await notices.AnsweredAsync(topic, author, cancel);
        after.Do(() => pages.TellAsync(topic));
        return post;
    }

    /// <summary>The viewer hides it. Its author reads by whom and why.</summary>
    /// <param name="post">Its row is held; it stands, and is not hidden.</param>
    public async Task HideAsync(Post post, HideReason reason, string words, CancellationToken cancel)
    {
        db.Add(Hiding.Of(post, reason, words, viewer.PersonId, clock.Now));
        happenings.Record("spaces.post-hidden", post.Id, post.AuthorId);
        await notices.OwnPostAsync(SpaceNotices.Hidden, post, cancel);
        var topic = await db.TopicsOfProgram().AsNoTracking().SingleAsync(t => t.Id == post.TopicId, cancel);
        after.Do(() => pages.TellAsync(topic));
    }
}
