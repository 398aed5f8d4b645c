using Hearth.Database;
using Hearth.Sealing;
using Hearth.Spaces;
using NodaTime;

namespace Hearth.Milestones;

/// <summary>Something that somebody finds worth marking, in their own words. Theirs alone, until they share it with a space, and again once they take that back.</summary>
public sealed class Milestone : IProgramOwned, IVersioned
{
    public const int Longest = 300;

    private Milestone() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Sealed under the person's key, shared or not.</summary>
    public Sealed Words { get; private set; } = default!;
    public Instant MarkedAt { get; private set; }

    /// <summary>With whom: the readers of this space. Null: with nobody.</summary>
    public Guid? SpaceId { get; private set; }
    public Instant? SharedAt { get; private set; }
    public int Version { get; set; }

    public static Milestone Mark(Guid program, Guid id, Guid person, Sealed words, Instant now) => new() { ProgramId = program, Id = id, PersonId = person, Words = words, MarkedAt = now };

    public void Share(Guid space, Instant now) => (SpaceId, SharedAt) = (space, now);

    public void KeepToOneself() => (SpaceId, SharedAt) = (null, null);

    public static string WordsAt(Guid id) => $"Milestones.Words/{id}";
}

/// <summary>Somebody's response to a milestone, as to a post: by name, one of a kind at the most, never counted.</summary>
public sealed class MilestoneResponse : IProgramOwned
{
    private MilestoneResponse() { }

    public Guid ProgramId { get; private set; }
    public Guid MilestoneId { get; private set; }
    public Guid PersonId { get; private set; }
    public ResponseKind Kind { get; private set; }
    public Instant At { get; private set; }

    public static MilestoneResponse To(Milestone milestone, Guid person, ResponseKind kind, Instant now) => new() { ProgramId = milestone.ProgramId, MilestoneId = milestone.Id, PersonId = person, Kind = kind, At = now };
}
