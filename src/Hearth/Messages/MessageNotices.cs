using Hearth.Boundaries;
using Hearth.Database;
using Hearth.Messages.Rules;
using Hearth.Notices;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Messages;

/// <summary>
/// Tells people that somebody wrote to them: once, until they have looked. Never of what they are not shown, and of a first contact only
/// that somebody asks.
/// </summary>
public sealed class MessageNotices(HearthDb db, Viewer viewer, NoticeDesk notices) : IHearsOfDistance
{
    public const string Written = "messages.written";
    public const string Asked = "messages.asked";
    public const string Accepted = "messages.accepted";

    public static readonly NoticeKind[] Kinds =
    [
        new(Written, "Somebody wrote to you.", NoticeSort.Written, id => $"/messages/{id}", Lively: true),
        new(Asked, "Somebody would like to write with you.", NoticeSort.Written, id => $"/messages/{id}", Lively: true),
        new(Accepted, "Somebody you wrote to said yes.", NoticeSort.Written, id => $"/messages/{id}", Lively: true),
    ];

    /// <summary>The viewer wrote this, and holds the conversation's row.</summary>
    public async Task WrittenAsync(Message message, CancellationToken cancel)
    {
        var readers = await ReadersAsync(message.ConversationId, cancel);
        await notices.TellAsync(Written, [.. readers.Where(r => r.AcceptedAt is not null).Select(r => r.PersonId)], message.ConversationId, cancel);
        // Whoever was asked is shown the first, and nothing more.
        if (message.Number == 1) await notices.TellAsync(Asked, [.. readers.Where(r => r.AcceptedAt is null).Select(r => r.PersonId)], message.ConversationId, cancel);
    }

    /// <summary>The viewer said yes to whoever began it.</summary>
    public async Task AcceptedAsync(Conversation conversation, CancellationToken cancel) =>
        await notices.TellAsync(Accepted, [.. (await ReadersAsync(conversation.Id, cancel)).Select(r => r.PersonId).Where(p => p == conversation.StartedBy)], conversation.Id, cancel);

    /// <summary>The viewer has left it or declined it: nothing of it waits for them any more.</summary>
    public Task ForgetAsync(Conversation conversation, CancellationToken cancel) => notices.SeenAsync(viewer.PersonId, conversation.Id, cancel);

    /// <summary>What the other wrote to them alone and still waits is no news any more.</summary>
    public async Task HearAsync(Guid person, Guid other, CancellationToken cancel)
    {
        var pair = Pair.Of(person, other);
        if (await db.ConversationsOfProgram().Where(c => c.PairId == pair).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(cancel) is { } conversation) await notices.SeenAsync(person, conversation, cancel);
    }

    /// <summary>Who reads there, and what the viewer writes.</summary>
    private Task<List<ConversationMember>> ReadersAsync(Guid conversation, CancellationToken cancel) => db.ConversationMembersOfProgram().AsNoTracking()
        .Where(m => m.ConversationId == conversation && db.ConversationReaders().Any(r => r.ConversationId == conversation && r.PersonId == m.PersonId) && !db.SilentFor(viewer.PersonId).Contains(m.PersonId)).ToListAsync(cancel);
}
