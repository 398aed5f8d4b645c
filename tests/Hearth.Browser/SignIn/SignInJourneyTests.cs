using Hearth.Database;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.SignIn;

/// <summary>Getting in, in a real browser: with an authenticator, without one, by keyboard, and without a script.</summary>
public sealed class SignInJourneyTests(Chromium chromium)
{
    private const string Violations = "addEventListener('securitypolicyviolation', e => (window.violations ??= []).push(e.violatedDirective + ' ' + e.blockedURI))";

    [Fact]
    public async Task A_passkey_is_set_up_and_signs_in_again()
    {
        await using var host = new SignInHost();
        await using var context = await chromium.PersonAsync();
        await context.AddInitScriptAsync(Violations);
        await context.AddCookiesAsync([await host.InviteAsync("Wren")]);
        var page = await context.NewPageAsync();
        await Authenticators.GiveKeyAsync(page);

        await page.GotoAsync(host.Address + "/account");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "How will you sign in?" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Codes for a lost phone" })).ToBeVisibleAsync();
        Assert.Equal(8, await page.Locator(".codes li").CountAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();

        // Out, and in by the same finger; by keyboard alone.
        await SignOutAsync(page, host);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Welcome back" })).ToBeVisibleAsync();
        await TabToAsync(page, "Sign in with a passkey");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in"));
        await page.GotoAsync(host.Address + "/account");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Passkeys" })).ToBeVisibleAsync();

        // To change something, once more.
        await page.GetByRole(AriaRole.Button, new() { Name = "Use your passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(page.GetByText("your only way in").First).ToBeVisibleAsync();
        Assert.Null(await page.EvaluateAsync<string[]?>("window.violations ?? null"));
    }

    [Fact]
    public async Task What_the_authenticator_signed_opens_once()
    {
        await using var host = new SignInHost();
        await using var context = await chromium.PersonAsync();
        await context.AddCookiesAsync([await host.InviteAsync("Wren")]);
        var page = await context.NewPageAsync();
        await Authenticators.GiveKeyAsync(page);
        await page.GotoAsync(host.Address + "/factors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up a passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();
        await SignOutAsync(page, host);

        // Somebody reads along, and sends cookie and answer a second time.
        string? body = null, cookie = null;
        await page.RouteAsync("**/sign-in/passkey", async route =>
        {
            (body, cookie) = (route.Request.PostData, await route.Request.HeaderValueAsync("cookie"));
            await route.ContinueAsync();
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in"));
        Assert.NotNull(body);
        Assert.NotNull(cookie);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var again = new HttpRequestMessage(HttpMethod.Post, host.Address + "/sign-in/passkey") { Content = new StringContent(body, null, "application/x-www-form-urlencoded") };
        again.Headers.Add("Cookie", cookie);
        again.Headers.Add("Sec-Fetch-Site", "same-origin");
        var answer = await client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, h => h.Key == "Set-Cookie" && h.Value.Any(v => v.StartsWith("__Host-hearth=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_no_passkey_can_work_none_is_offered_and_a_password_does_without_any_script()
    {
        await using var host = new SignInHost();
        await using var context = await chromium.PersonAsync(null, new() { JavaScriptEnabled = false });
        await context.AddCookiesAsync([await host.InviteAsync("June", Role.Facilitator)]);
        var page = await context.NewPageAsync();
        await page.GotoAsync(host.Address + "/factors");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Set up a passkey" })).ToBeHiddenAsync();
        var handle = (await page.Locator("b.own").InnerTextAsync()).Trim();
        await page.GetByLabel("New password").FillAsync("seven slow boats at dawn");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next: the code" }).ClickAsync();

        await page.GetByText("Can’t scan it?").ClickAsync();
        var secret = Authenticators.Decode((await page.Locator("code.own").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await Expect(page.Locator("img.square")).ToBeVisibleAsync();
        await page.GetByLabel("Code from the app").FillAsync(Authenticators.CodeOf(secret, 0));
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Codes for a lost phone" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();
        await SignOutAsync(page, host);

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" })).ToBeHiddenAsync();
        await page.GetByLabel("Sign-in name").FillAsync(handle);
        await page.GetByLabel("Password").FillAsync("not that one");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Code" }).FillAsync(Authenticators.CodeOf(secret, 1));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByText("That didn’t match").First).ToBeVisibleAsync();
        Assert.Equal(handle, await page.GetByLabel("Sign-in name").InputValueAsync());
        Assert.Equal("", await page.GetByLabel("Password").InputValueAsync());
        await page.GetByLabel("Password").FillAsync("seven slow boats at dawn");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in"));
        await page.GotoAsync(host.Address + "/account");
        await Expect(page.GetByText(handle)).ToBeVisibleAsync();
    }

    /// <summary>By its form and not by the menu: which place the menu stands on is another page's business.</summary>
    private static async Task SignOutAsync(IPage page, SignInHost host)
    {
        await page.GotoAsync(host.Address + "/account");
        await page.Locator("details.you > summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in");
    }

    private static async Task TabToAsync(IPage page, string words)
    {
        for (var i = 0; i < 30; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if ((await page.EvaluateAsync<string>("document.activeElement?.textContent ?? ''")).Contains(words, StringComparison.Ordinal)) return;
        }
        Assert.Fail($"Tab does not come to “{words}”.");
    }
}
