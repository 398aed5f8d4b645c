using System.Text.RegularExpressions;

namespace Hearth.Tests.Architecture;

/// <summary>The rules of the house about what is written: what a compiler has already forgotten.</summary>
internal static partial class SourceRules
{
    [GeneratedRegex("""\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*["']|javascript:|MarkupString""", RegexOptions.IgnoreCase)]
    private static partial Regex InlineMarkup { get; }

    public static IEnumerable<string> Inline(IEnumerable<Source> sources) =>
        from source in sources
        where source.Is("razor")
        from Match found in InlineMarkup.Matches(source.Text)
        select $"{source.Path}:{source.Line(found.Index)} {found.Value.Trim()}";

    [GeneratedRegex("""On(Initialized|ParametersSet)Async""")]
    private static partial Regex Loads { get; }

    /// <summary>
    /// Only pages load. While a page waits for the database it is drawn once with what it has: a part of it that asked too would ask in
    /// the middle of its answer, which a connection does not bear.
    /// </summary>
    public static IEnumerable<string> PartsThatLoad(IEnumerable<Source> sources) =>
        from source in sources
        where source.Is("razor") && !source.Text.StartsWith("@page", StringComparison.Ordinal)
        from Match found in Loads.Matches(source.Text)
        select $"{source.Path}:{source.Line(found.Index)} {found.Value}";

    [GeneratedRegex("""(?:https?:)?//(?<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+|\[::1\]|localhost)|https?://(?<host>\S{0,40})""", RegexOptions.IgnoreCase)]
    private static partial Regex Address { get; }

    // The namespaces of XML are names and are never fetched; the rest is ourselves under another name.
    private static readonly string[] ours = ["www.w3.org", "localhost", "127.0.0.1", "[::1]"];

    public static IEnumerable<string> Foreign(IEnumerable<Source> sources) =>
        from source in sources
        where source.Path.StartsWith("src/Hearth/", StringComparison.Ordinal) && source.Is("razor", "ts", "css", "svg", "cs")
        from Match found in Address.Matches(source.Text)
        where !ours.Contains(found.Groups["host"].Value)
        select $"{source.Path}:{source.Line(found.Index)} {found.Value}";

    [GeneratedRegex("""\.Log(Trace|Debug|Information|Warning|Error|Critical)\s*\(|\[LoggerMessage\(""")]
    private static partial Regex LogCall { get; }

    [GeneratedRegex("""\{(?<name>[A-Za-z]+)[^}]*\}""")]
    private static partial Regex Placeholder { get; }

    /// <summary>What a line in the log may name: ids, numbers and the states of machines. Never what somebody wrote or is called.</summary>
    internal static readonly HashSet<string> loggable =
    [
        "Id", "Program", "Session", "Room", "Seat", "Node", "Pid", "Code", "Status", "Trace", "Count", "Number", "Seconds", "Port", "Theirs", "Ours", "Kind", "Event", "Route", "Method",
        "Why", "Lines", // the media node alone: Janus's own words, which know no people
    ];

    public static IEnumerable<string> LoggedContent(IEnumerable<Source> sources)
    {
        foreach (var source in sources.Where(s => s.Is("cs", "razor")))
        {
            if (source.Path.StartsWith("src/Hearth/", StringComparison.Ordinal) && Regex.IsMatch(source.Text, @"\bConsole\.|\bDebug\.Write|\bTrace\.Write"))
                yield return $"{source.Path} writes to the console";
            foreach (Match call in LogCall.Matches(source.Text))
            {
                var arguments = Arguments(source.Text, call.Index + call.Length);
                var where = $"{source.Path}:{source.Line(call.Index)}";
                if (Regex.IsMatch(arguments, "\\$@?\"|string\\.(Format|Concat|Create)|\" *\\+")) yield return $"{where} puts its message together";
                if (!arguments.Contains('"')) yield return $"{where} has a message that is no literal";
                foreach (Match text in Regex.Matches(arguments, "\"(\\\\.|[^\"\\\\])*\""))
                    foreach (Match placeholder in Placeholder.Matches(text.Value))
                    {
                        var name = placeholder.Groups["name"].Value;
                        var node = source.Path.StartsWith("src/Hearth.Media", StringComparison.Ordinal);
                        if (!loggable.Contains(name) || (name is "Why" or "Lines" && !node)) yield return $"{where} logs {{{name}}}";
                    }
            }
        }
    }

    private static string Arguments(string text, int from)
    {
        var depth = 1;
        var at = from;
        var quoted = false;
        for (; at < text.Length && depth > 0; at++)
        {
            if (text[at] == '"' && text[at - 1] != '\\') quoted = !quoted;
            if (!quoted && text[at] == '(') depth++;
            if (!quoted && text[at] == ')') depth--;
        }
        return text[from..at];
    }

    public const int LongestVerb = 150, LongestFile = 420, MostFiles = 40;

    public static IEnumerable<string> TooLong(IEnumerable<Source> sources)
    {
        foreach (var source in sources.Where(s => s.Is("cs", "razor", "ts", "css")))
        {
            var lines = source.Text.AsSpan().Count('\n');
            var verb = source.Text.Contains(": IVerb<", StringComparison.Ordinal);
            if (lines > (verb ? LongestVerb : LongestFile)) yield return $"{source.Path} has {lines} lines";
        }
    }

    /// <summary>Rooms that are allowed more, each for a reason.</summary>
    private static readonly Dictionary<string, int> more = new()
    {
        ["src/Hearth/LiveRooms"] = 55, // each button of the live room is a verb
    };

    /// <summary>A folder's own code: pages are beside, and rules are read by themselves.</summary>
    public static IEnumerable<string> TooManyFiles(IEnumerable<Source> sources) =>
        from source in sources
        where source.Is("cs") && source.Path.StartsWith("src/Hearth/", StringComparison.Ordinal)
        group source by Path.GetDirectoryName(source.Path)! into folder
        where folder.Count() > more.GetValueOrDefault(folder.Key, MostFiles)
        select $"{folder.Key} has {folder.Count()} files";

    [GeneratedRegex("""^(?<before>(\s*(///?|\[|#).*\n)*)public (?!static class \w+(Access|Registration|Conventions|Endpoints|Room)\b)(static |sealed |abstract |partial |readonly |record )*(class|interface|record|enum|struct|delegate) (?<name>\w+)""", RegexOptions.Multiline)]
    private static partial Regex PublicType { get; }

    /// <summary>Rooms whose types everybody uses: what they are for is said where they are made.</summary>
    private static readonly string[] seams = ["src/Hearth/Database/", "src/Hearth/Sealing/", "src/Hearth/Happenings/", "src/Hearth/Html/Verbs/", "src/Hearth/Html/Fragments/", "src/Hearth/LiveRooms/Media/"];

    private static readonly string[] plain = ["Ground", "KeyPurpose", "HtmlRoom", "Roles"];

    public static IEnumerable<string> Unexplained(IEnumerable<Source> sources) =>
        from source in sources
        where source.Is("cs") && seams.Any(s => source.Path.StartsWith(s, StringComparison.Ordinal))
        from Match found in PublicType.Matches(source.Text)
        where !found.Groups["before"].Value.Contains("///", StringComparison.Ordinal) && !plain.Contains(found.Groups["name"].Value)
        select $"{source.Path}: {found.Groups["name"].Value} does not say what it is";
}
