using System.Text.RegularExpressions;

namespace Hearth.Messages.Rules;

/// <summary>
/// Whether words lead to another place to talk: a number, an address, a name on some network. For a word of caution beside the box, and
/// nothing else: nothing is kept back, counted or told. The same patterns are read by the page's script, so they use only what both know.
/// </summary>
public static partial class ContactRule
{
    // A number of seven digits and more, grouped as people do. An address. A handle. A network by its name. An offer.
    private const string Number = @"\+?\d(?:[\s().-]{0,2}\d){6,}";
    private const string Address = @"[^\s@]+@[^\s@]+\.[a-z]{2,}";
    private const string Handle = @"(?:^|\s)@[a-z0-9._]{3,}";
    private const string Network = @"\b(?:whats\s?app|instagram|insta|snap\s?chat|telegram|discord|tiktok|facebook|messenger|kik|venmo|cash\s?app|onlyfans|t\.me|wa\.me)\b";
    private const string Offer = @"\b(?:my (?:number|cell|phone number)|text me|call me at|add me on|dm me|mi número|escríbeme a|llámame al)";

    /// <summary>All of it as one pattern, to be read without regard to case.</summary>
    public const string Joined = Number + "|" + Address + "|" + Handle + "|" + Network + "|" + Offer;

    [GeneratedRegex(Joined, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex LeadsElsewhere { get; }

    public static bool Finds(string words) => LeadsElsewhere.IsMatch(words);
}
