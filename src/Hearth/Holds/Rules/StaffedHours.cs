using NodaTime;

namespace Hearth.Holds.Rules;

/// <summary>Hours that count only while somebody is there to read: between two times of each day, where the program is.</summary>
public static class StaffedHours
{
    public static Instant After(Instant from, int hours, LocalTime opens, LocalTime closes, DateTimeZone zone)
    {
        var (left, day) = (Duration.FromHours(hours), from.InZone(zone).Date);
        // A day of which nothing counts (the clock is set over it) is left out; after a year of them something is wrong with the times.
        for (var i = 0; i < 366; i++, day = day.PlusDays(1))
        {
            var (start, end) = (Instant.Max(from, day.At(opens).InZoneLeniently(zone).ToInstant()), day.At(closes).InZoneLeniently(zone).ToInstant());
            if (end <= start) continue;
            if (end - start >= left) return start + left;
            left -= end - start;
        }
        return from + Duration.FromHours(hours);
    }
}
