using System.Text.RegularExpressions;

namespace Hearth.Browser.Media;

/// <summary>Every address in a text that has session descriptions in it, as they are or written into JSON.</summary>
public sealed partial record Addresses(IReadOnlySet<(string Address, int Port)> Candidates, IReadOnlySet<string> Behind, IReadOnlySet<string> Lines, IReadOnlySet<string> Local)
{
    /// <summary>All of them, without their ports.</summary>
    public IEnumerable<string> All => [.. Candidates.Select(c => c.Address), .. Behind, .. Lines, .. Local];

    public static Addresses In(IEnumerable<string> texts)
    {
        HashSet<(string, int)> candidates = [];
        HashSet<string> behind = [], lines = [], local = [];
        foreach (var text in texts.Select(t => t.Replace("\\r\\n", "\n", StringComparison.Ordinal)))
        {
            foreach (Match m in Candidate().Matches(text)) candidates.Add((m.Groups[1].Value, int.Parse(m.Groups[2].Value)));
            foreach (Match m in Related().Matches(text)) behind.Add(m.Groups[1].Value);
            foreach (Match m in Line().Matches(text)) lines.Add(m.Groups[1].Value);
            foreach (Match m in Mdns().Matches(text)) local.Add(m.Value);
        }
        return new(candidates, behind, lines, local);
    }

    [GeneratedRegex(@"candidate:\S+ \d+ \w+ \d+ (\S+) (\d+) ")]
    private static partial Regex Candidate();

    [GeneratedRegex(@"\braddr (\S+)")]
    private static partial Regex Related();

    /// <summary>The lines of a description that may hold an address: whose it is, where it is reached, and its control line.</summary>
    [GeneratedRegex(@"(?:^|\n|"")(?:o=\S+ \S+ \S+|c=|a=rtcp:\d+) ?IN IP[46] ([^\s""\\]+)")]
    private static partial Regex Line();

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f-]{27}\.local\b")]
    private static partial Regex Mdns();
}
