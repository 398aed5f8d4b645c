using Hearth.Database;
using Hearth.Demo;
using Hearth.Html;
using Microsoft.Playwright;

namespace Hearth.Browser.Journeys;

/// <summary>Each page that somebody of a role can come to by links, without a script.</summary>
public sealed class NoScriptPages(Chromium chromium, NoScriptPages.House house) : IClassFixture<NoScriptPages.House>
{
    // What presses nothing: a button that is neither a form's nor opens something that the browser opens by itself.
    private const string DeadButtons = """
        () => Array.from(document.querySelectorAll("button")).filter((b) => b.checkVisibility() && b.type !== "submit" && b.type !== "reset"
            && !b.hasAttribute("popovertarget") && !(b.hasAttribute("command") && b.hasAttribute("commandfor")))
          .concat(Array.from(document.querySelectorAll("button[type=submit]")).filter((b) => b.checkVisibility() && !b.form))
          .map((b) => b.outerHTML.slice(0, 120))
        """;

    /// <summary>One demo for all who only look.</summary>
    public sealed class House : IAsyncLifetime
    {
        public LiveDemo Demo { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Demo = await LiveDemo.OpenAsync();

        public ValueTask DisposeAsync() => Demo.DisposeAsync();
    }

    [Theory]
    [InlineData("wren"), InlineData("kit"), InlineData("ruth"), InlineData("sol"), InlineData("idris"), InlineData("leila"), InlineData("anand"), InlineData("noor"), InlineData("ada")]
    public async Task Every_link_of_a_role_leads_to_a_page_that_stands_without_a_script(string host)
    {
        await using var guest = await ComeAsync(chromium, house.Demo, host);
        var faults = new List<string>();
        var kinds = await LinkWalk.EachPageAsync(guest, async (path, status) =>
            faults.AddRange(status != 200 ? [$"{path} answers {status}"] : (await FaultsAsync(guest.Page)).Select(f => $"{path}: {f}")));
        Assert.Empty(faults);
        var who = DemoCast.Everybody.Single(p => p.Host == guest.Host);
        Assert.Superset(Place.For(who.Signed ? who.Role : Role.Participant).Where(_ => who.Signed).Select(p => p.Href).Append("/hard-moment").ToHashSet(), kinds.Keys.ToHashSet());
        Assert.True(kinds.Count >= (who.Signed ? 7 : 3));
    }

    [Fact]
    public async Task A_dead_button_is_found()
    {
        await using var wren = await ComeAsync(chromium, house.Demo, "wren");
        await wren.Page.GotoAsync($"{wren.Home}/today");
        Assert.Empty(await FaultsAsync(wren.Page));
        await wren.Page.EvaluateAsync("() => document.querySelector('main').append(Object.assign(document.createElement('button'), { type: 'button', textContent: 'Nothing' }))");
        Assert.Contains("presses nothing", Assert.Single(await FaultsAsync(wren.Page)), StringComparison.Ordinal);
        await wren.Page.EvaluateAsync("() => document.querySelectorAll('main h1').forEach((h) => h.remove())");
        Assert.Equal(2, (await FaultsAsync(wren.Page)).Count);
    }

    internal static async Task<List<string>> FaultsAsync(IPage page)
    {
        var faults = (await page.EvaluateAsync<string[]>(DeadButtons)).Select(b => $"presses nothing: {b}").ToList();
        var headings = await page.EvaluateAsync<int>("() => Array.from(document.querySelectorAll('h1')).filter((h) => h.checkVisibility() && h.textContent.trim() !== '').length");
        if (headings != 1) faults.Add($"has {headings} headings of the first order");
        if (await page.EvaluateAsync<int>("() => Array.from(document.querySelectorAll('main')).filter((m) => m.checkVisibility()).length") != 1) faults.Add("has not one main part");
        return faults;
    }

    internal static async Task<Guest> ComeAsync(Chromium chromium, LiveDemo demo, string host)
    {
        var guest = await Guest.InviteAsync(chromium, demo.Address, host, ColorAndTone.All[0], options: new() { JavaScriptEnabled = false });
        await guest.ThroughTheDoorAsync();
        return guest;
    }
}
