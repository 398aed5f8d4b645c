using System.Globalization;

namespace Hearth.CarePrograms.Rules;

/// <summary>
/// States and countries, as licenses are given and as people say where they are: a US state as "US-MN" (ISO 3166-2), any other
/// country as its two letters (ISO 3166). From the shipped list; never typed.
/// </summary>
public static class Places
{
    private static readonly Dictionary<string, (string English, string Spanish)> names = Shipped.Read("places").Split('\n')
        .Where(line => !line.StartsWith('#')).Select(line => line.Trim().Split(" | ")).ToDictionary(p => p[0], p => (p[1], p[2]));

    public static bool Known(string? code) => code is not null && names.ContainsKey(code);

    /// <summary>All of them by name, the program's own country first.</summary>
    public static IEnumerable<(string Code, string Name)> For(string country) => names.Keys.Select(code => (Code: code, Name: Say(code)))
        .OrderBy(p => Country(p.Code) != country).ThenBy(p => Country(p.Code) != "US").ThenBy(p => p.Name, StringComparer.CurrentCulture);

    /// <summary>In the language of the request.</summary>
    public static string Say(string code) =>
        names.TryGetValue(code, out var name) ? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es" ? name.Spanish : name.English : code;

    private static string Country(string code) => code[..2];
}
