using Hearth.Html;
using NodaTime;
using NodaTime.TimeZones;

namespace Hearth.Sessions;

/// <summary>The time zones to choose from: the program's, one's own, and those of the program's country. Any other is taken when it is posted.</summary>
public static class Zones
{
    public static IReadOnlyList<Choice> For(string country, params ReadOnlySpan<string> first) =>
        [.. first.ToArray()
            .Concat(TzdbDateTimeZoneSource.Default.ZoneLocations?.Where(z => z.CountryCode == country).Select(z => z.ZoneId) ?? [])
            .Append("UTC").Where(id => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null).Distinct().Select(id => new Choice(id, Say(id)))];

    /// <summary>"America/North_Dakota/Center" as "North Dakota, Center".</summary>
    public static string Say(string id)
    {
        var parts = id.Replace('_', ' ').Split('/');
        return string.Join(", ", parts.Length > 1 ? parts[1..] : parts);
    }
}
