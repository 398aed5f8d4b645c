namespace Hearth.Agreements.Rules;

/// <summary>
/// How an agreement's plain text becomes a page. A line that starts with "# " opens a part, "! " a part that is set apart
/// (what cannot be promised), "- " is a promise, "* " a limit; anything else is a paragraph.
/// </summary>
public static class AgreementLayout
{
    public enum Kind { Paragraph, Promises, Limits }

    public sealed record Block(Kind Kind, IReadOnlyList<string> Lines);

    public sealed record Part(string Title, bool SetApart, IReadOnlyList<Block> Blocks);

    public static IReadOnlyList<Part> Read(string text)
    {
        List<Part> parts = [];
        List<Block> blocks = [];
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal) || line.StartsWith("! ", StringComparison.Ordinal))
            {
                blocks = [];
                parts.Add(new(line[2..].Trim(), line[0] == '!', blocks));
                continue;
            }
            if (parts.Count == 0) parts.Add(new("", false, blocks));
            var kind = line.StartsWith("- ", StringComparison.Ordinal) ? Kind.Promises : line.StartsWith("* ", StringComparison.Ordinal) ? Kind.Limits : Kind.Paragraph;
            var words = kind == Kind.Paragraph ? line : line[2..].Trim();
            if (kind != Kind.Paragraph && blocks is [.., var last] && last.Kind == kind) blocks[^1] = last with { Lines = [.. last.Lines, words] };
            else blocks.Add(new(kind, [words]));
        }
        return parts;
    }

    public static IReadOnlyList<string> Guidelines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => l.StartsWith("- ", StringComparison.Ordinal) ? l[2..] : l)];
}
