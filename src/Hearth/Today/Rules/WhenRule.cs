using NodaTime;

namespace Hearth.Today.Rules;

/// <summary>How far ahead something is, as one says it.</summary>
public enum Ahead
{
    Now = 1,
    Minutes,
    LaterToday,
    Tomorrow,
    ThisWeek,
    Later,
}

public enum PartOfDay
{
    Night = 1,
    Morning,
    Afternoon,
    Evening,
}

public static class WhenRule
{
    /// <summary>Minutes are counted within the last hour only; they never tick.</summary>
    public static (Ahead Ahead, int Minutes) Until(Instant start, Instant now, DateTimeZone zone)
    {
        if (start <= now) return (Ahead.Now, 0);
        var minutes = (int)Math.Ceiling((start - now).TotalMinutes);
        if (minutes <= 60) return (Ahead.Minutes, minutes);
        var days = Period.DaysBetween(now.InZone(zone).Date, start.InZone(zone).Date);
        return (days switch { 0 => Ahead.LaterToday, 1 => Ahead.Tomorrow, < 7 => Ahead.ThisWeek, _ => Ahead.Later }, 0);
    }

    public static PartOfDay PartOf(LocalTime time) => time.Hour switch
    {
        < 5 => PartOfDay.Night,
        < 12 => PartOfDay.Morning,
        < 17 => PartOfDay.Afternoon,
        < 23 => PartOfDay.Evening,
        _ => PartOfDay.Night,
    };
}
