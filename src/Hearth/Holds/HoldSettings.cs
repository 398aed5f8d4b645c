using Hearth.Database;
using NodaTime;

namespace Hearth.Holds;

/// <summary>What a program has said about what waits, by whom and when; as long as it has said nothing, <see cref="Usual"/>.</summary>
public sealed class HoldSettings : IProgramOwned
{
    public const int LongestHours = 24;

    private HoldSettings() { }

    public Guid ProgramId { get; private set; }

    /// <summary>The first that somebody new writes waits until one of the staff has read it.</summary>
    public bool FirstPosts { get; private set; }

    /// <summary>How many staffed hours something may wait before a named person is asked.</summary>
    public int Hours { get; private set; }

    /// <summary>Between which times of each day, where the program is, there is somebody to read.</summary>
    public LocalTime From { get; private set; }
    public LocalTime Until { get; private set; }
    public Guid? SetBy { get; private set; }
    public Instant? SetAt { get; private set; }

    public static HoldSettings Usual(Guid program) => new() { ProgramId = program, FirstPosts = true, Hours = 4, From = new(8, 0), Until = new(20, 0) };

    public void Set(bool firstPosts, int hours, LocalTime from, LocalTime until, Guid by, Instant now) =>
        (FirstPosts, Hours, From, Until, SetBy, SetAt) = (firstPosts, hours, from, until, by, now);
}

/// <summary>A word, or a few, with which what somebody writes waits. Whoever took it off the list stays on record beside who put it there.</summary>
public sealed class HoldWord : IProgramOwned
{
    public const int Longest = 60;

    private HoldWord() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public string Word { get; private set; } = "";
    public Guid AddedBy { get; private set; }
    public Instant AddedAt { get; private set; }
    public Guid? RemovedBy { get; private set; }
    public Instant? RemovedAt { get; private set; }

    public static HoldWord Add(Guid program, string word, Guid by, Instant now) => new() { ProgramId = program, Id = Guid.NewGuid(), Word = word, AddedBy = by, AddedAt = now };

    public void Remove(Guid by, Instant now) => (RemovedBy, RemovedAt) = (by, now);
}
