using System.Globalization;
using System.Text;

namespace Hearth.Spaces.Rules;

/// <summary>A word in a text: where it stands, and what it is found by.</summary>
public readonly record struct Term(int Start, int Length, string Folded);

/// <summary>
/// What a text is found by: its words as letters and digits alone, without accents and all small. Folded here and for both databases,
/// so that they find the same, and so that nothing but letters and digits ever reaches what they take for a language of their own.
/// </summary>
public static class TermRule
{
    /// <summary>Of a longer word the rest does not count, in what is written and in what is asked for.</summary>
    public const int LongestTerm = 32;

    /// <summary>More different words than anybody fits into a post.</summary>
    public const int MostTerms = 1000;

    /// <summary>Stands before the name of a place, and in no word.</summary>
    private const char Place = '§';

    /// <summary>All words, in their order and as often as they stand there. What folds to nothing (a mark by itself) is none.</summary>
    public static IEnumerable<Term> In(string text)
    {
        var start = -1;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var inWord = IsOfWord(rune);
            if (inWord && start < 0) start = at;
            if (!inWord && start >= 0)
            {
                if (Fold(text[start..at]) is { Length: > 0 } folded) yield return new(start, at - start, folded);
                start = -1;
            }
            at += rune.Utf16SequenceLength;
        }
        if (start >= 0 && Fold(text[start..]) is { Length: > 0 } last) yield return new(start, text.Length - start, last);
    }

    /// <summary>What is stored of a post: where it stands, and each of its words once.</summary>
    public static string Of(Guid space, string text) =>
        string.Join(' ', In(text).Select(t => t.Folded).Distinct(StringComparer.Ordinal).Take(MostTerms).Prepend(PlaceOf(space)));

    /// <summary>The term that all posts of a space bear.</summary>
    public static string PlaceOf(Guid space) => $"{Place}{space:N}";

    private static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        var length = 0;
        foreach (var rune in word.Normalize(NormalizationForm.FormKD).ToLowerInvariant().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune)) continue;
            if (length++ == LongestTerm) break;
            folded.Append(rune.Value == 'ς' ? "σ" : rune.ToString());
        }
        return folded.ToString();
    }
}
