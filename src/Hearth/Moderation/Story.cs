using Hearth.Database;
using NodaTime;

namespace Hearth.Moderation;

/// <summary>
/// What somebody tells everybody in the program: what it was like, and what helped. Read by staff before it stands here; taken back
/// by whoever told it, at any time.
/// </summary>
public sealed class Story : IProgramOwned
{
    private Story() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid AuthorId { get; private set; }

    /// <summary>Under the chosen name; else by "someone here".</summary>
    public bool Named { get; private set; }

    /// <summary>Like posts not sealed: everybody in the program reads it. Empty once it was taken back.</summary>
    public string Text { get; private set; } = "";
    public Instant ReleasedAt { get; private set; }
    public Instant? TakenBackAt { get; private set; }

    public static Story Of(Guid program, Guid author, bool named, string text, Instant now) =>
        new() { ProgramId = program, Id = Guid.NewGuid(), AuthorId = author, Named = named, Text = text, ReleasedAt = now };

    public void TakeBack(Instant now)
    {
        if (TakenBackAt is null) (Text, TakenBackAt) = ("", now);
    }
}
