namespace Hearth.Markup.Rules;

/// <summary>Where somebody is named with an @ before their name, and by which of the names that count here. Any other @ stays the letter it is.</summary>
public static class MentionRule
{
    /// <summary>A part of a text.</summary>
    /// <param name="Name">As it is in the list.</param>
    public sealed record Named(int Start, int Length, string Name);

    /// <summary>In order; a longer name goes before one that it begins with. Not in the middle of a word or an address.</summary>
    public static IReadOnlyList<Named> In(string text, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0 || !text.Contains('@')) return [];
        List<Named> found = [];
        var longestFirst = names.Where(n => n.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(n => n.Length).ToList();
        for (var at = text.IndexOf('@'); at >= 0; at = text.IndexOf('@', at + 1))
        {
            if (at > 0 && !Opens(text[at - 1])) continue;
            var name = longestFirst.Find(n => string.Compare(text, at + 1, n, 0, n.Length, StringComparison.OrdinalIgnoreCase) == 0 && (at + 1 + n.Length == text.Length || !char.IsLetterOrDigit(text[at + 1 + n.Length])));
            if (name is not null) found.Add(new(at, name.Length + 1, name));
        }
        return found;
    }

    private static bool Opens(char before) => !char.IsLetterOrDigit(before) && before is not ('@' or '/' or '.' or '-' or '_' or '+');
}
