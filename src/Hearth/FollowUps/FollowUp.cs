using Hearth.Database;
using Hearth.FollowUps.Rules;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.FollowUps;

public enum FollowUpKind
{
    /// <summary>Somebody has a hard moment and asked for a person from the program.</summary>
    HardMoment = 1,

    /// <summary>Somebody noticed something about a peer and wants a person to ask.</summary>
    Concern = 2,

    /// <summary>Nobody has answered or met them: one of the staff is given it to look after.</summary>
    Unanswered = 3,

    /// <summary>Somebody told the staff about a message. It is about whoever wrote it.</summary>
    Message = 4,

    /// <summary>Something that they wrote, or that was told about it, has waited too long for somebody to look.</summary>
    Waiting = 5,
}

/// <summary>How it ended, in one press.</summary>
public enum FollowUpEnd
{
    Spoke = 1,
    WithSomebody = 2,

    /// <summary>Emergency services were called.</summary>
    Emergency = 3,

    /// <summary>It was not needed any more, or never: pressed by mistake, settled meanwhile.</summary>
    NotNeeded = 4,

    /// <summary>Whoever had it answered them themselves.</summary>
    Answered = 5,

    /// <summary>A peer answered meanwhile, or will.</summary>
    ByPeer = 6,
}

/// <summary>
/// Somebody needs a person: with a clock, an owner as soon as one of the staff has it, and an end. As long as nobody has it, the
/// next one on call is asked (<see cref="PagingRule"/>); it is never given up by itself.
/// </summary>
public sealed class FollowUp : IProgramOwned, IVersioned
{
    private FollowUp() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public FollowUpKind Kind { get; private set; }

    public Pace Pace { get; private set; }

    /// <summary>Who needs a person.</summary>
    public Guid PersonId { get; private set; }
    public Instant RaisedAt { get; private set; }

    /// <summary>Asked first or, after they had said that they were all right, again: the clock that calls go by.</summary>
    public Instant AskedAt { get; private set; }

    /// <summary>Who has it.</summary>
    public Guid? OwnerId { get; private set; }
    public Instant? TakenAt { get; private set; }

    /// <summary>They said that they are all right now. Nobody is called any more; somebody still looks.</summary>
    public Instant? EasedAt { get; private set; }

    /// <summary>How many times people were called since it was asked or given back.</summary>
    public int Round { get; private set; }

    /// <summary>When the next are called, unless somebody has it by then; null: nobody is to be called.</summary>
    public Instant? NextCallAt { get; private set; }

    public Instant? ClosedAt { get; private set; }
    public Guid? ClosedBy { get; private set; }
    public FollowUpEnd? End { get; private set; }

    /// <summary>A telephone number, if they left one; sealed under the person's key.</summary>
    public Sealed? Number { get; private set; }

    public int Version { get; set; }

    /// <summary>It was asked for and nobody has it yet.</summary>
    public bool Waits => ClosedAt is null && OwnerId is null && EasedAt is null;

    public static FollowUp Raise(Guid program, FollowUpKind kind, Pace pace, Guid person, Instant now) =>
        new() { ProgramId = program, Id = Guid.NewGuid(), Kind = kind, Pace = pace, PersonId = person, RaisedAt = now, AskedAt = now, NextCallAt = now };

    /// <summary>They are not all right after all.</summary>
    public void AskAgain(Instant now) => (EasedAt, AskedAt, Round, NextCallAt) = (null, now, 0, OwnerId is null ? now : NextCallAt);

    /// <summary>It cannot wait any more: the clock begins anew, and whoever has it hears of it too.</summary>
    public void Quicken(Instant now) => (Pace, AskedAt, Round, NextCallAt) = (Pace.Now, now, 0, now);

    /// <summary>Whoever has it was asked how it went, or the next round was called.</summary>
    public void Called(Instant now) => (Round, NextCallAt) = OwnerId is null ? (Round + 1, PagingRule.NextCall(Pace, AskedAt, Round + 1, now)) : (Round, now + PagingRule.OwnersTime(Pace));

    public void Take(Guid owner, Instant now) => (OwnerId, TakenAt, NextCallAt) = (owner, now, now + PagingRule.OwnersTime(Pace));

