using Hearth.Html;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Hearth.Tests.Html;

public class KitTests
{
    private static readonly Refusal Refused = new("Please look again.", new Dictionary<string, string> { ["Phone"] = "Ten digits, please." },
        new FormCollection(new Dictionary<string, StringValues> { ["Phone"] = "<218", ["Place"] = "else" }));

    [Fact]
    public async Task A_refused_field_shows_what_was_typed_and_why()
    {
        var html = await RenderAsync<TextField>(Refused, new() { ["Name"] = "Phone", ["Label"] = "Number", ["Value"] = "stored" });
        Assert.Contains("value=\"&lt;218\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"f-Phone-e\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"f-Phone-e\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#f-Phone\"", await RenderAsync<ErrorSummary>(Refused, []), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_taken_before_the_refusal_stays_taken()
    {
        Choice[] options = [new("home", "Home"), new("else", "Somewhere else")];
        var fresh = await RenderAsync<ChoiceList>(null, new() { ["Name"] = "Place", ["Label"] = "Where?", ["Options"] = options, ["Value"] = "home" });
        var again = await RenderAsync<ChoiceList>(Refused, new() { ["Name"] = "Place", ["Label"] = "Where?", ["Options"] = options, ["Value"] = "home" });
        Assert.Matches("value=\"home\" checked", fresh);
        Assert.Matches("value=\"else\" checked", again);
        Assert.DoesNotMatch("value=\"home\" checked", again);
    }

    [Fact]
    public async Task A_password_never_comes_back()
    {
        var typed = new Refusal("No.", new Dictionary<string, string>(), new FormCollection(new Dictionary<string, StringValues> { ["Password"] = "correct horse" }));
        var html = await RenderAsync<TextField>(typed, new() { ["Name"] = "Password", ["Label"] = "Password", ["Type"] = "password" });
        Assert.Contains("type=\"password\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("correct horse", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pebble_is_the_same_everywhere_and_all_six_tones_are_used()
    {
        var keys = Enumerable.Range(0, 200).Select(i => new Guid(i, 7, 7, 1, 2, 3, 4, 5, 6, 7, 8)).ToList();
        Assert.Equal(keys.Select(Pebble.Tone), keys.Select(Pebble.Tone));
        Assert.Equal([1, 2, 3, 4, 5, 6], keys.Select(Pebble.Tone).Distinct().Order());
    }

    private static async Task<string> RenderAsync<T>(Refusal? refusal, Dictionary<string, object?> parameters) where T : IComponent
    {
        await using var host = await SmallHost.StartAsync();
        await using var scope = host.Services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<CascadingValue<Refusal>>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            ["Value"] = refusal,
            ["ChildContent"] = (RenderFragment)(page =>
            {
                page.OpenComponent<T>(0);
                foreach (var (name, value) in parameters) page.AddComponentParameter(1, name, value);
                page.CloseComponent();
            }),
        }))).ToHtmlString());
    }
}
