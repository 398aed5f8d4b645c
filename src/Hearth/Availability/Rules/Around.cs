using Hearth.OnCall.Rules;
using NodaTime;

namespace Hearth.Availability.Rules;

/// <summary>Until when somebody says that they are around: today, or tonight past midnight.</summary>
public static class Around
{
    public static readonly Duration Longest = Duration.FromHours(12);

    /// <returns>The next moment at which it is that late on their wall; null: not within <see cref="Longest"/>, so it was a time that is over.</returns>
    public static Instant? UntilOf(LocalTime until, DateTimeZone zone, Instant now)
    {
        var today = now.InZone(zone).Date;
        Instant? next = new[] { today, today.PlusDays(1) }.Select(day => WallClock.When(day + until, zone)).Where(at => at > now).Cast<Instant?>().FirstOrDefault();
        return next - now <= Longest ? next : null;
    }
}
