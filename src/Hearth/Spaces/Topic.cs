using Hearth.Database;
using Hearth.LiveRooms.Rules;
using NodaTime;

namespace Hearth.Spaces;

/// <summary>What somebody began to write about in a space, and which kind of answer would help: the same kinds as in a live room.</summary>
public sealed class Topic : IProgramOwned
{
    private Topic() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid SpaceId { get; private set; }
    public Guid AuthorId { get; private set; }
    public AnswerKind Ask { get; private set; }
    public Instant LastPostAt { get; private set; }

    /// <summary>
    /// The number of its last post. Raised while the topic's row is locked, and stored together with the post: the numbers have no gap,
    /// and none is readable before the one below it.
    /// </summary>
    public int LastNumber { get; private set; }

    public static Topic Start(Guid program, Guid space, Guid author, AnswerKind ask, Instant now) =>
        new() { ProgramId = program, Id = Guid.NewGuid(), SpaceId = space, AuthorId = author, Ask = ask, LastPostAt = now };

    /// <summary>The next post. The caller holds the topic's row.</summary>
    public Post Write(Guid author, string text, Guid press, Instant now, NoteFor? note = null)
    {
        LastPostAt = now;
        return Post.Of(this, ++LastNumber, author, text, press, now, note);
    }
}

/// <summary>One thing that somebody wrote in a topic; its first is what was asked.</summary>
public sealed class Post : IProgramOwned
{
    public const int Longest = 4000;

    private Post() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid TopicId { get; private set; }

    /// <summary>From 1 on, without a gap: whatever becomes of a post, its number stays.</summary>
    public int Number { get; private set; }
    public Guid AuthorId { get; private set; }

    /// <summary>Not sealed, and said so where people write. Empty once it was taken back.</summary>
    public string Text { get; private set; } = "";
    public Instant WrittenAt { get; private set; }
    public Instant? TakenBackAt { get; private set; }

    /// <summary>A clinician's note, and for whom it is meant; null: somebody writes as themselves.</summary>
    public NoteFor? Note { get; private set; }

    /// <summary>Of the press that sent it (<see cref="Rules.PressRule"/>).</summary>
    public Guid PressId { get; private set; }

    /// <summary>Where it is read. By its id and not by its number: a number missing among those that somebody sees would tell them of one that they do not.</summary>
    public string Address => AddressOf(TopicId, Id);

    public static string AddressOf(Guid topic, Guid post) => $"/topics/{topic}#{AnchorOf(post)}";

    public static string AnchorOf(Guid post) => $"p{post:N}";

    internal static Post Of(Topic topic, int number, Guid author, string text, Guid press, Instant now, NoteFor? note) =>
        new() { ProgramId = topic.ProgramId, Id = Guid.NewGuid(), TopicId = topic.Id, Number = number, AuthorId = author, Text = text, PressId = press, WrittenAt = now, Note = note };

    /// <summary>Its author took an offer of other words (Wording); nothing else of it changes.</summary>
    public void Reword(string text) => Text = text;

    public void TakeBack(Instant now)
    {
        if (TakenBackAt is null) (Text, TakenBackAt) = ("", now);
    }
}

/// <summary>For whom a clinician's note is meant.</summary>
public enum NoteFor
{
    Everybody = 1,

    /// <summary>Whoever began the topic; the others read it too.</summary>
    Asker = 2,
}

/// <summary>Short answers that say that one was heard, and advise nothing.</summary>
public enum ResponseKind
{
    MeToo = 1,
    IHearYou = 2,
    GivesMeHope = 3,
}

/// <summary>Somebody's response to a post: one of a kind at the most. Shown as a name, and never counted or ordered by.</summary>
public sealed class Response : IProgramOwned
{
    private Response() { }

    public Guid ProgramId { get; private set; }
    public Guid PostId { get; private set; }
    public Guid PersonId { get; private set; }
    public ResponseKind Kind { get; private set; }
    public Instant At { get; private set; }

    public static Response To(Post post, Guid person, ResponseKind kind, Instant now) => new() { ProgramId = post.ProgramId, PostId = post.Id, PersonId = person, Kind = kind, At = now };
}
