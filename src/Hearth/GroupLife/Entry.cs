using Hearth.Database;
using NodaTime;

namespace Hearth.GroupLife;

/// <summary>What a group writes down about itself.</summary>
public enum EntryKind
{
    /// <summary>How they are together, in their own words.</summary>
    Norm = 1,

    /// <summary>A word that means something here.</summary>
    Word = 2,

    /// <summary>Something that they do every time: how they begin, how they say goodbye.</summary>
    Ritual = 3,
}

/// <summary>One thing that a group wrote down about itself: as it stands now. Anybody of the group changes it; each change stays, with a name.</summary>
public sealed class Entry : IProgramOwned, IVersioned
{
    public const int LongestTitle = 60, LongestText = 500;

    private Entry() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid GroupId { get; private set; }
    public EntryKind Kind { get; private set; }

    /// <summary>The word, or what the ritual is called; empty for a norm, which is a sentence.</summary>
    public string Title { get; private set; } = "";
    public string Text { get; private set; } = "";
    public Instant WrittenAt { get; private set; }

    /// <summary>The number of its last change.</summary>
    public int LastNumber { get; private set; }

    /// <summary>Somebody took it away; it can be put back.</summary>
    public bool Gone { get; private set; }
    public int Version { get; set; }

    public static Entry Begin(Guid program, Guid group, EntryKind kind, Instant now) => new() { ProgramId = program, Id = Guid.NewGuid(), GroupId = group, Kind = kind, WrittenAt = now };

    public EntryChange Change(string title, string text, bool gone, Guid by, Instant now)
    {
        (Title, Text, Gone) = (title, text, gone);
        return EntryChange.Of(this, ++LastNumber, by, now);
    }
}

/// <summary>How an entry stood after one change: who made it, and when.</summary>
public sealed class EntryChange : IProgramOwned
{
    private EntryChange() { }

    public Guid ProgramId { get; private set; }
    public Guid EntryId { get; private set; }

    /// <summary>From 1 on, without a gap.</summary>
    public int Number { get; private set; }
    public string Title { get; private set; } = "";
    public string Text { get; private set; } = "";
    public bool Gone { get; private set; }
    public Guid By { get; private set; }
    public Instant At { get; private set; }

    internal static EntryChange Of(Entry entry, int number, Guid by, Instant now) =>
        new() { ProgramId = entry.ProgramId, EntryId = entry.Id, Number = number, Title = entry.Title, Text = entry.Text, Gone = entry.Gone, By = by, At = now };
}

/// <summary>A name that somebody of a group proposed for it. It is the group's name once another of them agrees.</summary>
public sealed class NameProposal : IProgramOwned
{
    private NameProposal() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid GroupId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>What it was called before; empty until somebody agreed.</summary>
    public string Before { get; private set; } = "";
    public Guid By { get; private set; }
    public Instant At { get; private set; }

    /// <summary>Who agreed to it, or left it.</summary>
    public Guid? SettledBy { get; private set; }
    public Instant? SettledAt { get; private set; }
    public bool Taken { get; private set; }

    public static NameProposal Of(Guid program, Guid group, string name, Guid by, Instant now) => new() { ProgramId = program, Id = Guid.NewGuid(), GroupId = group, Name = name, By = by, At = now };

    public void Agree(string before, Guid by, Instant now) => (Before, Taken, SettledBy, SettledAt) = (before, true, by, now);

    public void Leave(Guid by, Instant now) => (SettledBy, SettledAt) = (by, now);
}
