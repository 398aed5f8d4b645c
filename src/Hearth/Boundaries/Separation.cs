using Hearth.Database;
using NodaTime;

namespace Hearth.Boundaries;

/// <summary>Why two are kept apart: to choose from, so that nothing about either is written down here.</summary>
public enum SeparationReason
{
    KnowEachOther = 1,
    OneAsked = 2,
    Between = 3,
    Other = 4,
}

/// <summary>
/// Staff keep two peers apart: neither reads what the other writes, they are in no group and in no conversation together. Silent, but
/// for whom staff chose to tell: the one must not learn from the program that the other is there.
/// </summary>
public sealed class Separation : IProgramOwned
{
    private Separation() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>The two, in the order of their ids: one pair is one row, whoever is named first.</summary>
    public Guid OneId { get; private set; }
    public Guid OtherId { get; private set; }
    public SeparationReason Reason { get; private set; }
    public bool OneKnows { get; private set; }
    public bool OtherKnows { get; private set; }
    public Guid DecidedBy { get; private set; }
    public Instant DecidedAt { get; private set; }
    public Guid? EndedBy { get; private set; }
    public Instant? EndedAt { get; private set; }

    /// <param name="knows">Who of the two is told.</param>
    public static Separation Of(Guid program, Guid first, Guid second, SeparationReason reason, IReadOnlyCollection<Guid> knows, Guid by, Instant now)
    {
        var (one, other) = InOrder(first, second);
        return new() { ProgramId = program, Id = Guid.NewGuid(), OneId = one, OtherId = other, Reason = reason, OneKnows = knows.Contains(one), OtherKnows = knows.Contains(other), DecidedBy = by, DecidedAt = now };
    }

    public static (Guid One, Guid Other) InOrder(Guid first, Guid second) => first.CompareTo(second) < 0 ? (first, second) : (second, first);

    /// <summary>Who of the two was told that it is so.</summary>
    public IReadOnlyList<Guid> Told => [.. OneKnows ? [OneId] : Array.Empty<Guid>(), .. OtherKnows ? [OtherId] : Array.Empty<Guid>()];

    public void End(Guid by, Instant now) => (EndedBy, EndedAt) = (by, now);
}
