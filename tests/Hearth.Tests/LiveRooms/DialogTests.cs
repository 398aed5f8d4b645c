using Hearth.Html;
using Hearth.LiveRooms.Pages;
using Hearth.Tests.Html;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hearth.Tests.LiveRooms;

/// <summary>What opens over the room when somebody has a hard moment in it.</summary>
public class DialogTests
{
    [Fact]
    public async Task A_line_that_only_takes_texts_is_texted_and_never_called()
    {
        await using var host = await SmallHost.StartAsync();
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ProgramCard>().Fill("A program", "218-555-0142", "8 am to 8 pm", "UTC", "en",
            [new("988 Lifeline", "988", Texts: true), new("Crisis Text Line", "741741", Texts: true, Calls: false), new("Emergency", "911", Emergency: true)]);
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<RoomDialogs>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Session"] = Guid.NewGuid() }))).ToHtmlString());
        Assert.Contains("href=\"sms:741741\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"tel:741741\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:988\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:911\"", html, StringComparison.Ordinal);
    }
}
