using AngleSharp.Dom;
using Hearth.Database;
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

    private static void Draw(RenderTreeBuilder page, INode part)
    {
        if (part is not IElement element)
        {
            page.AddContent(2, part.TextContent);
            return;
        }
        page.OpenElement(3, element.LocalName);
        foreach (var name in Allowed.Elements[element.LocalName]) page.AddAttribute(4, name, element.GetAttribute(name));
        // Each is read in the direction of its own words, and turns nobody else's.
        if (element.LocalName is "p" or "li" or "a") page.AddAttribute(5, "dir", "auto");
        foreach (var inner in element.ChildNodes) Draw(page, inner);
        page.CloseElement();
    }
}
