using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Hearth.Database;
using Hearth.Markup;
using Hearth.Markup.Rules;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hearth.Tests.Markup;

/// <summary>Written text as a browser reads it.</summary>
public sealed record Shown(string Html, IElement Root)
{
    /// <summary>Without what is different each time, and what every paragraph bears.</summary>
    public string Bare => Regex.Replace(Regex.Replace(Root.InnerHtml, "/leaving/[A-Za-z0-9_-]+", "…"), " dir=\"auto\"|\n", "");

    public string Words => Root.TextContent;

    public static async Task<Shown> AsAsync(IServiceProvider services, Guid program, string text)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ProgramScope>().Enter(program);
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Written>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Text"] = text }))).ToHtmlString());
        return Of(html);
    }

    public static Shown Of(string html) => new(html, new HtmlParser().ParseDocument(html).Body!.FirstElementChild!);

    /// <summary>Where its links lead.</summary>
    public IEnumerable<Address?> Ways(IServiceProvider services, Guid program) =>
        Root.QuerySelectorAll("a").Select(a => services.GetRequiredService<WaysOut>().Open(program, a.GetAttribute("href")!["/leaving/".Length..]));

    /// <summary>Each thing in it that written text never holds. Said again, apart from the list that the house itself goes by.</summary>
    public static IEnumerable<string> Faults(IElement root)
    {
        if (root is not { LocalName: "div", ClassName: "written" } || root.Attributes.Length != 1) yield return "it is no written text";
        foreach (var element in root.QuerySelectorAll("*"))
        {
            if (element.NamespaceUri != "http://www.w3.org/1999/xhtml" || !Regex.IsMatch(element.LocalName, "^(p|br|em|strong|blockquote|ul|ol|li|a)$")) yield return $"<{element.LocalName}>";
            foreach (var attribute in element.Attributes)
            {
                var may = (element.LocalName, attribute.Name) switch
                {
                    ("a", "href") => Regex.IsMatch(attribute.Value, "^/leaving/[A-Za-z0-9_-]+$"),
                    ("li", "value") => Regex.IsMatch(attribute.Value, "^[0-9]+$"),
                    ("p" or "li" or "a", "dir") => attribute.Value == "auto",
                    _ => false,
                };
                if (!may) yield return $"{attribute.Name}=\"{attribute.Value}\" on <{element.LocalName}>";
            }
            if (element.LocalName == "a" && element.QuerySelector("a") is not null) yield return "a link in a link";
        }
    }
}
