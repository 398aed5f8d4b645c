using System.Text.RegularExpressions;

namespace Hearth.Tests.Architecture;

/// <summary>What stands on screen: every sentence goes through the localizer, so that it can be read in every language we have.</summary>
internal static partial class WordRules
{
    [GeneratedRegex("""\b(?:L|words|Words)\[(?!\])""")]
    private static partial Regex Localized { get; }

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Literal { get; }

    [GeneratedRegex(""""(?:ErrorMessage = |new MenuLink\("[^"]*", )"((?:[^"\\]|\\.)*)(?:")"""")]
    private static partial Regex SaidLater { get; }

    /// <summary>Every sentence that some source hands to the localizer, also one of two or of many.</summary>
    public static IReadOnlyList<string> Sentences(IEnumerable<Source> sources) =>
    [
        .. sources.Where(s => s.Is("cs", "razor")).SelectMany(s => Localized.Matches(s.Text)
                .SelectMany(m => Literal.Matches(FirstArgument(s.Text, m.Index + m.Length)).Select(l => l.Groups[1].Value))
                .Concat(SaidLater.Matches(s.Text).Select(m => m.Groups[1].Value)))
            .Select(Regex.Unescape).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Up to the comma or the bracket that ends it.</summary>
    private static string FirstArgument(string text, int from)
    {
        var (depth, quoted) = (0, false);
        for (var at = from; at < text.Length; at++)
        {
            var c = text[at];
            if (quoted && c == '\\') at++;
            else if (c == '"') quoted = !quoted;
            else if (quoted) continue;
            else if (c is '(' or '[' or '{') depth++;
            else if (c is ')' or ']' or '}' && depth-- == 0 || c == ',' && depth == 0) return text[from..at];
        }
        return "";
    }

    // Names: ours, and the languages' own for themselves. The set of all parts and the developers' first page are in English.
    private static readonly string[] names = ["Hearth", "English", "Español", "Shift", "Esc Esc Esc"];

    [GeneratedRegex("""@\*.*?\*@|@code\s*\{.*\z|<!--.*?-->|^[ \t]*(@(?!code\b)\w+ .*?|case .*?:)$""", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex NotShown { get; }

    [GeneratedRegex(""""(?<=>|^)(?<words>[^<>@{}=;()]*\p{L}{2}[^<>@{}=;()]*)(?=<)|\b(?:Label|Title|Hint|Words|None|aria-label|placeholder|alt)="(?<words>[^"@]*\p{L}{2}[^"@]*)(?:")"""", RegexOptions.Multiline)]
    private static partial Regex Plain { get; }

    /// <summary>Words that stand in a page as they are, and so are English for everybody.</summary>
    public static IEnumerable<string> Unsaid(IEnumerable<Source> sources) =>
        from source in sources
        where source.Is("razor") && source.Name is not "KitPage.razor" && source.Room != "Demo"
        let shown = NotShown.Replace(source.Text, m => new string('\n', m.Value.Count(c => c == '\n')))
        from Match found in Plain.Matches(shown)
        let words = found.Groups["words"].Value.Trim()
        where words.Length > 0 && !names.Contains(words)
        select $"{source.Path}:{source.Line(found.Index)} {words}";
}
