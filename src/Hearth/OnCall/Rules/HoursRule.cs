using NodaTime;

namespace Hearth.OnCall.Rules;

/// <summary>Whether the hours of a shift can be what somebody meant.</summary>
public static class HoursRule
{
    public const int MostYears = 5;

    public enum Flaw
    {
        NoDay = 1,
        EndsBeforeItStarts = 2,
        FarOff = 3,

        /// <summary>It has a last day, and none of its weekdays lies between.</summary>
        NeverBegins = 4,
    }

    public static Flaw? FlawOf(ShiftHours hours, LocalDate today)
    {
        if (hours.Days == Weekdays.None) return Flaw.NoDay;
        if (hours.EndsOn < hours.StartsOn) return Flaw.EndsBeforeItStarts;
        // A year mistyped is a night on which nobody comes.
        if (IsFar(hours.StartsOn, today) || (hours.EndsOn is { } end && IsFar(end, today))) return Flaw.FarOff;
        if (hours.EndsOn is { } last && !Enumerable.Range(0, 7).Select(hours.StartsOn.PlusDays).Any(d => d <= last && hours.BeginsOn(d))) return Flaw.NeverBegins;
        return null;
    }

    private static bool IsFar(LocalDate day, LocalDate today) => day < today.PlusYears(-MostYears) || day > today.PlusYears(MostYears);
}
