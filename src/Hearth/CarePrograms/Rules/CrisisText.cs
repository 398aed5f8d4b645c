using System.Diagnostics.CodeAnalysis;
using Hearth.Html;

namespace Hearth.CarePrograms.Rules;

/// <summary>Crisis lines as a program writes them, one a line: "who answers | number | tel, sms, emergency".</summary>
public static class CrisisText
{
    public const int Most = 8;

    /// <summary>What can be read of it. A line that cannot is left out: of a wrong number and none, none is safer.</summary>
    public static IReadOnlyList<CrisisLine> Read(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ReadLine).OfType<CrisisLine>()];

    /// <summary>The first line that cannot be read, for the words of a refusal; null when all can.</summary>
    public static string? FirstUnread(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault(line => ReadLine(line) is null);

    private static CrisisLine? ReadLine(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        if (parts.Length != 3 || parts[0].Length is 0 or > 60 || !IsNumber(parts[1])) return null;
        var kinds = parts[2].Split([' ', ',', '+'], StringSplitOptions.RemoveEmptyEntries);
        if (kinds.Length == 0 || kinds.Any(k => k is not ("tel" or "sms" or "emergency"))) return null;
        var emergency = kinds.Contains("emergency");
        return new(parts[0], parts[1], Texts: kinds.Contains("sms"), Emergency: emergency, Calls: emergency || kinds.Contains("tel"));
    }

    /// <summary>Digits as people write them, with what stands between; at least two, at most fifteen (E.164).</summary>
    public static bool IsNumber([NotNullWhen(true)] string? number) =>
        number is not null && number.Count(char.IsAsciiDigit) is >= 2 and <= 15 && number.All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '(' or ')' or '+' or '.');

    /// <summary>The lines of one country out of the shipped list, in the form that a program writes.</summary>
    public static string OfCountry(string shipped, string country) =>
        string.Join('\n', shipped.Split('\n', StringSplitOptions.TrimEntries)
            .Where(line => line.StartsWith(country + " |", StringComparison.Ordinal)).Select(line => line[(country.Length + 2)..].Trim()));
}
