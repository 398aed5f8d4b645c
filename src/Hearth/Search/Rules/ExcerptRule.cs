using Hearth.Spaces.Rules;

namespace Hearth.Search.Rules;

/// <param name="Found">One of the words that were looked for.</param>
public readonly record struct Piece(string Text, bool Found);

/// <summary>A few words of a text around the first that was looked for. They begin and end with a word: no letter is cut through.</summary>
public static class ExcerptRule
{
    public const int Before = 60, Longest = 240;

    /// <param name="plain">Without marks, as it is read.</param>
    public static IReadOnlyList<Piece> Of(string plain, Asked asked)
    {
        var terms = TermRule.In(plain).ToList();
        var first = Math.Max(0, terms.FindIndex(t => asked.Finds(t.Folded)));
        if (terms.Count == 0) return [new(plain, false)];
        var opening = terms.FindIndex(t => t.Start >= terms[first].Start - Before);
        var from = opening == 0 && terms[0].Start <= Before ? 0 : terms[opening].Start;
        var closing = Math.Max(first, terms.FindLastIndex(t => t.Start + t.Length <= from + Longest));
        var end = terms[closing].Start + terms[closing].Length;
        var to = closing == terms.Count - 1 && plain.Length - end <= Before ? plain.Length : end;

        var pieces = new List<Piece>();
        var at = from;
        Say(from > 0 ? "… " : "", false);
        foreach (var term in terms.Skip(opening).Take(closing - opening + 1).Where(t => asked.Finds(t.Folded)))
        {
            Say(plain[at..term.Start], false);
            Say(plain.Substring(term.Start, term.Length), true);
            at = term.Start + term.Length;
        }
        Say(plain[at..to], false);
        Say(to < plain.Length ? " …" : "", false);
        return pieces;

        void Say(string text, bool found)
        {
            if (text.Length > 0) pieces.Add(new(text, found));
        }
    }
}
