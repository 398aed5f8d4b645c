using Hearth.OnCall;
using Hearth.OnCall.Rules;
using NodaTime;

namespace Hearth.Availability.Rules;

/// <summary>The same hours on certain days of the week, on somebody's own wall.</summary>
/// <param name="Days">On which they begin.</param>
/// <param name="Until">Not later than <paramref name="From"/>: on the next day. Equal to it: 24 hours.</param>
public sealed record WeekHours(Weekdays Days, LocalTime From, LocalTime Until)
{
    /// <summary>Whoever is in these for longer than that is in them for good, as far as anybody wants to be told.</summary>
    public static readonly Duration Horizon = RotaRule.Horizon;

    /// <summary>Until when somebody is in them without a break. Null: they are not in them now. At most <see cref="Horizon"/> ahead.</summary>
    public Instant? UntilOf(DateTimeZone zone, Instant now)
    {
        // A turn lasts a day on the wall, and where a whole day was skipped two days may be one.
        var (day, last) = (now.InZone(zone).Date.PlusDays(-2), (now + Horizon).InZone(zone).Date);
        var until = now;
        for (; day <= last; day = day.PlusDays(1))
        {
            if (!Days.HasFlag(ShiftHours.DayOf(day))) continue;
            var starts = WallClock.When(day + From, zone);
            var ends = WallClock.When((Until <= From ? day.PlusDays(1) : day) + Until, zone);
            if (starts <= until && ends > until) until = ends;
        }
        return until == now ? null : Instant.Min(until, now + Horizon);
    }
}
