using Hearth.Database;
using NodaTime;

namespace Hearth.Channels;

/// <summary>By what a call goes out.</summary>
public enum Channel
{
    Email = 1,
    /// <summary>To whoever pages or texts for the program: a signed request to their address.</summary>
    Webhook = 2,
    /// <summary>To the browsers in which somebody asked for it.</summary>
    Push = 3,
}

public enum CallKind
{
    /// <summary>Somebody waits for a human.</summary>
    NeedsAnswer = 1,
    /// <summary>A test: whether a call would arrive.</summary>
    Drill = 2,
    /// <summary>Something new is there for somebody. Never a call.</summary>
    Notice = 3,
    /// <summary>Whether a mailbox is theirs.</summary>
    Code = 4,
}

/// <summary>Why it did not go out, as far as an admin can do something about it.</summary>
public enum Flaw
{
    NotSetUp = 1,
    NoAddress = 2,
    CannotReach = 3,
    NotTrusted = 4,
    RefusedPassword = 5,
    RefusedSender = 6,
    RefusedReceiver = 7,
    SaidNo = 8,
    SentElsewhere = 9,
    NotPublic = 10,
    /// <summary>It is on our side: what is sealed does not open, a file is gone. The log says more.</summary>
    Ours = 11,
}

/// <summary>
/// One call to one person through one channel. It holds nothing of what it is about, and what goes out holds no more: a lock screen,
/// a shared mailbox and a provider's log are read by others. Sent at least once, always under <see cref="Id"/>.
/// </summary>
public sealed class Delivery : IProgramOwned
{
    private Delivery() { }

    public Guid ProgramId { get; private set; }

    /// <summary>By which a receiver tells a repeat apart. By chance, and says nothing.</summary>
    public Guid Id { get; private set; }

    /// <summary>What it is about, as its caller knows it. Never sent.</summary>
    public Guid CallId { get; private set; }
    public Guid PersonId { get; private set; }
    public Channel Channel { get; private set; }
    public CallKind Kind { get; private set; }
    public Instant? AnswerBy { get; private set; }
    public Instant MadeAt { get; private set; }
    public Instant NextTryAt { get; private set; }

    /// <summary>How often it was taken up; the number of a try, so that one whose lease ran out decides nothing any more.</summary>
    public int Tries { get; private set; }

    /// <summary>Until then it is one server's, and no other takes it.</summary>
    public Instant? LeasedUntil { get; private set; }
    public Instant? SentAt { get; private set; }
    public Instant? GivenUpAt { get; private set; }

    /// <summary>What was wrong at the last try; null when nothing was.</summary>
    public Flaw? Flaw { get; private set; }

    public static Delivery Of(Guid program, Guid call, Guid person, Channel channel, CallKind kind, Instant? answerBy, Instant now) =>
        new() { ProgramId = program, Id = Guid.NewGuid(), CallId = call, PersonId = person, Channel = channel, Kind = kind, AnswerBy = answerBy, MadeAt = now, NextTryAt = now };
}
