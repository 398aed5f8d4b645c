using AngleSharp.Dom;
using Hearth.Database;
using Hearth.Markup.Rules;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Hearth.Markup;

/// <summary>
/// What somebody wrote, on a page or in a fragment that is pushed. Drawn element by element from what the second wall let through,
/// so that here too nothing that was typed is ever taken for markup.
/// </summary>
public sealed class Written : ComponentBase
{
    [Parameter, EditorRequired] public string Text { get; set; } = "";

    /// <summary>Whom the writer named, by the names that count: an @ before any other is a letter.</summary>
    [Parameter] public IReadOnlyCollection<string> Named { get; set; } = [];

    [Inject] private ProgramScope Scope { get; set; } = default!;
    [Inject] private WaysOut WaysOut { get; set; } = default!;

    protected override void BuildRenderTree(RenderTreeBuilder page)
    {
        var html = Writing.Html(Text, address => WaysOut.PathTo(Scope.Program, address));
        page.OpenElement(0, "div");
        page.AddAttribute(1, "class", "written");
        foreach (var part in Allowed.Of(html).Body!.ChildNodes) Draw(page, part);
        page.CloseElement();
    }

    private void Draw(RenderTreeBuilder page, INode part)
    {
        if (part is not IElement element)
        {
            Say(page, part.TextContent, part.ParentElement?.LocalName == "a" ? [] : MentionRule.In(part.TextContent, Named));
            return;
        }
        page.OpenElement(3, element.LocalName);
        foreach (var name in Allowed.Elements[element.LocalName]) page.AddAttribute(4, name, element.GetAttribute(name));
        // Each is read in the direction of its own words, and turns nobody else's.
        if (element.LocalName is "p" or "li" or "a") page.AddAttribute(5, "dir", "auto");
        foreach (var inner in element.ChildNodes) Draw(page, inner);
        page.CloseElement();
    }

    /// <summary>Letters, and whoever is named in them.</summary>
    private static void Say(RenderTreeBuilder page, string text, IReadOnlyList<MentionRule.Named> named)
    {
        var from = 0;
        foreach (var one in named)
        {
            page.AddContent(2, text[from..one.Start]);
            page.OpenElement(6, "b");
            page.AddAttribute(7, "class", "named");
            page.AddContent(8, text.Substring(one.Start, one.Length));
            page.CloseElement();
            from = one.Start + one.Length;
        }
        page.AddContent(2, text[from..]);
    }
}
