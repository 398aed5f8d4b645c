using Hearth.Database;
using Hearth.LiveRooms.Rules;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.Holds;

/// <summary>Why something waits.</summary>
public enum HoldReason
{
    /// <summary>It says how to reach somebody outside.</summary>
    Contact = 1,

    /// <summary>A word that the program has chosen.</summary>
    Word = 2,

    /// <summary>The first that somebody new writes.</summary>
    First = 3,

    /// <summary>A story for everybody: always.</summary>
    Story = 4,

    /// <summary>It was not let in, and its author asks that somebody looks again.</summary>
    AskedAgain = 5,
}

/// <summary>
/// Something that somebody wrote and that waits for staff. It is not a post: it has no number, stands in no topic, and no query of
/// posts can find it. It becomes one when it is let in, as the next of its topic; so nobody can see that something waited.
/// </summary>
public sealed class Hold : IProgramOwned
{
    private Hold() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid AuthorId { get; private set; }

    /// <summary>Where it was written; null: for everybody, as a story.</summary>
    public Guid? SpaceId { get; private set; }

    /// <summary>Null: it begins a topic.</summary>
    public Guid? TopicId { get; private set; }
    public AnswerKind? Ask { get; private set; }

    /// <summary>A story under its author's chosen name.</summary>
    public bool Named { get; private set; }
    public HoldReason Reason { get; private set; }

    /// <summary>The program's word that it has, where that is why.</summary>
    public string Word { get; private set; } = "";

    /// <summary>Sealed under its author's key; null once it stands elsewhere or was taken back.</summary>
    public Sealed? Text { get; private set; }

    /// <summary>Of the press that sent it: sent again, it is the same.</summary>
    public Guid PressId { get; private set; }

    /// <summary>It may be about a hard moment: somebody is asked to read it at once.</summary>
    public bool SoundsHard { get; private set; }

    /// <summary>What came before: not let in, and written anew or asked for again.</summary>
    public Guid? AfterId { get; private set; }

    /// <summary>What its author wrote to whoever looks again; sealed under the author's key.</summary>
    public Sealed? Plea { get; private set; }
    public Instant HeldAt { get; private set; }

    /// <summary>When a named person is asked, unless somebody has looked by then.</summary>
    public Instant DueAt { get; private set; }

    /// <summary>A named person was asked.</summary>
    public Instant? CalledAt { get; private set; }

    public static Hold Of(Guid program, Guid id, Guid author, HeldPlace place, HoldReason reason, string word, bool soundsHard, Sealed text, Guid press, Instant now, Instant due, Guid? after = null, Sealed? plea = null) => new()
    {
        ProgramId = program, Id = id, AuthorId = author, SpaceId = place.Space, TopicId = place.Topic, Ask = place.Ask, Named = place.Named, Reason = reason, Word = word, SoundsHard = soundsHard,
        Text = text, PressId = press, HeldAt = now, DueAt = due, AfterId = after, Plea = plea,
    };

    public HeldPlace Place => new(SpaceId, TopicId, Ask, Named);

    public void Call(Instant now) => CalledAt = now;

    /// <summary>The words stand elsewhere now, or nowhere.</summary>
    public void Erase() => (Text, Plea) = (null, null);

    public static string TextAt(Guid id) => $"Holds.Text/{id}";

    public static string PleaAt(Guid id) => $"Holds.Plea/{id}";
}

/// <summary>Where something was written.</summary>
/// <param name="Topic">Null: it begins one.</param>
/// <param name="Ask">Where it begins one: which kind of answer would help.</param>
/// <param name="Named">A story under its author's chosen name.</param>
public sealed record HeldPlace(Guid? Space, Guid? Topic, AnswerKind? Ask, bool Named = false);

public enum HoldEndKind
{
    Released = 1,

    /// <summary>Not let in, with words and a name that its author reads.</summary>
    NotReleased = 2,

    /// <summary>By its author.</summary>
    TakenBack = 3,

    /// <summary>Its author wrote it differently: that is another.</summary>
    Rewritten = 4,
}

/// <summary>How it ended: once, by its key.</summary>
public sealed class HoldEnd : IProgramOwned
{
    private HoldEnd() { }

    public Guid ProgramId { get; private set; }
    public Guid HoldId { get; private set; }
    public HoldEndKind Kind { get; private set; }
    public Guid EndedBy { get; private set; }
    public Instant EndedAt { get; private set; }

    /// <summary>Why it was not let in; sealed under the key of its author, who reads it.</summary>
    public Sealed? Words { get; private set; }

    /// <summary>Of the words that were let in: the same ones, written again, are not held for them again.</summary>
    public byte[]? Print { get; private set; }

    public static HoldEnd Of(Hold hold, HoldEndKind kind, Guid by, Instant now, Sealed? words = null, byte[]? print = null) =>
        new() { ProgramId = hold.ProgramId, HoldId = hold.Id, Kind = kind, EndedBy = by, EndedAt = now, Words = words, Print = print };

    public static string WordsAt(Guid hold) => $"HoldEnds.Words/{hold}";
}
