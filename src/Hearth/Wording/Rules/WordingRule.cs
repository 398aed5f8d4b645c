using System.Text.RegularExpressions;

namespace Hearth.Wording.Rules;

/// <summary>Something that many would say in another way.</summary>
/// <param name="Said">A pattern of whole words.</param>
/// <param name="Instead">What can stand in its place; <c>$1</c> is a part of what was said.</param>
public sealed record Entry(string Said, string Instead);

/// <summary>An offer about one text.</summary>
/// <param name="Found">As it stands there.</param>
public sealed record Offer(string Found, string Instead);

/// <summary>
/// Person-first words, offered and never more: nothing is held up, changed or kept about it. Quotes are somebody else's words and are
/// left alone, and so is what stands in an address. The client reads the same table in the same way (client/wording.ts).
/// </summary>
public sealed class WordingRule(IEnumerable<Entry> table)
{
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(1);

    private readonly (Regex Said, string Instead)[] entries =
        [.. table.Select(e => (new Regex($@"(?<![\p{{L}}\p{{N}}/_-])(?:{e.Said})(?![\p{{L}}\p{{N}}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, longest), e.Instead))];

    /// <summary>Each once, in the order of the table.</summary>
    public IReadOnlyList<Offer> In(string text)
    {
        List<Offer> offers = [];
        var rest = OwnLines(text);
        foreach (var (said, instead) in entries)
        {
            if (said.Match(rest) is not { Success: true } found) continue;
            offers.Add(new(found.Value, Cased(found, instead)));
            // What a longer one has said is not said again by a shorter one.
            rest = said.Replace(rest, "\n");
        }
        return offers;
    }

    /// <summary>The text with an offer taken: wherever the same was said, except where somebody is quoted.</summary>
    public string Take(string text, Offer offer)
    {
        foreach (var (said, instead) in entries)
            if (said.Match(offer.Found) is { Success: true, Index: 0 } whole && whole.Length == offer.Found.Length)
                return string.Join('\n', text.Split('\n').Select(line => IsQuote(line) ? line : said.Replace(line, found => Cased(found, instead))));
        return text;
    }

    private static string OwnLines(string text) => string.Join('\n', text.Split('\n').Where(line => !IsQuote(line)));

    private static bool IsQuote(string line) => line.TrimStart().StartsWith('>');

    private static string Cased(Match found, string instead)
    {
        var said = found.Result(instead);
        return char.IsUpper(found.Value[0]) ? char.ToUpperInvariant(said[0]) + said[1..] : said;
    }
}
