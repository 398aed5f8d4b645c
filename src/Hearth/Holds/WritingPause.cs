using Hearth.Database;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.Holds;

/// <summary>
/// Staff have paused somebody's writing to peers, with a reason and a name that they read. It ends by itself, or earlier. Nobody
/// else reads anything of it; asking for a person, telling the staff something and reading go on.
/// </summary>
public sealed class WritingPause : IProgramOwned
{
    private WritingPause() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid PausedBy { get; private set; }
    public Instant PausedAt { get; private set; }
    public Instant Until { get; private set; }

    /// <summary>Sealed under the key of the person, who reads it.</summary>
    public Sealed Words { get; private set; } = default!;

    /// <summary>They asked, once, that it is looked at again.</summary>
    public Sealed? Plea { get; private set; }
    public Instant? AskedAgainAt { get; private set; }

    /// <summary>Somebody looked again and let it stand.</summary>
    public Guid? LookedBy { get; private set; }
    public Instant? LookedAt { get; private set; }

    /// <summary>Ended before its time.</summary>
    public Guid? EndedBy { get; private set; }
    public Instant? EndedAt { get; private set; }

    public static WritingPause Of(Guid program, Guid id, Guid person, Sealed words, Guid by, Instant now, Instant until) =>
        new() { ProgramId = program, Id = id, PersonId = person, Words = words, PausedBy = by, PausedAt = now, Until = until };

    public void AskAgain(Sealed plea, Instant now) => (Plea, AskedAgainAt) = (plea, now);

    public void LookAgain(Guid by, Instant now) => (LookedBy, LookedAt) = (by, now);

    public void End(Guid by, Instant now) => (EndedBy, EndedAt) = (by, now);

    public static string WordsAt(Guid id) => $"WritingPauses.Words/{id}";

    public static string PleaAt(Guid id) => $"WritingPauses.Plea/{id}";
}
