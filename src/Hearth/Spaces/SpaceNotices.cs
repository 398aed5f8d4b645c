using Hearth.Database;
using Hearth.Notices;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Spaces;

/// <summary>Tells people of what became of what they wrote: an answer, and what staff did with a post.</summary>
public sealed class SpaceNotices(HearthDb db, NoticeDesk notices)
{
    public const string Answered = "spaces.answered";
    public const string Hidden = "spaces.hidden";
    public const string Shown = "spaces.shown";
    public const string LeftHidden = "spaces.left-hidden";

    public const string Mentioned = "spaces.named";

    public static readonly NoticeKind[] Kinds =
    [
        new(Mentioned, "Somebody named you in a conversation.", NoticeSort.Written, id => $"/topics/{id}"),
        new(Answered, "There is an answer to something you began.", NoticeSort.Written, id => $"/topics/{id}"),
        new(Hidden, "A post of yours was hidden. You can read why, and ask again.", NoticeSort.OwnWords, id => $"/topics/{id}"),
        new(Shown, "A post of yours is shown again.", NoticeSort.OwnWords, id => $"/topics/{id}"),
        new(LeftHidden, "Somebody looked at your post again, and it stays hidden.", NoticeSort.OwnWords, id => $"/topics/{id}"),
    ];

    /// <summary>Whoever began it, as long as they can read there, read who answers, and do not rest from it.</summary>
    /// <param name="by">Who answered.</param>
    public async Task AnsweredAsync(Topic topic, Guid by, CancellationToken cancel)
    {
        if (await db.SpaceReaders().AnyAsync(r => r.SpaceId == topic.SpaceId && r.PersonId == topic.AuthorId && !db.NotHearing(by, topic.Id).Contains(topic.AuthorId), cancel)) await notices.TellAsync(Answered, topic.AuthorId, topic.Id, cancel, author: by);
    }

    /// <summary>Somebody who reads there was named.</summary>
    public Task MentionedAsync(Post post, Guid person, CancellationToken cancel) => notices.TellAsync(Mentioned, person, post.TopicId, cancel, author: post.AuthorId);

    public Task OwnPostAsync(string kind, Post post, CancellationToken cancel) => notices.TellAsync(kind, post.AuthorId, post.TopicId, cancel);
}
