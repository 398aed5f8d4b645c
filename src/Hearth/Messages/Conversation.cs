using Hearth.Database;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.Messages;

/// <summary>What two people write to one another, of which any two have exactly one; or a few people, under a name that whoever began it gave it.</summary>
public sealed class Conversation : IProgramOwned
{
    /// <summary>With whoever begins it. For more there are spaces.</summary>
    public const int MostPeople = 6;
    public const int LongestName = 60;

    private Conversation() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid StartedBy { get; private set; }
    public Instant StartedAt { get; private set; }

    /// <summary>Of the two people (<see cref="Rules.Pair"/>); null: it is a small group's.</summary>
    public Guid? PairId { get; private set; }

    /// <summary>A small group's; sealed under the key of whoever began it.</summary>
    public Sealed? Name { get; private set; }

    /// <summary>
    /// The number of its last message. Raised while the row is locked and stored together with the message: the numbers have no gap,
    /// and none is readable before the one below it.
    /// </summary>
    public int LastNumber { get; private set; }

    public static Conversation OfTwo(Guid program, Guid by, Guid pair, Instant now) => new() { ProgramId = program, Id = Guid.NewGuid(), StartedBy = by, StartedAt = now, PairId = pair };

    public static Conversation OfSome(Guid program, Guid id, Guid by, Sealed name, Instant now) => new() { ProgramId = program, Id = id, StartedBy = by, StartedAt = now, Name = name };

    /// <summary>The next message. The caller holds the conversation's row.</summary>
    public Message Write(Guid id, Guid author, Sealed words, Guid press, Instant now) => Message.Of(this, id, ++LastNumber, author, words, press, now);

    public static string NameAt(Guid id) => $"Conversations.Name/{id}";
}

/// <summary>Somebody's part in a conversation: asked, come in, declined unseen, left.</summary>
public sealed class ConversationMember : IProgramOwned
{
    private ConversationMember() { }

    public Guid ProgramId { get; private set; }
    public Guid ConversationId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Null: a peer wrote for the first time, and they have not answered.</summary>
    public Instant? AcceptedAt { get; private set; }

    /// <summary>Nobody is told. Whoever asked goes on waiting.</summary>
    public Instant? DeclinedAt { get; private set; }
    public Instant? LeftAt { get; private set; }

    /// <summary>How far they have read: for their own list, and nobody else's.</summary>
    public int ReadTo { get; private set; }

    public static ConversationMember In(Conversation conversation, Guid person, Instant now) => new() { ProgramId = conversation.ProgramId, ConversationId = conversation.Id, PersonId = person, AcceptedAt = now };

    public static ConversationMember Asked(Conversation conversation, Guid person) => new() { ProgramId = conversation.ProgramId, ConversationId = conversation.Id, PersonId = person };

    /// <summary>Also where they had declined and now write themselves.</summary>
    public void Accept(Instant now) => (AcceptedAt, DeclinedAt) = (AcceptedAt ?? now, null);

    public void Decline(Instant now) => DeclinedAt ??= now;

    public void Leave(Instant now) => LeftAt ??= now;

    public void Read(int number) => ReadTo = Math.Max(ReadTo, number);
}

/// <summary>One thing that somebody wrote in a conversation.</summary>
public sealed class Message : IProgramOwned
{
    public const int Longest = 4000;

    private Message() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid ConversationId { get; private set; }

    /// <summary>From 1 on, without a gap. Never shown: where somebody is kept from what another writes, a gap would tell.</summary>
    public int Number { get; private set; }
    public Guid AuthorId { get; private set; }

    /// <summary>Sealed under the key of its author.</summary>
    public Sealed Words { get; private set; } = default!;
    public Instant WrittenAt { get; private set; }

    /// <summary>Of the press that sent it: sent a hundred times, it is one message.</summary>
    public Guid PressId { get; private set; }

    internal static Message Of(Conversation conversation, Guid id, int number, Guid author, Sealed words, Guid press, Instant now) =>
        new() { ProgramId = conversation.ProgramId, Id = id, ConversationId = conversation.Id, Number = number, AuthorId = author, Words = words, PressId = press, WrittenAt = now };

    public static string WordsAt(Guid id) => $"Messages.Words/{id}";
}
