using Hearth.Spaces.Rules;

namespace Hearth.Search.Rules;

/// <summary>What somebody looks for: all of these words, in any order.</summary>
/// <param name="Words">Whole ones, each once.</param>
/// <param name="Beginning">What a word begins with: the last one typed, which may not have been finished. Null: too little of it was.</param>
public sealed record Asked(IReadOnlyList<string> Words, string? Beginning)
{
    public const int Longest = 200, MostWords = 12, ShortestWord = 2, ShortestBeginning = 3;

    public static Asked Of(string typed)
    {
        var words = TermRule.In(typed).Select(t => t.Folded).ToList();
        return words is [.. var before, { Length: >= ShortestBeginning } last]
            ? new([.. before.Where(w => w != last).Distinct()], last)
            : new([.. words.Distinct()], null);
    }

    /// <summary>Nothing to look for: a letter alone stands in everything.</summary>
    public bool TooLittle => Beginning is null && !Words.Any(w => w.Length >= ShortestWord);

    public bool TooMuch => Words.Count + (Beginning is null ? 0 : 1) > MostWords;

    /// <summary>Whether a word of a text is one of these.</summary>
    public bool Finds(string folded) => Words.Contains(folded) || Beginning is { } beginning && folded.StartsWith(beginning, StringComparison.Ordinal);
}
