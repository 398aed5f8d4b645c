using Hearth.Availability.Rules;
using Hearth.Html;
using Hearth.OnCall;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Availability;

/// <summary>Hours of the week as they are typed beside a choice that wants them: all of it, or what is missing in words.</summary>
internal static class HoursForm
{
    public static (WeekHours? Hours, Outcome? Refused) Read(Weekdays[]? days, LocalTime? from, LocalTime? until, string daysField, string fromField, string untilField, IStringLocalizer<Words> words)
    {
        if (days is null or []) return (null, Outcome.No(daysField, "no-day", words["Please choose one day at least."]));
        if (from is null || until is null) return (null, Outcome.No(from is null ? fromField : untilField, "no-time", words["Please choose a time."]));
        return (new(days.Aggregate(Weekdays.None, (all, day) => all | day), from.Value, until.Value), null);
    }
}
