using NodaTime;

namespace Hearth.Sessions.Rules;

/// <summary>What the clocks do at the planned time.</summary>
public enum ClockChange
{
    None = 0,

    /// <summary>The clocks go forward over it: that time does not exist on that day.</summary>
    Skipped = 1,

    /// <summary>The clocks go back over it: that time comes twice.</summary>
    Twice = 2,
}

/// <summary>One session of a series: its day as planned, and when it really is.</summary>
public sealed record Occurrence(LocalDate Day, Instant StartsAt, Instant EndsAt, ClockChange Clock);

/// <summary>
/// The same time on the wall each week, in the zone in which it was planned, whatever daylight saving does between. A session
/// lasts its minutes in real time, also across a change.
/// </summary>
public static class SeriesRule
{
    public const int MostWeeks = 26, ShortestMinutes = 15, LongestMinutes = 180;

    public static IReadOnlyList<Occurrence> Plan(LocalDate firstDay, LocalTime startsAt, DateTimeZone zone, int minutes, int weeks) =>
        [.. Enumerable.Range(0, weeks).Select(week => On(firstDay.PlusWeeks(week), startsAt, zone, minutes))];

    /// <summary>A time that does not exist: the moment at which the clocks have gone forward. One that comes twice: the first of the two.</summary>
    public static Occurrence On(LocalDate day, LocalTime startsAt, DateTimeZone zone, int minutes)
    {
        var map = zone.MapLocal(day + startsAt);
        var (start, clock) = map.Count switch
        {
            0 => (map.LateInterval.Start, ClockChange.Skipped),
            1 => (map.Single().ToInstant(), ClockChange.None),
            _ => (map.First().ToInstant(), ClockChange.Twice),
        };
        return new(day, start, start + Duration.FromMinutes(minutes), clock);
    }

    /// <summary>Both take time from one another. One that begins as the other ends does not.</summary>
    public static bool Overlap(Instant startsAt, Instant endsAt, Instant otherStart, Instant otherEnd) => startsAt < otherEnd && otherStart < endsAt;
}
