using System.Collections.Concurrent;
using Hearth.Html;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Hearth.Tests.Html;

/// <summary>A kind of stream whose door opens for whomever a test lets in, and a frame that echoes.</summary>
internal static class TestStreams
{
    private static readonly ConcurrentDictionary<(string Talk, Guid Person), bool> letIn = new();

    public static void Add(IServiceCollection services)
    {
        services.AddStream("test/{talk}/words", (_, viewer, values) => Task.FromResult(letIn.ContainsKey((values["talk"], viewer.PersonId))));
        services.AddStream("session/{talk}/test", (_, _, _) => Task.FromResult(true));
        services.AddFrame("test-echo", call => Task.FromResult<object?>(new { call.Viewer.Name, call.Json }));
    }

    public static string New(params Member[] members)
    {
        var talk = Guid.NewGuid().ToString("N");
        foreach (var member in members) letIn[(talk, member.PersonId)] = true;
        return $"test/{talk}/words";
    }

    public static void PutOut(string stream, Member member) => Assert.True(letIn.TryRemove((stream.Split('/')[1], member.PersonId), out _));
}

/// <summary>The smallest thing that can be pushed.</summary>
internal sealed class SaidLine : ComponentBase
{
    [Parameter] public string Said { get; set; } = "";

    protected override void BuildRenderTree(RenderTreeBuilder page)
    {
        page.OpenElement(0, "p");
        page.AddAttribute(1, "id", "said");
        page.AddContent(2, Said);
        page.CloseElement();
    }
}

/// <summary>One of our own sentences, pushed.</summary>
internal sealed class SaidSentence : ComponentBase
{
    [Inject] private IStringLocalizer<Words> L { get; set; } = default!;

    protected override void BuildRenderTree(RenderTreeBuilder page)
    {
        page.OpenElement(0, "p");
        page.AddAttribute(1, "id", "said");
        page.AddContent(2, L["Hide page"]);
        page.CloseElement();
    }
}
