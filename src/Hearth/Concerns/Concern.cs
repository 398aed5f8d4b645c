using Hearth.Database;
using Hearth.FollowUps.Rules;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.Concerns;

/// <summary>What somebody noticed, to choose from: what is seen from outside, and no finding.</summary>
public enum NoticedSign
{
    Quieter = 1,
    StaysAway = 2,
    OtherMood = 3,
    GivingUp = 4,
    Using = 5,
    SaidGoodbye = 6,
    SomethingElse = 7,
}

/// <summary>Somebody noticed something about a peer and told the staff. What is done about it is a follow-up.</summary>
public sealed class Concern : IProgramOwned
{
    private Concern() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>Who noticed it. Staff read the name, and nobody else does.</summary>
    public Guid NoticedBy { get; private set; }
    public Guid AboutId { get; private set; }
    public Guid FollowUpId { get; private set; }
    public Pace Pace { get; private set; }
    public Instant FiledAt { get; private set; }

    /// <summary>The signs and, below them, what they wrote; sealed under the key of the person it is about.</summary>
    public Sealed Words { get; private set; } = default!;

    public static Concern File(Guid program, Guid id, Guid by, Guid about, Guid followUp, Pace pace, Sealed words, Instant now) =>
        new() { ProgramId = program, Id = id, NoticedBy = by, AboutId = about, FollowUpId = followUp, Pace = pace, Words = words, FiledAt = now };

    public static string WordsAt(Guid id) => $"Concerns.Words/{id}";
}
