using System.Globalization;
using System.Text;

namespace Hearth.Notes.Rules;

/// <summary>
/// Words of a text that seem to name somebody: whatever the case, with or without accents, and with an "s" of possession.
/// It says what it saw and decides nothing: June is a month too.
/// </summary>
public static class NameRule
{
    private sealed record Token(string Written, string Folded);

    /// <summary>The words as they stand in the text, each once, in their order.</summary>
    public static IReadOnlyList<string> NamesIn(string text, IEnumerable<string> names)
    {
        var words = Words(text).ToList();
        var sought = names.Select(n => Words(n).Select(t => t.Folded).ToArray()).Where(n => n.Length > 0 && n.Sum(w => w.Length) > 1).ToList();
        var seen = new List<string>();
        for (var at = 0; at < words.Count; at++)
            foreach (var name in sought)
                if (Stands(words, at, name)) seen.Add(string.Join(' ', words.Skip(at).Take(name.Length).Select(w => w.Written)));
        foreach (var name in names.Where(RunsOn))
            if (text.Contains(name, StringComparison.Ordinal)) seen.Add(name);
        return [.. seen.Distinct()];
    }

    private static bool Stands(List<Token> words, int at, string[] name)
    {
        if (at + name.Length > words.Count) return false;
        for (var i = 0; i < name.Length - 1; i++)
            if (words[at + i].Folded != name[i]) return false;
        var (last, wanted) = (words[at + name.Length - 1].Folded, name[^1]);
        return last == wanted || last == wanted + "s" || last == wanted + "'s" || last == wanted + "'";
    }

    /// <summary>Written without spaces between words, so that a name is looked for as it is.</summary>
    private static bool RunsOn(string name) => name.Length > 1 && name.Any(c => c is >= '\u0e00' and <= '\u0eff' or >= '\u1000' and <= '\u109f' or >= '\u1780' and <= '\u17ff' or >= '\u2e80' and <= '\u9fff' or >= '\uac00' and <= '\ud7af');

    private static IEnumerable<Token> Words(string text)
    {
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var inside = at < text.Length && (char.IsLetterOrDigit(text[at]) || char.IsSurrogate(text[at]) || IsMark(text[at]) || (start >= 0 && text[at] is '\'' or '’' or 'ʼ'));
            if (inside && start < 0) start = at;
            if (inside || start < 0) continue;
            var written = text[start..at].TrimEnd('\'', '’', 'ʼ');
            if (written.Length > 0) yield return new(written, Fold(written));
            start = -1;
        }
    }

    private static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string Fold(string word)
    {
        var folded = new StringBuilder();
        foreach (var c in word.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
            if (!IsMark(c))
                // Letters that have no accent to take off, and are typed without it all the same.
                folded.Append(c switch { 'ø' => "o", 'ł' => "l", 'đ' or 'ð' => "d", 'ß' => "ss", 'æ' => "ae", 'œ' => "oe", 'þ' => "th", 'ı' => "i", '’' or 'ʼ' => "'", _ => c.ToString() });
        return folded.ToString();
    }
}
