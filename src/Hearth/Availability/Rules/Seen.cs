using NodaTime;

namespace Hearth.Availability.Rules;

/// <summary>What others of a group may see of somebody's availability: one of these, or nothing.</summary>
/// <param name="Until">Null: for longer than anybody wants to be told.</param>
public sealed record Seen(Seen.As What, Instant? Until)
{
    public enum As { Around = 1, Resting = 2 }

    /// <summary>What they said for today comes before their usual hours. Hours that they never chose are nobody's business.</summary>
    public static Seen? Of(WeekHours? chosenQuiet, Instant? aroundUntil, DateTimeZone zone, Instant now) =>
        aroundUntil > now ? new(As.Around, aroundUntil)
        : chosenQuiet?.UntilOf(zone, now) is { } until ? new(As.Resting, until < now + WeekHours.Horizon ? until : null)
        : null;
}
