using System.Globalization;
using Hearth.Markup.Rules;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Hearth.Markup;

/// <summary>Points keep the numbers that were typed: whoever counts down means it.</summary>
internal sealed class ListWriter : HtmlObjectRenderer<ListBlock>
{
    protected override void Write(HtmlRenderer renderer, ListBlock list)
    {
        var (html, tag, loose) = (renderer.EnableHtmlForBlock, list.IsOrdered ? "ol" : "ul", renderer.ImplicitParagraph);
        renderer.EnsureLine();
        if (html) renderer.WriteLine($"<{tag}>");
        var next = 1;
        foreach (var item in list.Cast<ListItemBlock>())
        {
            var number = item.Order.ToString(CultureInfo.InvariantCulture);
            renderer.EnsureLine();
            if (html) renderer.Write(list.IsOrdered && item.Order != next ? $"<li value=\"{number}\">" : "<li>");
            else renderer.Write(list.IsOrdered ? number + ". " : "• ");
            renderer.ImplicitParagraph = !list.IsLoose;
            renderer.WriteChildren(item);
            renderer.ImplicitParagraph = loose;
            if (html) renderer.WriteLine("</li>");
            next = item.Order + 1;
        }
        if (html) renderer.WriteLine($"</{tag}>");
        renderer.EnsureLine();
    }
}

/// <summary>A link leads to the page that asks before it. What cannot be one stays words, its address beside them.</summary>
internal sealed class LinkWriter(Func<Address, string> wayTo) : HtmlObjectRenderer<LinkInline>
{
    protected override void Write(HtmlRenderer renderer, LinkInline link)
    {
        var address = Address.Of(link.Url ?? "");
        var html = renderer.EnableHtmlForInline && address is not null;
        if (html) renderer.Write("<a href=\"").WriteEscape(wayTo(address!)).Write("\">");
        renderer.WriteChildren(link);
        // Something has to be pressed, and read.
        if (link.FirstChild is null && address is not null) renderer.WriteEscape(address.Host);
        if (html) renderer.Write("</a>");
        if (address is null && !link.IsAutoLink) renderer.WriteEscape($" ({link.Url})");
        if (link.Title is { Length: > 0 }) renderer.WriteEscape($" ({link.Title})");
    }
}

/// <summary>An address in angle brackets, as mail programs write it.</summary>
internal sealed class BracketedAddressWriter(Func<Address, string> wayTo) : HtmlObjectRenderer<AutolinkInline>
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline link)
    {
        var address = link.IsEmail ? null : Address.Of(link.Url);
        if (address is null) renderer.WriteEscape($"<{link.Url}>");
        else if (renderer.EnableHtmlForInline) renderer.Write("<a href=\"").WriteEscape(wayTo(address)).Write("\">").WriteEscape(link.Url).Write("</a>");
        else renderer.WriteEscape(link.Url);
    }
}
