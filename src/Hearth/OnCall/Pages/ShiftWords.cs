using Hearth.CarePrograms.Rules;
using Hearth.Html;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.OnCall.Pages;

/// <summary>Shifts, and the times between them, as one says them.</summary>
internal static class ShiftWords
{
    public static readonly Weekdays[] Week = [Weekdays.Monday, Weekdays.Tuesday, Weekdays.Wednesday, Weekdays.Thursday, Weekdays.Friday, Weekdays.Saturday, Weekdays.Sunday];

    private static readonly LocalDate monday = new(2026, 11, 23);

    public static string Rank(IStringLocalizer<Words> words, int rank) => rank switch { 1 => words["Asked first"], 2 => words["Asked second"], _ => words["Asked third"] };

    public static string Day(Weekdays day) => Times.Weekday(monday.PlusDays(Array.IndexOf(Week, day)));

    /// <summary>"Monday to Friday, 8:00 pm to 8:00 am, Chicago time. Until Dec 24, 2026."</summary>
    public static string Say(IStringLocalizer<Words> words, ShiftHours hours, LocalDate today)
    {
        var (days, zone) = (Days(words, hours.Days), Zones.Say(hours.Zone));
        var when = hours.From == hours.Until
            ? words["{0}, for 24 hours from {1}, {2} time.", days, Times.Time(hours.From), zone].Value
            : words["{0}, {1} to {2}, {3} time.", days, Times.Time(hours.From), Times.Time(hours.Until), zone].Value;
        if (hours.StartsOn > today) when += " " + words["The first time on {0}.", Times.ShortAndYear(hours.StartsOn)];
        if (hours.EndsOn is { } last) when += " " + words["The last time on {0}.", Times.ShortAndYear(last)];
        return when;
    }

    /// <summary>"8:00 am" on the day of <paramref name="beside"/>, else with its day.</summary>
    public static string Moment(Instant at, Instant beside, DateTimeZone zone) =>
        Times.Say(at.InZone(zone), at.InZone(zone).Date == beside.InZone(zone).Date ? "time" : "both");

    private static string Days(IStringLocalizer<Words> words, Weekdays days)
    {
        if (days == Weekdays.Every) return words["Every day"];
        if (days == Weekdays.MondayToFriday) return words["Monday to Friday"];
        var all = Week.Where(d => days.HasFlag(d)).Select(Day).ToList();
        return all.Count == 1 ? all[0] : words["{0} and {1}", string.Join(", ", all.SkipLast(1)), all[^1]];
    }
}
