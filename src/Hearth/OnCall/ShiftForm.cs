using System.ComponentModel.DataAnnotations;
using Hearth.Html;
using Hearth.OnCall.Rules;
using Hearth.CarePrograms.Rules;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.OnCall;

/// <summary>The hours of a shift, as they are typed.</summary>
public abstract record ShiftForm(
    [property: Required(ErrorMessage = "Please choose when they are asked."), Range(1, Shift.LastRank, ErrorMessage = "Please choose when they are asked.")] int? Rank,
    [property: Required(ErrorMessage = "Please choose one day at least."), MinLength(1, ErrorMessage = "Please choose one day at least.")] Weekdays[]? Days,
    [property: Required(ErrorMessage = "Please choose a time.")] LocalTime? From,
    [property: Required(ErrorMessage = "Please choose a time.")] LocalTime? Until,
    [property: Required(ErrorMessage = "Please choose a time zone.")] string? Zone,
    [property: Required(ErrorMessage = "Please choose a day.")] LocalDate? StartsOn,
    LocalDate? EndsOn)
{
    internal ShiftHours Hours => new(Rank!.Value, (Days ?? []).Aggregate(Weekdays.None, (all, day) => all | day), Minute(From!.Value), Minute(Until!.Value), Zone!, StartsOn!.Value, EndsOn);

    /// <summary>Why these hours cannot be taken, in words; null if they can.</summary>
    internal Outcome? Refused(Instant now, IStringLocalizer<Words> words)
    {
        if (!Zones.Known(Zone)) return Outcome.No(nameof(Zone), "no-such-zone", words["Please choose a time zone from the list."]);
        return HoursRule.FlawOf(Hours, now.InZone(DateTimeZoneProviders.Tzdb[Zone!]).Date) switch
        {
            HoursRule.Flaw.NoDay => Outcome.No(nameof(Days), "no-day", words["Please choose one day at least."]),
            HoursRule.Flaw.EndsBeforeItStarts => Outcome.No(nameof(EndsOn), "ends-before", words["The last day comes before the first. Please check both."]),
            HoursRule.Flaw.FarOff => Outcome.No(EndsOn is null ? nameof(StartsOn) : nameof(EndsOn), "far-off", words["That is more than five years away. Please check the year."]),
            HoursRule.Flaw.NeverBegins => Outcome.No(nameof(Days), "never-begins", words["None of these days lies between the first day and the last. Please check them."]),
            _ => null,
        };
    }

    internal static Outcome Twice(IStringLocalizer<Words> words, string name) => Outcome.No(nameof(Days), "twice", words["{0} has exactly this shift already.", name]);

    private static LocalTime Minute(LocalTime time) => new(time.Hour, time.Minute);
}
