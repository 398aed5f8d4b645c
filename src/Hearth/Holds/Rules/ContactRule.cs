using System.Text.RegularExpressions;

namespace Hearth.Holds.Rules;

/// <summary>
/// Does a text say how to reach somebody outside of the program? Addresses, telephone numbers, links into messengers, names on other
/// services. To talk about such a service is nothing; dates, amounts and the program's own numbers are nothing either.
/// </summary>
public static partial class ContactRule
{
    private const string Services = "instagram|insta|ig|snapchat|snap|telegram|tiktok|discord|whatsapp|facebook|messenger|kik|skype|wechat|viber|twitter|reddit|linkedin|signal";

    /// <param name="ours">Numbers and lines of the program: digits of what anybody may write.</param>
    /// <param name="names">Chosen names in the program: "@June" speaks to June, and is no name elsewhere.</param>
    public static bool Finds(string text, IEnumerable<string> ours, IEnumerable<string> names)
    {
        var open = Unseen.Replace(text, "");
        if (mail.IsMatch(open) || hiddenMail.IsMatch(open) || link.IsMatch(open) || onService.IsMatch(open)) return true;
        var own = ours.Select(Digits).Where(d => d.Length > 0).ToHashSet();
        if (Number.Matches(Date.Replace(open, " ; ")).Select(m => Digits(m.Value)).Any(d => d.Length is >= 7 and <= 15 && !own.Contains(d) && !own.Contains(d.TrimStart('1')))) return true;
        var known = names.ToList();
        return Handle.Matches(open).Any(m => !known.Exists(n => Speaks(open.AsSpan(m.Groups["name"].Index), n)));
    }

    private static bool Speaks(ReadOnlySpan<char> to, string name) =>
        to.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (to.Length == name.Length || !char.IsLetterOrDigit(to[name.Length]) && to[name.Length] != '_');

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    // Without backtracking: what somebody made up to be slow to read takes as long as anything else.
    private static readonly Regex mail = Fast(@"[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+");

    private static readonly Regex hiddenMail = Fast(@"[\p{L}\p{N}._%+-]\s*[\(\[{]\s*(at|arroba)\s*[\)\]}]\s*[\p{L}\p{N}]|[\p{L}\p{N}._%+-] (at|arroba) [\p{L}\p{N}-]+ ?(\.|dot|punto) ?(com|org|net|es|mx|edu)\b");

    private static readonly Regex link = Fast(@"\b(wa\.me|t\.me|telegram\.me|discord\.gg|discord(app)?\.com|m\.me|(chat\.|api\.)?whatsapp\.com|signal\.(me|group)|snapchat\.com|instagram\.com|facebook\.com|fb\.me|messenger\.com|kik\.me|line\.me|join\.skype\.com|tiktok\.com|linkedin\.com/in|zoom\.us/j|meet\.google\.com|linktr\.ee)\b");

    private static readonly Regex onService = Fast(@"\b(add|find|text|message|msg|dm|write|call|follow|reach|hit|agr[eé]game|b[uú]scame|escr[ií]beme|ll[aá]mame|s[ií]gueme|encu[eé]ntrame)\s+(me\s+|to me\s+)?(up\s+)?(on|at|over|via|by|through|in|en|por)\s+(my\s+|mi\s+)?(" + Services + @")\b|\b(my|mi)\s+(" + Services + @")\s*(is|es|name|handle|user(name)?|id|account|cuenta|usuario|:|=)|\b(" + Services + @")\s*[:=]\s*\S|\b(whatsapp|dm|msg) me\b");

    // Each looks at a few letters at the most.
    [GeneratedRegex(@"\p{Cf}")]
    private static partial Regex Unseen { get; }

    [GeneratedRegex(@"(?<![\p{L}\p{N}])[+(]?\d[\d\s().\-/·]{5,24}\d(?![\p{L}\p{N}])")]
    private static partial Regex Number { get; }

    [GeneratedRegex(@"(?<!\d)(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?!\d)")]
    private static partial Regex Date { get; }

    [GeneratedRegex(@"(?<![\p{L}\p{N}@/.])@(?<name>[\p{L}\p{N}_][\p{L}\p{N}_.]{2,29})")]
    private static partial Regex Handle { get; }

    private static Regex Fast(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
