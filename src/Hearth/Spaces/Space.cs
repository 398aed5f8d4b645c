using Hearth.Database;
using NodaTime;

namespace Hearth.Spaces;

/// <summary>
/// A written place between circles: a group's, of which each has exactly one; or the whole program's, opened for something of its own.
/// </summary>
public sealed class Space : IProgramOwned
{
    private Space() { }

    public Guid ProgramId { get; private set; }

    /// <summary>A group's space has its group's id, so that however many open it first at once, they open one.</summary>
    public Guid Id { get; private set; }

    /// <summary>Null: it is the whole program's.</summary>
    public Guid? GroupId { get; private set; }

    /// <summary>Empty where it is a group's, which has a name already.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What it is for, in one sentence; a group's is what the group is for.</summary>
    public string Purpose { get; private set; } = "";

    /// <summary>Null where it is a group's: nobody had to.</summary>
    public Guid? OpenedBy { get; private set; }
    public Instant OpenedAt { get; private set; }

    /// <summary>When those who keep it read here and how soon they usually answer, in their words; empty: they have not said.</summary>
    public string ReadTimes { get; private set; } = "";

    public static Space Open(Guid program, string name, string purpose, Guid by, Instant now) =>
        new() { ProgramId = program, Id = Guid.NewGuid(), Name = name, Purpose = purpose, OpenedBy = by, OpenedAt = now };

    public static Space Of(Groups.Group group) => new() { ProgramId = group.ProgramId, Id = group.Id, GroupId = group.Id, OpenedAt = group.MadeAt };

    public void SayWhenRead(string times) => ReadTimes = times;
}

/// <summary>Somebody came into a space for the first time, and read how people write there.</summary>
public sealed class Entry : IProgramOwned
{
    private Entry() { }

    public Guid ProgramId { get; private set; }
    public Guid SpaceId { get; private set; }
    public Guid PersonId { get; private set; }
    public Instant EnteredAt { get; private set; }

    public static Entry Into(Guid program, Guid space, Guid person, Instant now) => new() { ProgramId = program, SpaceId = space, PersonId = person, EnteredAt = now };
}
