using System.Globalization;

namespace Hearth.CarePrograms;

/// <summary>The texts that come with Hearth, for a program to start from.</summary>
public static class Shipped
{
    public static string Read(string name)
    {
        using var stream = typeof(Shipped).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"No shipped text {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    }

    /// <summary>The agreement or the guidelines, in the language of whoever reads.</summary>
    public static string ForReader(string name) => Read(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es" ? $"{name}-es" : name);

    /// <summary>A country's crisis lines; empty where we are not sure of any, and the program writes its own.</summary>
    public static string CrisisLines(string country) => Rules.CrisisText.OfCountry(Read("crisis-lines"), country);
}
