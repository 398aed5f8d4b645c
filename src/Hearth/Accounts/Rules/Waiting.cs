using NodaTime;

namespace Hearth.Accounts.Rules;

/// <summary>
/// The day of grace after somebody came in by a recovery code or a new link. They are in at once; what could shut out the
/// one whose account it is waits, so that these have a day to see it and to undo it.
/// </summary>
public static class Waiting
{
    public static readonly Duration For = Duration.FromHours(24);

    /// <param name="recoveredAt">When somebody last came in that way, and it was not undone.</param>
    /// <param name="proofSince">Since when the factor is there that was shown now; null: none, or a recovery code.</param>
    /// <returns>Until when a change that cannot be undone waits; null: it does not.</returns>
    public static Instant? Until(Instant? recoveredAt, Instant? proofSince, Instant now) =>
        recoveredAt is { } at && now < at + For && !(proofSince < at) ? at + For : null;

    /// <summary>
    /// A way in may be taken away while an older one stays, or one that is a day old: else whoever holds the phone for a
    /// minute could put their own in its place.
    /// </summary>
    /// <returns>From when on it may be taken away; null: now.</returns>
    public static Instant? RemovableFrom(Instant since, IReadOnlyCollection<Instant> othersSince, Instant now)
    {
        var oldest = othersSince.Min();
        return oldest <= since || oldest + For <= now ? null : oldest + For;
    }
}
