using AngleSharp.Html.Dom;
using Ganss.Xss;

namespace Hearth.Markup;

/// <summary>
/// The second wall: of the HTML that was made of what somebody wrote, only this remains, whatever the first wall (the few marks
/// that are read at all) let through.
/// </summary>
internal static class Allowed
{
    /// <summary>Where every link leads.</summary>
    public const string Leaving = "/leaving/";

    /// <summary>The elements, and what each may bear.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Elements = new Dictionary<string, string[]>
    {
        ["p"] = [], ["br"] = [], ["em"] = [], ["strong"] = [], ["blockquote"] = [], ["ul"] = [], ["ol"] = [], ["li"] = ["value"], ["a"] = ["href"],
    };

    // Asked by many at once, and never changed after this.
    private static readonly HtmlSanitizer sanitizer = Make();

    public static IHtmlDocument Of(string html) => sanitizer.SanitizeDom(html);

    private static HtmlSanitizer Make()
    {
        var made = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = Elements.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = Elements.Values.SelectMany(a => a).ToHashSet(StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
        });
        made.FilterUrl += (_, link) => link.SanitizedUrl = link.OriginalUrl.StartsWith(Leaving, StringComparison.Ordinal) ? link.OriginalUrl : null;
        return made;
    }
}
