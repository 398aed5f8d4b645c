using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Hearth.Html;

/// <summary>Times and days as people say them, in the language of the request.</summary>
public static class Times
{
    private static bool Spanish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es";

    /// <param name="zone">Of whoever reads it.</param>
    public static string Say(Instant at, string zone, string show) => Say(at.InZone(DateTimeZoneProviders.Tzdb[zone]), show);

    public static string Say(ZonedDateTime at, string show) => show switch
    {
        "time" => Time(at.TimeOfDay),
        "day" => Day(at.Date),
        "short" => Short(at.Date),
        "both" => $"{Day(at.Date)}, {Time(at.TimeOfDay)}",
        _ => throw new ArgumentException("Show is time, day, short or both.", nameof(show)),
    };

    /// <summary>6:00 pm</summary>
    public static string Time(LocalTime time)
    {
        var clock = $"{(time.Hour + 11) % 12 + 1}:{time.Minute:00}";
        return Spanish ? $"{clock} {(time.Hour < 12 ? "a.m." : "p.m.")}" : $"{clock} {(time.Hour < 12 ? "am" : "pm")}";
    }

    /// <summary>Tuesday, November 24</summary>
    public static string Day(LocalDate day) => With(Spanish ? "dddd, d 'de' MMMM" : "dddd, MMMM d").Format(day);

    /// <summary>Nov 24</summary>
    public static string Short(LocalDate day) => With(Spanish ? "d MMM" : "MMM d").Format(day);

    /// <summary>Tuesday, November 24, 2026</summary>
    public static string DayAndYear(LocalDate day) => With(Spanish ? "dddd, d 'de' MMMM 'de' yyyy" : "dddd, MMMM d, yyyy").Format(day);

    /// <summary>Nov 24, 2026</summary>
    public static string ShortAndYear(LocalDate day) => With(Spanish ? "d MMM yyyy" : "MMM d, yyyy").Format(day);

    /// <summary>Tuesday</summary>
    public static string Weekday(LocalDate day) => With("dddd").Format(day);

    private static LocalDatePattern With(string pattern) => LocalDatePattern.Create(pattern, CultureInfo.CurrentUICulture);
}
