using System.Collections.Concurrent;

namespace Hearth.Browser.Journeys;

/// <summary>Each page that somebody of a role can come to, for every body: see <see cref="EveryBody"/>.</summary>
public sealed class EveryBodyPages(Chromium chromium, NoScriptPages.House house) : IClassFixture<NoScriptPages.House>
{
    // Made of the same parts as a page that was looked at, for whichever role: it would be found the same.
    private static readonly ConcurrentDictionary<string, bool> seen = new();

    private const string Shape = """
        () => Array.from(new Set(Array.from(document.body.querySelectorAll("*")).map((el) => [el.parentElement.localName, el.parentElement.className, el.localName, el.className?.baseVal ?? el.className,
            ...Array.from(el.attributes, (a) => /^(aria-(?!label)|role|hidden|disabled|type|name)/.test(a.name) ? a.name + "=" + (/^[0-9a-f-]{32,}$/.test(a.value) ? "" : a.value) : a.name)].join(" ")))).sort().join("\n")
        """;

    [Theory]
    [InlineData("wren"), InlineData("kit"), InlineData("ruth"), InlineData("sol"), InlineData("idris"), InlineData("leila"), InlineData("anand"), InlineData("noor"), InlineData("ada")]
    public async Task Every_page_of_a_role_is_for_every_body(string host)
    {
        await using var guest = await Guest.InviteAsync(chromium, house.Demo.Address, host, ColorAndTone.All[0]);
        await guest.ThroughTheDoorAsync();
        var faults = new List<string>();
        await LinkWalk.EachPageAsync(guest, async (path, _) =>
        {
            if (seen.TryAdd(await guest.Page.EvaluateAsync<string>(Shape), true)) faults.AddRange((await EveryBody.FaultsAsync(guest.Page)).Select(f => $"{path}: {f}"));
        });
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(guest.Complaints);
    }

    [Fact]
    public async Task What_leaves_somebody_out_is_found()
    {
        await using var context = await chromium.PersonAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<html lang='en'><title>Fine</title><main><h1>Fine</h1><p>Words.</p></main></html>");
        Assert.Empty(await EveryBody.FaultsAsync(page));
        await page.SetContentAsync("""
            <html lang="en"><title>Not</title><style>@keyframes go { to { opacity: 0 } } .x { animation: go 9s infinite } .d { background: #fff; color: #000 } @media (prefers-color-scheme: dark) { .d { color: #ddd } }</style>
            <main><h1>Not</h1><p style="color: #bbb; background: #fff">Pale</p><p class="d">Pale at night</p><input><p class="x">Moves</p><p style="width: 400px">Wide</p><p style="height: 20px; width: 60px; overflow: hidden">Words that are cut off</p></main></html>
            """);
        var faults = await EveryBody.FaultsAsync(page);
        foreach (var fault in (string[])["light: color-contrast", "dark: color-contrast", "light: label", "moves: <p", "at 320 px,", "cut off: <p"])
            Assert.Contains(faults, f => f.Contains(fault, StringComparison.Ordinal));
    }
}
