using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Hearth.Html;

namespace Hearth.Tests.Walls;

/// <summary>What every page must keep, whoever asked for it. Each rule answers with what breaks it.</summary>
internal static partial class PageRules
{
    public static IEnumerable<string> Inline(Visited page)
    {
        foreach (var element in page.Document.All)
        {
            if (element.HasAttribute("style")) yield return $"{page.Path}: style on <{element.LocalName}>";
            foreach (var attribute in element.Attributes.Where(a => a.Name.StartsWith("on", StringComparison.Ordinal))) yield return $"{page.Path}: {attribute.Name} on <{element.LocalName}>";
            if (element.LocalName == "style") yield return $"{page.Path}: <style>";
            if (element.LocalName == "script" && (!element.HasAttribute("src") || element.TextContent.Trim().Length > 0)) yield return $"{page.Path}: <script> with words in it";
            if (element.LocalName is "iframe" or "object" or "embed" or "base") yield return $"{page.Path}: <{element.LocalName}>";
        }
        foreach (var comment in page.Document.Descendants<IComment>()) yield return $"{page.Path}: a comment, {comment.Data.Trim()}";
    }

    private static readonly string[] addresses = ["href", "src", "srcset", "action", "formaction", "poster", "data", "ping", "cite", "manifest", "background", "xlink:href", "content"];

    public static IEnumerable<string> Foreign(Visited page)
    {
        foreach (var element in page.Document.All)
            foreach (var name in addresses)
            {
                var value = element.GetAttribute(name)?.Trim();
                if (value is not null && Elsewhere.IsMatch(value) && !IsWayOut(page, element)) yield return $"{page.Path}: <{element.LocalName} {name}=\"{value}\">";
            }
    }

    /// <summary>The one link that leads out: on the page that says where, and it takes nothing along.</summary>
    private static bool IsWayOut(Visited page, IElement element) =>
        page.Path.StartsWith("/leaving/", StringComparison.Ordinal) && element is { LocalName: "a" } && element.GetAttribute("rel") == "noopener noreferrer external"
        && element.GetAttribute("referrerpolicy") == "no-referrer" && Regex.IsMatch(element.GetAttribute("href")!, "^https?://");

    // A phone call and a text leave the page by a person's own hand.
    [GeneratedRegex("""^\s*(//|\\|(?!tel:|sms:)[a-z][a-z0-9+.-]*:)|url\(""", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere { get; }

    public static IEnumerable<string> Headers(Visited page)
    {
        (string Name, string Value)[] wanted =
        [
            ("Content-Security-Policy", SecurityHeaders.ContentPolicy), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"), ("Cache-Control", "no-store"),
            ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"), ("Strict-Transport-Security", "max-age=31536000"), ("Permissions-Policy", SecurityHeaders.Permissions),
        ];
        foreach (var (name, value) in wanted)
            if (!page.Answer.Headers.TryGetValues(name, out var said) || said.Single() != value) yield return $"{page.Path}: {name} is not as it must be";
        foreach (var cookie in page.Answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
            if (!cookie.StartsWith("__Host-", StringComparison.Ordinal) || !cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase) || !cookie.Contains("secure", StringComparison.OrdinalIgnoreCase) || !cookie.Contains("samesite=", StringComparison.OrdinalIgnoreCase))
                yield return $"{page.Path}: the cookie {cookie.Split('=')[0]}";
    }

    /// <summary>Help is on every page: a way to a human, or the page that has them all.</summary>
    public static IEnumerable<string> Help(Visited page)
    {
        if (page.Document.QuerySelector("a[href='/hard-moment'], a[href^='tel:']") is null && !page.Document.Body!.TextContent.Contains("in danger now", StringComparison.Ordinal))
            yield return $"{page.Path}: nobody to reach";
    }

    /// <summary>Titles stand in tabs, histories and the list of windows, for anybody who holds the device.</summary>
    public static IEnumerable<string> Titles(Visited page, IEnumerable<string> names)
    {
        var title = page.Document.Title ?? "";
        if (title.Length == 0) yield return $"{page.Path}: no title";
        if (title.Length > 40) yield return $"{page.Path}: a title that tells, {title}";
        foreach (var name in names.Where(n => Regex.IsMatch(title + " " + page.Path, $@"\b{Regex.Escape(n)}\b", RegexOptions.IgnoreCase))) yield return $"{page.Path}: {name} in the title or the address";
    }
}
