using NodaTime;

namespace Hearth.OnCall.Rules;

/// <summary>What a time on the wall means, also on the nights on which clocks change.</summary>
public static class WallClock
{
    /// <summary>
    /// The first moment at which the clocks on the wall have come so far: of a time that comes twice the first, of one that does not
    /// exist the moment at which they have gone forward. So where one time ends and another begins at the same hour on the wall,
    /// they do at the same moment, on every night of the year.
    /// </summary>
    public static Instant When(LocalDateTime wall, DateTimeZone zone)
    {
        var map = zone.MapLocal(wall);
        return map.Count == 0 ? map.LateInterval.Start : map.First().ToInstant();
    }
}
