using Hearth.Database;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.BreakGlass;

/// <summary>
/// A supervisor who has no part in somebody's care opens that one person's sealed records, to read, for an hour, with a reason.
/// The person sees it at once, and somebody else looks at it within a day.
/// </summary>
public sealed class Glass : IProgramOwned
{
    public static readonly Duration Lasts = Duration.FromMinutes(60);

    private Glass() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>Whose records: chosen before, and nobody else's.</summary>
    public Guid PersonId { get; private set; }
    public Guid BrokenBy { get; private set; }

    /// <summary>Why, in their words. Sealed under the person's key, since it is about them.</summary>
    public Sealed Reason { get; private set; } = default!;
    public Instant BrokenAt { get; private set; }
    public Instant EndsAt { get; private set; }

    /// <summary>When they ended it themselves, or broke another after its hour.</summary>
    public Instant? EndedAt { get; private set; }

    public static Glass Break(Guid program, Guid id, Guid person, Guid by, Sealed reason, Instant now) =>
        new() { ProgramId = program, Id = id, PersonId = person, BrokenBy = by, Reason = reason, BrokenAt = now, EndsAt = now + Lasts };

    public void End(Instant now) => EndedAt ??= Instant.Min(now, EndsAt);

    public static string ReasonAt(Guid id) => $"Glasses.Reason/{id}";
}

public enum Verdict
{
    InOrder = 1,
    NotInOrder = 2,
}

/// <summary>What somebody else found when they looked at it. Once, and for good.</summary>
public sealed class GlassReview : IProgramOwned
{
    private GlassReview() { }

    public Guid ProgramId { get; private set; }
    public Guid GlassId { get; private set; }
    public Guid ReviewedBy { get; private set; }
    public Instant ReviewedAt { get; private set; }
    public Verdict Verdict { get; private set; }

    /// <summary>What is to be said about it; sealed under the person's key.</summary>
    public Sealed? Words { get; private set; }

    public static GlassReview Of(Glass glass, Guid by, Verdict verdict, Sealed? words, Instant now) =>
        new() { ProgramId = glass.ProgramId, GlassId = glass.Id, ReviewedBy = by, ReviewedAt = now, Verdict = verdict, Words = words };

    public static string WordsAt(Guid glass) => $"GlassReviews.Words/{glass}";
}
