using Hearth.Database;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.SignIn;

/// <summary>A page whose sign-in is locked shows nothing of itself and loses nothing: one touch, and it is there again.</summary>
public sealed class CoverJourneyTests(Chromium chromium)
{
    private const string Violations = "addEventListener('securitypolicyviolation', e => (window.violations ??= []).push(e.violatedDirective + ' ' + e.blockedURI))";

    private static async Task SetUpAsync(IPage page, SignInHost host)
    {
        await Authenticators.GiveKeyAsync(page);
        await page.GotoAsync(host.Address + "/factors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up a passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();
    }

    private static async Task AssertCoveredAsync(IPage page, string said)
    {
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Open with a passkey" })).ToBeVisibleAsync();
        Assert.DoesNotContain(said, await page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Page", await page.TitleAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("[...document.querySelectorAll('input, textarea')].filter(f => f.checkVisibility() && f.value && !f.closest('#cover')).length"));
    }

    [Fact]
    public async Task Locked_from_another_tab_at_a_desk_and_opened_with_one_touch()
    {
        await using var host = new SignInHost();
        await using var context = await chromium.PersonAsync(null, new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        await context.AddInitScriptAsync(Violations);
        await context.AddCookiesAsync([await host.InviteAsync("Ada", Role.Admin, signed: true)]);
        var page = await context.NewPageAsync();
        await SetUpAsync(page, host);
        await page.GotoAsync(host.Address + "/people/invite");
        await page.GetByLabel("Full name, as you know them").FillAsync("Robin Lundqvist");
        await page.EvaluateAsync("scrollTo(0, 120)");
        var (address, scroll) = (page.Url, await page.EvaluateAsync<int>("Math.round(scrollY)"));

        var other = await context.NewPageAsync();
        await other.GotoAsync(host.Address + "/people");
        await other.GetByRole(AriaRole.Button, new() { Name = "Lock screen" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Still here" })).ToBeVisibleAsync();
        await AssertCoveredAsync(page, "Invite somebody");
        await page.ReloadAsync(); // the server hides it as well, and comes back to the same place
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open with a passkey" }).ClickAsync();
        await page.WaitForURLAsync("**/people/invite");

        // And without a reload: the same address, the same place, the same words.
        await page.GetByLabel("Full name, as you know them").FillAsync("Robin Lundqvist");
        await page.EvaluateAsync("scrollTo(0, 120)");
        await other.GotoAsync(host.Address + "/people");
        await other.GetByRole(AriaRole.Button, new() { Name = "Lock screen" }).ClickAsync();
        await AssertCoveredAsync(page, "Invite somebody");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open with a passkey" }).ClickAsync();
        await Expect(page.GetByLabel("Full name, as you know them")).ToHaveValueAsync("Robin Lundqvist");
        await Expect(page.GetByLabel("Full name, as you know them")).ToBeVisibleAsync();
        Assert.Equal((address, scroll), (page.Url, await page.EvaluateAsync<int>("Math.round(scrollY)")));
        await page.GetByLabel("What they will be here").SelectOptionAsync("Participant");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Invitation for Robin Lundqvist" })).ToBeVisibleAsync();
        Assert.Null(await page.EvaluateAsync<string[]?>("window.violations ?? null"));
    }

    [Fact]
    public async Task Left_alone_on_a_phone_and_opened_with_one_touch()
    {
        await using var host = new SignInHost();
        await using var context = await chromium.PersonAsync(null, new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true });
        await context.AddCookiesAsync([await host.InviteAsync("Wren", signed: true)]);
        var page = await context.NewPageAsync();
        await SetUpAsync(page, host);
        await page.Clock.InstallAsync();
        await page.GotoAsync(host.Address + "/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use your passkey" }).ClickAsync();
        await page.GetByText("Set a password").ClickAsync();
        await page.GetByLabel("New password").FillAsync("a few words not sent");
        var address = page.Url;

        // Half an hour goes by, on the server and on the phone.
        await host.LeaveUnusedAsync(TimeSpan.FromMinutes(31));
        await page.Clock.FastForwardAsync(31 * 60_000);
        await AssertCoveredAsync(page, "Passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open with a passkey" }).TapAsync();
        await Expect(page.GetByLabel("New password")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("New password")).ToHaveValueAsync("a few words not sent");
        Assert.Equal(address, page.Url);
    }

    [Fact]
    public async Task Whoever_opens_it_as_somebody_else_sees_nothing_of_it()
    {
        await using var host = new SignInHost();
        await using var context = await chromium.PersonAsync();
        var (wren, june) = (await host.InviteAsync("Wren", signed: true), await host.InviteAsync("June", signed: true));
        await context.AddCookiesAsync([wren]);
        var page = await context.NewPageAsync();
        await SetUpAsync(page, host);
        await page.GotoAsync(host.Address + "/today");

        // Signed out in another tab: covered here. Somebody else is signed in then, and this page is theirs, with nothing of hers.
        var other = await context.NewPageAsync();
        await other.GotoAsync(host.Address + "/account");
        await other.Locator("details.you > summary").ClickAsync();
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await other.WaitForURLAsync("**/sign-in");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Welcome back" })).ToBeVisibleAsync();
        Assert.DoesNotContain("Wren", await page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Wren", await page.ContentAsync(), StringComparison.Ordinal); // kept, for her alone
        await context.AddCookiesAsync([june]);
        await other.GotoAsync(host.Address + "/factors"); // where June is: setting up
        await page.WaitForURLAsync("**/factors");
        Assert.DoesNotContain("Wren", await page.ContentAsync(), StringComparison.Ordinal);
    }
}
