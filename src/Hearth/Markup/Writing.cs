using System.Globalization;
using System.Text.RegularExpressions;
using Hearth.Markup.Rules;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;

namespace Hearth.Markup;

/// <summary>What people wrote, read once and for every place where it is shown. On a page and in a fragment: <see cref="Written"/>.</summary>
public static partial class Writing
{
    /// <summary>Of more than this the marks are not read. No form takes as much.</summary>
    internal const int Longest = 20_000;

    /// <summary>
    /// The words alone, on one line: for notices, titles and previews. For a person's eyes all the same: it is what somebody wrote,
    /// and goes into no log, address or e-mail.
    /// </summary>
    /// <param name="longest">Cut after so many characters, at the end of a word if one is near.</param>
    public static string Plain(string text, int longest = int.MaxValue)
    {
        var line = Gaps.Replace(Unseen.Replace(Render(text, html: false, _ => ""), ""), " ").Trim();
        if (line.Length <= longest) return line;
        // What is seen as one letter is not cut through.
        var end = 0;
        while (end + StringInfo.GetNextTextElementLength(line, end) is var next && next < longest) end = next;
        var word = line.LastIndexOf(' ', end, Math.Min(end, 20));
        return line[..(word > 0 ? word : end)].TrimEnd() + "…";
    }

    internal static string Html(string text, Func<Address, string> wayTo) => Render(text, html: true, wayTo);

    private static string Render(string text, bool html, Func<Address, string> wayTo)
    {
        if (text.Length > Longest) return Render(Markdown.Parse(text, Marks.AsTyped), html, wayTo);
        try
        {
            return Render(Markdown.Parse(text, Marks.Read), html, wayTo);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // What the library says to text that nobody means: nested without end, or a host that cannot be. No reader loses a page by it.
            return Render(Markdown.Parse(text, Marks.AsTyped), html, wayTo);
        }
    }

    private static string Render(MarkdownDocument document, bool html, Func<Address, string> wayTo)
    {
        using var words = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new HtmlRenderer(words) { EnableHtmlForBlock = html, EnableHtmlForInline = html, EnableHtmlEscape = html, MaximumNestingDepth = Marks.Read.MaximumNestingDepth };
        renderer.ObjectRenderers.Clear();
        renderer.ObjectRenderers.AddRange(
        [
            new ParagraphRenderer(), new QuoteBlockRenderer(), new ListWriter(), new LiteralInlineRenderer(), new LineBreakInlineRenderer(), new EmphasisInlineRenderer(),
            new DelimiterInlineRenderer(), // a mark that came to nothing
            new LinkWriter(wayTo), new BracketedAddressWriter(wayTo),
        ]);
        renderer.Render(document);
        return words.ToString();
    }

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Gaps { get; }

    /// <summary>What turns the direction of letters round: in a page it ends with its paragraph, here it would turn others' words.</summary>
    [GeneratedRegex(@"[\u202a-\u202e\u2066-\u2069]")]
    private static partial Regex Unseen { get; }
}
