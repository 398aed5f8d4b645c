using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Hearth.CarePrograms.Rules;

/// <summary>Time zones and countries, as the zone data names them.</summary>
public static class Zones
{
    /// <param name="Words">"Chicago, Central (most areas)".</param>
    public sealed record Zone(string Id, string Words);

    public sealed record Country(string Code, string Name);

    private static readonly List<TzdbZoneLocation> places = [.. TzdbDateTimeZoneSource.Default.ZoneLocations!];

    private static readonly List<Country> inEnglish =
        [.. places.Select(p => new Country(p.CountryCode, p.CountryName)).Distinct().OrderBy(c => c.Name, StringComparer.Ordinal)];

    // What a locale calls itself, "español (México)", is the only name of a country that .NET gives in a language of our choosing.
    private static readonly List<Country> inSpanish =
        [.. inEnglish.Select(c => new Country(c.Code, InSpanish(c))).OrderBy(c => c.Name, StringComparer.Create(new("es"), ignoreCase: true))];

    private static string InSpanish(Country country) =>
        new CultureInfo($"es-{country.Code}").NativeName.Split('(', 2) is [_, var name] ? name[..name.LastIndexOf(')')] : country.Name;

    private static bool Spanish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es";

    /// <summary>By name, in the language of whoever reads.</summary>
    public static IReadOnlyList<Country> Countries => Spanish ? inSpanish : inEnglish;

    public static bool Known(string? zone) => zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    public static bool KnownCountry(string? code) => Countries.Any(c => c.Code == code);

    /// <summary>The country's own zones first, as people there know them; then all others, by country.</summary>
    public static IReadOnlyList<Zone> For(string country)
    {
        // What the data adds to a city ("Central (most areas)") is in English alone.
        var own = places.Where(p => p.CountryCode == country).Select(p => new Zone(p.ZoneId, p.Comment.Length > 0 && !Spanish ? $"{City(p)}, {p.Comment}" : City(p)));
        var others = Countries.Where(c => c.Code != country)
            .SelectMany(c => places.Where(p => p.CountryCode == c.Code).OrderBy(City, StringComparer.Ordinal).Select(p => new Zone(p.ZoneId, $"{c.Name}, {City(p)}")));
        return [.. own, .. others, new Zone("UTC", "UTC")];
    }

    /// <summary>Where a zone is; nothing for those that belong nowhere.</summary>
    public static string CountryOf(string zone) => places.FirstOrDefault(p => p.ZoneId == zone)?.CountryCode ?? "";

    public static string Say(string zone) => zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private static string City(TzdbZoneLocation place) => Say(place.ZoneId);
}
