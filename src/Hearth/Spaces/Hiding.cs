using Hearth.Database;
using NodaTime;

namespace Hearth.Spaces;

/// <summary>Why a post was hidden.</summary>
public enum HideReason
{
    /// <summary>Methods, amounts, numbers.</summary>
    Details = 1,

    /// <summary>It tells who somebody else is.</summary>
    SomebodyElse = 2,
    Hurtful = 3,
    Elsewhere = 4,

    /// <summary>In the words of whoever hid it.</summary>
    Other = 5,
}

/// <summary>
/// Somebody who keeps a space hid a post: with a reason and a name, which its author reads. They can ask once that it is looked at
/// again; it is shown again, or left hidden by somebody who has looked.
/// </summary>
public sealed class Hiding : IProgramOwned
{
    public const int LongestWords = 500;

    private Hiding() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PostId { get; private set; }
    public HideReason Reason { get; private set; }
    public string Words { get; private set; } = "";
    public Guid HiddenBy { get; private set; }
    public Instant HiddenAt { get; private set; }

    /// <summary>What its author wrote to whoever hid it; empty: nothing yet.</summary>
    public string Plea { get; private set; } = "";
    public Instant? AskedAgainAt { get; private set; }

    /// <summary>Somebody looked again and left it hidden.</summary>
    public Guid? LookedBy { get; private set; }
    public Instant? LookedAt { get; private set; }

    /// <summary>It is shown again.</summary>
    public Guid? EndedBy { get; private set; }
    public Instant? EndedAt { get; private set; }

    public static Hiding Of(Post post, HideReason reason, string words, Guid by, Instant now) =>
        new() { ProgramId = post.ProgramId, Id = Guid.NewGuid(), PostId = post.Id, Reason = reason, Words = words, HiddenBy = by, HiddenAt = now };

    public void AskAgain(string plea, Instant now) => (Plea, AskedAgainAt) = (plea, now);

    public void LookAgain(Guid by, Instant now) => (LookedBy, LookedAt) = (by, now);

    public void End(Guid by, Instant now) => (EndedBy, EndedAt) = (by, now);
}
