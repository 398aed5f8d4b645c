using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.SignIn;

/// <summary>AC-16. Somebody comes into the room: one press, and whoever looks at the device afterwards finds kitchen measures.</summary>
public sealed class HidingJourneyTests(Chromium chromium)
{
    private const string Left = """
        (async () => ({
          local: localStorage.length, session: sessionStorage.length,
          bases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
          workers: (await navigator.serviceWorker.getRegistrations()).length, cookies: document.cookie,
        }))()
        """;

    [Fact]
    public async Task AC_16_Nothing_is_left_but_a_dull_page()
    {
        await using var host = new SignInHost();
        await using var context = await chromium.PersonAsync();
        await context.AddCookiesAsync([await host.InviteAsync("Wren", signed: true)]);
        var page = await context.NewPageAsync();
        await Authenticators.GiveKeyAsync(page);
        await page.GotoAsync(host.Address + "/factors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up a passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();
        await page.GotoAsync(host.Address + "/today");
        var second = await context.NewPageAsync(); // another tab is open, too
        await second.GotoAsync(host.Address + "/account");
        Assert.NotEmpty(await context.CookiesAsync()); // and there is something to be found
        await page.EvaluateAsync("localStorage.setItem('planted', '1'); sessionStorage.setItem('planted', '1')");
        var before = await page.EvaluateAsync<int>("history.length");

        await page.GetByRole(AriaRole.Button, new() { Name = "Hide page" }).ClickAsync();
        await page.WaitForURLAsync("**/page");
        await second.WaitForURLAsync("**/page");
        foreach (var tab in (IPage[])[page, second])
        {
            await Expect(tab.GetByRole(AriaRole.Heading, new() { Name = "Kitchen measures" })).ToBeVisibleAsync();
            Assert.Equal("Kitchen measures", await tab.TitleAsync());
            var left = await tab.EvaluateAsync<Dictionary<string, object>>(Left);
            Assert.All(left, one => Assert.True(one.Value.ToString() is "0" or "", $"{one.Key}: {one.Value}"));
        }
        Assert.Equal(before, await page.EvaluateAsync<int>("history.length")); // its row took the page's place
        Assert.Empty(await context.CookiesAsync());

        // Back shows signing in, and nothing of the page that was there.
        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Welcome back" })).ToBeVisibleAsync();
        Assert.DoesNotContain("Wren", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_times_escape_does_the_same()
    {
        await using var host = new SignInHost();
        await using var context = await chromium.PersonAsync();
        await context.AddCookiesAsync([await host.InviteAsync("Wren", signed: true)]);
        var page = await context.NewPageAsync();
        await page.GotoAsync(host.Address + "/factors");
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => page.Keyboard.PressAsync("Escape"))); // in a hurry, however busy the machine
        await page.WaitForURLAsync("**/page");
        // The page is gone at once; that it signs out may still be on its way.
        for (var i = 0; i < 50; i++)
        {
            await page.GotoAsync(host.Address + "/account");
            if (new Uri(page.Url).AbsolutePath == "/sign-in") break;
        }
        await page.WaitForURLAsync("**/sign-in**");
    }
}
