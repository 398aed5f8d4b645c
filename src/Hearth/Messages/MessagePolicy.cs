using Hearth.Database;
using Hearth.Messages.Rules;
using NodaTime;

namespace Hearth.Messages;

/// <summary>Who may write to whom in a program, as its supervisor or admin chose. Before anybody did: people of one's own groups, and one's own staff.</summary>
public sealed class MessagePolicy : IProgramOwned
{
    private MessagePolicy() { }

    public Guid ProgramId { get; private set; }
    public PeerReach Peers { get; private set; }
    public StaffReach Staff { get; private set; }

    /// <summary>When staff answer, in their words; empty: they have not said.</summary>
    public string AnswerTimes { get; private set; } = "";
    public Guid SetBy { get; private set; }
    public Instant SetAt { get; private set; }

    public static MessagePolicy For(Guid program) => new() { ProgramId = program, Peers = PeerReach.OwnGroups, Staff = StaffReach.OwnStaff };

    public void Set(PeerReach peers, StaffReach staff, string answerTimes, Guid by, Instant now) => (Peers, Staff, AnswerTimes, SetBy, SetAt) = (peers, staff, answerTimes, by, now);
}

/// <summary>For two peers it was decided apart from all others whether they may write to one another.</summary>
public sealed class PairSwitch : IProgramOwned
{
    private PairSwitch() { }

    public Guid ProgramId { get; private set; }

    /// <summary>Of the two (<see cref="Pair"/>).</summary>
    public Guid PairId { get; private set; }
    public Guid OneId { get; private set; }
    public Guid OtherId { get; private set; }
    public bool Open { get; private set; }
    public Guid SetBy { get; private set; }
    public Instant SetAt { get; private set; }

    public static PairSwitch Of(Guid program, Guid one, Guid other) => new() { ProgramId = program, PairId = Pair.Of(one, other), OneId = one, OtherId = other };

    public void Set(bool open, Guid by, Instant now) => (Open, SetBy, SetAt) = (open, by, now);
}
