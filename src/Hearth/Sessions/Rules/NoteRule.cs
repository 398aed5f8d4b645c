namespace Hearth.Sessions.Rules;

/// <summary>The group's note names no member.</summary>
public static class NoteRule
{
    /// <summary>Which of these names stand in the text as words of their own, written as the person writes them.</summary>
    public static IReadOnlyList<string> NamesIn(string text, IEnumerable<string> names) => [.. names.Where(n => n.Length > 1 && Stands(text, n)).Distinct().Order(StringComparer.Ordinal)];

    private static bool Stands(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var (before, after) = (at - 1, at + name.Length);
            if ((before < 0 || !char.IsLetterOrDigit(text[before])) && (after >= text.Length || !char.IsLetterOrDigit(text[after]))) return true;
        }
        return false;
    }
}