    /// <summary>Whoever had it could not reach them, or cannot go on: the next are called at once.</summary>
    public void GiveBack(Instant now) => (OwnerId, TakenAt, AskedAt, Round, NextCallAt) = (null, null, now, 0, EasedAt is null ? now : null);

    /// <summary>Who was asked in vain: called since the clock began, or had it since they asked and gave it back.</summary>
    /// <param name="steps">All of them, in order.</param>
    public IReadOnlySet<Guid> Tried(IReadOnlyList<FollowUpStep> steps)
    {
        var asked = steps.LastOrDefault(s => s.Kind is FollowUpStepKind.Asked or FollowUpStepKind.AskedAgain)?.Number ?? 0;
        return steps.Where(s => s.Kind == FollowUpStepKind.Called && s.At >= AskedAt || s.Kind == FollowUpStepKind.GivenBack && s.Number > asked)
            .Select(s => s.PersonId).OfType<Guid>().ToHashSet();
    }

    public void Ease(Instant now) => (EasedAt, NextCallAt) = (now, null);

    public void LeaveNumber(Sealed? number) => Number = number;

    public void Close(FollowUpEnd end, Guid by, Instant now) => (End, ClosedBy, ClosedAt, NextCallAt, Number) = (end, by, now, null, null);

    /// <summary>Ended by mistake: whoever opens it again has it.</summary>
    public void Reopen(Guid by, Instant now)
    {
        (End, ClosedBy, ClosedAt) = (null, null, null);
        Take(by, now);
    }

    public static string NumberAt(Guid id) => $"FollowUps.Number/{id}";
}

public enum FollowUpStepKind
{
    Asked = 1,
    Called = 2,
    Taken = 3,
    GivenBack = 4,
    Eased = 5,
    Ended = 6,
    Reopened = 7,
    AskedAgain = 8,

    /// <summary>They left a telephone number, or took it back.</summary>
    Number = 9,

    /// <summary>Somebody else asked for the same.</summary>
    Joined = 10,

    /// <summary>It was given to one of the staff: nobody was asked whether they have it.</summary>
    Given = 11,
}

/// <summary>What happened to it and when, each step once and in order: the person concerned reads it too.</summary>
public sealed class FollowUpStep : IProgramOwned
{
    private FollowUpStep() { }

    public Guid ProgramId { get; private set; }
    public Guid FollowUpId { get; private set; }

    /// <summary>From 1 on, without a gap.</summary>
    public int Number { get; private set; }
    public FollowUpStepKind Kind { get; private set; }
    public Instant At { get; private set; }

    /// <summary>Who did it, or was called; null: it was done by itself.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>What staff wrote for whoever is next; sealed under the key of the person it is about.</summary>
    public Sealed? Words { get; private set; }

    internal static FollowUpStep Of(FollowUp followUp, int number, FollowUpStepKind kind, Guid? person, Instant now, Sealed? words = null) =>
        new() { ProgramId = followUp.ProgramId, FollowUpId = followUp.Id, Number = number, Kind = kind, PersonId = person, At = now, Words = words };

    public static string WordsAt(Guid followUp, int number) => $"FollowUpSteps.Words/{followUp}/{number}";
}

/// <summary>Who asked for it: whoever needs a person themselves, or somebody who noticed something. They learn that somebody has it.</summary>
public sealed class FollowUpAsker : IProgramOwned
{
    private FollowUpAsker() { }

    public Guid ProgramId { get; private set; }
    public Guid FollowUpId { get; private set; }
    public Guid PersonId { get; private set; }
    public Instant At { get; private set; }

    internal static FollowUpAsker Of(FollowUp followUp, Guid person, Instant now) =>
        new() { ProgramId = followUp.ProgramId, FollowUpId = followUp.Id, PersonId = person, At = now };
}

/// <summary>One of the staff was called for it. Its id goes out with every channel, so that a receiver can tell a repeat apart.</summary>
public sealed class StaffCall : IProgramOwned
{
    private StaffCall() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid FollowUpId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Counted over the whole of the follow-up, so that no two rounds call one person under one number.</summary>
    public int Number { get; private set; }
    public Instant CalledAt { get; private set; }

    internal static StaffCall To(Guid person, FollowUp followUp, int number, Instant now) =>
        new() { ProgramId = followUp.ProgramId, Id = Guid.NewGuid(), FollowUpId = followUp.Id, PersonId = person, Number = number, CalledAt = now };
}
