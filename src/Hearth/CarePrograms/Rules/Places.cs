using System.Collections.Concurrent;
using System.Globalization;

namespace Hearth.CarePrograms.Rules;

/// <summary>
/// States and countries, as licenses are given and as people say where they are: a US state as "US-MN" (ISO 3166-2), any other
/// country as its two letters (ISO 3166). From lists; never typed.
/// </summary>
public static class Places
{
    private static readonly Dictionary<string, (string English, string Spanish)> states = Shipped.Read("us-states").Split('\n')
        .Where(line => !line.StartsWith('#')).Select(line => line.Split(" | ")).ToDictionary(p => p[0], p => (p[1], p[2].Trim()));

    private static readonly string[] countries = [.. Zones.Countries.Select(c => c.Code).Where(code => code != "US")];

    /// <summary>By language, each made once.</summary>
    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> names = new();

    public static bool Known(string? code) => code is not null && (states.ContainsKey(code) || countries.Contains(code));

    /// <summary>All of them by name, the program's own country first.</summary>
    public static IEnumerable<(string Code, string Name)> For(string country) =>
        Names.Select(n => (Code: n.Key, Name: n.Value)).OrderBy(p => Country(p.Code) != country).ThenBy(p => Country(p.Code) != "US").ThenBy(p => p.Name, StringComparer.CurrentCulture);

    /// <summary>In the language of the request.</summary>
    public static string Say(string code) => Names.GetValueOrDefault(code, code);

    private static IReadOnlyDictionary<string, string> Names => names.GetOrAdd(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, language =>
        states.ToDictionary(s => s.Key, s => language == "es" ? s.Value.Spanish : s.Value.English).Concat(Zones.Countries.Where(c => c.Code != "US").ToDictionary(c => c.Code, c => c.Name)).ToDictionary());

    private static string Country(string code) => code[..2];
}
