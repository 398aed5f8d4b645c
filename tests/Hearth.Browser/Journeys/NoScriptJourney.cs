using System.Text.RegularExpressions;
using Hearth.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>
/// A browser that runs no script: an old one, a careful one, or a line over which it never arrived. Everything can be read and done
/// but the live room, camera and sound, and passkeys; those say so, and what to do instead. (Signing in without a script, by password and
/// code, is in SignInJourneyTests.)
/// </summary>
public sealed partial class NoScriptJourney(Chromium chromium) : IAsyncLifetime
{
    private LiveDemo demo = null!;

    public async ValueTask InitializeAsync() => demo = await LiveDemo.OpenAsync();

    public ValueTask DisposeAsync() => demo.DisposeAsync();

    [Fact]
    public async Task A_participant_signs_and_arrives()
    {
        // Kit is new: nothing opens before the agreement is signed.
        await using (var kit = await NoScriptPages.ComeAsync(chromium, demo, "kit"))
        {
            Assert.EndsWith("/agreement", kit.Page.Url, StringComparison.Ordinal);
            await kit.PressAsync("Sign");
            await kit.Page.GetByLabel("I’ve read this, or had it read to me").CheckAsync();
            await kit.Page.GetByLabel("I’ve read how we speak").CheckAsync();
            await kit.Page.GetByLabel("Sign with your full name").FillAsync("Kit Lindqvist");
            await kit.PressAsync("Sign");
            await IsAtAsync(kit, "/today$");
            await IsWellAsync(kit);
            await kit.Page.GotoAsync($"{kit.Home}/agreement/mine");
            await kit.SeesAsync("Kit Lindqvist");
        }

        await using var wren = await NoScriptPages.ComeAsync(chromium, demo, "wren");
        await wren.SeesAsync("Porch Light");
        await wren.Page.GetByRole(AriaRole.Link, new() { Name = "Get ready", Exact = true }).Or(wren.Page.GetByRole(AriaRole.Link, new() { Name = "Join", Exact = true })).ClickAsync();
        await IsAtAsync(wren, "/arrive$");
        await IsWellAsync(wren);
        await wren.Page.GetByLabel("Where are you right now?").FillAsync("12 Birch Street, Duluth");
        await wren.Page.GetByLabel("Which state or country are you in?").SelectOptionAsync("US-MN");
        await wren.Page.GetByLabel("If we lose you, which number?").FillAsync("call my mom");
        await wren.Page.GetByLabel("No, I’m on my own").CheckAsync();
        await wren.PressAsync("Continue");
        // Refused in words, and nothing typed is lost.
        await wren.SeesAsync("Please write a telephone number");
        Assert.Equal("12 Birch Street, Duluth", await wren.Page.GetByLabel("Where are you right now?").InputValueAsync());
        await wren.Page.GetByLabel("If we lose you, which number?").FillAsync("218-555-0199");
        await wren.PressAsync("Continue");

        // Two of the three: they say so, and lead on.
        await IsAtAsync(wren, "/camera$");
        await ReadsAsync(wren, "Camera and sound need a script that your browser didn’t run.");
        await IsWellAsync(wren);
        await Expect(wren.Button("Try camera and microphone")).ToBeHiddenAsync();
        await wren.PressAsync("Go in");
        await IsAtAsync(wren, "/room$");
        await ReadsAsync(wren, "The live room needs a script that your browser didn’t run.");
        await IsWellAsync(wren);
        await Expect(wren.Page.Locator("noscript a[href^='tel:']").First).ToBeVisibleAsync();
        await ReadsAsync(wren, DemoCast.North.Phone);
        // Not even a leader who opens the room changes that: it is the page without buttons that would answer.
        await using var leila = await NoScriptPages.ComeAsync(chromium, demo, "leila");
        var room = wren.Page.Url;
        await leila.Page.GotoAsync(room.Replace(wren.Home, leila.Home, StringComparison.Ordinal));
        await PostAsync(leila, $"{new Uri(room).AbsolutePath}/open");
        await leila.Page.ReloadAsync();
        await IsWellAsync(leila);
        await wren.Page.ReloadAsync();
        await IsWellAsync(wren);
        await wren.Page.Locator("noscript main .btn").ClickAsync();
        await IsAtAsync(wren, "/sessions/[^/]+$");
        await wren.SeesAsync("The plan");

        // The two questions, and her own pages.
        await wren.Page.GotoAsync(room.Replace("/room", "/after", StringComparison.Ordinal));
        await wren.Page.GetByLabel("Hearing others").CheckAsync();
        await wren.PressAsync("Send");
        await wren.SeesAsync("Thank you. That’s everything for now.");
        await wren.Page.GetByRole(AriaRole.Link, new() { Name = "Back to Today" }).ClickAsync();
        await wren.Page.Locator("details.you > summary").ClickAsync();
        await wren.Page.GetByRole(AriaRole.Link, new() { Name = "Signing in" }).ClickAsync();
        await ReadsAsync(wren, "A passkey needs a script that your browser didn’t run.");
        await IsWellAsync(wren);

        // Hiding the page is a form like any other.
        await wren.PressAsync("Hide page");
        await IsAtAsync(wren, "/page$");
        await wren.Page.GotoAsync($"{wren.Home}/today");
        await IsAtAsync(wren, "/sign-in");
        await ReadsAsync(wren, "A passkey needs a script that your browser didn’t run.");
        await IsWellAsync(wren);
    }

    [Fact]
    public async Task A_facilitator_plans_leads_in_and_writes_the_note()
    {
        await using var leila = await NoScriptPages.ComeAsync(chromium, demo, "leila");
        await leila.Page.GetByRole(AriaRole.Link, new() { Name = "Sessions", Exact = true }).ClickAsync();
        await leila.Page.GetByRole(AriaRole.Link, new() { Name = "Plan sessions" }).ClickAsync();
        await IsWellAsync(leila);
        await leila.Page.GetByLabel("Weeks").FillAsync("2");
        await leila.Page.GetByLabel("What are they called?").FillAsync("morning circle");
        await leila.Page.GetByLabel("Begins at").FillAsync("09:00");
        await leila.PressAsync("Plan these sessions");
        await IsAtAsync(leila, "/sessions/series/");
        await IsWellAsync(leila);
        Assert.Equal(2, await leila.Page.Locator("main a.row").CountAsync());
        await leila.Page.GetByRole(AriaRole.Link, new() { Name = "Look at the plan of the first one" }).ClickAsync();
        await IsAtAsync(leila, "/plan$");
        var steps = await leila.Page.Locator(".plan-steps > li").CountAsync();
        await leila.Page.Locator(".plan-steps > li").Last.GetByRole(AriaRole.Button, new() { NameRegex = Remove() }).ClickAsync();
        await Expect(leila.Page.Locator(".plan-steps > li")).ToHaveCountAsync(steps - 1);
        await IsWellAsync(leila);

        // Whoever leads is not asked where they are; then the two pages that need a script, and the note when it is over.
        var session = await leila.TonightAsync();
        await leila.Page.GotoAsync($"{leila.Home}/sessions/{session}/arrive");
        await leila.SeesAsync("You lead this session");
        await IsWellAsync(leila);
        await leila.Page.GetByRole(AriaRole.Link, new() { Name = "Continue" }).ClickAsync();
        await ReadsAsync(leila, "Camera and sound need a script");
        await PostAsync(leila, $"/sessions/{session}/room/open");
        await PostAsync(leila, $"/sessions/{session}/room/end");
        await leila.Page.GotoAsync($"{leila.Home}/today");
        await leila.Page.GetByRole(AriaRole.Region, new() { Name = "Notes to write" }).Locator($"a[href='/sessions/{session}/notes']").ClickAsync();
        await IsAtAsync(leila, "/notes$");
        await IsWellAsync(leila);
        await leila.Page.Locator($"a[href='/sessions/{session}/note']").ClickAsync();
        await IsAtAsync(leila, "/note$");
        await IsWellAsync(leila);
        await leila.Page.GetByLabel("What the group did").FillAsync("We met for a moment.");
        await leila.PressAsync("Save the draft");
        await leila.SeesAsync("Saved as a draft.");
    }

    [Fact]
    public async Task An_admin_invites_and_sets_the_program_up()
    {
        await using var ada = await NoScriptPages.ComeAsync(chromium, demo, "ada");
        await ada.Page.GotoAsync($"{ada.Home}/people/invite");
        await IsWellAsync(ada);
        await ada.Page.GetByLabel("What they will be here").SelectOptionAsync("Participant");
        await ada.Page.GetByLabel("Full name, as you know them").FillAsync("Maren Holt");
        await ada.PressAsync("Make the link");
        await IsAtAsync(ada, "/people/invitations/");
        await IsWellAsync(ada);
        var link = new Uri(await ada.Page.GetByLabel("The link").InputValueAsync());

        // Whoever has the link comes in by it, and is told how to sign in without a script.
        await using (var maren = await Guest.InviteAsync(chromium, demo.Address, "sol", ColorAndTone.All[1], options: new() { JavaScriptEnabled = false }))
        {
            await maren.Page.GotoAsync($"{demo.Address}{link.AbsolutePath}");
            await IsWellAsync(maren);
            await maren.Page.GotoAsync($"{demo.Address}/sign-in");
            await IsWellAsync(maren);
        }

        foreach (var (step, label, words) in ((string, string, string)[])
            [("name", "What is the program called?", "North House by the lake"), ("phone", "When it is answered", "7 am to 9 pm"), ("lines", "One a line", "988 Lifeline | 988 | tel sms")])
            await ChangeAsync(ada, step, page => page.GetByLabel(label).FillAsync(words));
        await ChangeAsync(ada, "on-call", page => page.Locator("[name=OnCall]").First.EvaluateAsync("e => e.matches('select') ? e.selectedIndex = 1 : e.checked = true"));
        await ChangeAsync(ada, "peer-led", page => page.GetByLabel("Yes").CheckAsync());
        await Expect(ada.Page.Locator("main")).ToContainTextAsync("North House by the lake");
        await Expect(ada.Page.Locator("main")).ToContainTextAsync("7 am to 9 pm");
    }

    private static async Task ChangeAsync(Guest ada, string step, Func<IPage, Task> change)
    {
        await ada.Page.GotoAsync($"{ada.Home}/program/{step}");
        await IsWellAsync(ada);
        await change(ada.Page);
        await ada.PressAsync("Save");
        await IsAtAsync(ada, "/program(\\?.*)?$");
    }

    /// <summary>
    /// By eye: Playwright's own words leave out what stands in a noscript. Asked again and again from here, since a page without scripts
    /// has nothing that could wait.
    /// </summary>
    private static async Task ReadsAsync(Guest guest, string words)
    {
        for (var until = DateTime.UtcNow.AddSeconds(20); DateTime.UtcNow < until; await Task.Delay(100))
            try
            {
                if (await guest.Page.EvaluateAsync<bool>("(words) => !!document.body?.innerText.includes(words)", words)) return;
            }
            catch (PlaywrightException)
            {
                // On the way to another page just then.
            }
        Assert.Fail($"{guest.Page.Url} does not say “{words}”.");
    }

    private static async Task IsWellAsync(Guest guest) => Assert.Empty((await NoScriptPages.FaultsAsync(guest.Page)).Select(f => $"{guest.Page.Url}: {f}"));

    private static Task IsAtAsync(Guest guest, string pattern) => Expect(guest.Page).ToHaveURLAsync(new Regex(pattern));

    /// <summary>What the same person does meanwhile in another browser, whose scripts run.</summary>
    private async Task PostAsync(Guest guest, string path)
    {
        var home = new Uri(guest.Home);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var post = new HttpRequestMessage(HttpMethod.Post, demo.Address + path) { Content = new FormUrlEncodedContent([]) };
        post.Headers.Host = home.Authority;
        post.Headers.Add("Origin", guest.Home);
        post.Headers.Add("X-Hearth", "fetch");
        post.Headers.Add("Cookie", string.Join("; ", (await guest.Page.Context.CookiesAsync()).Select(c => $"{c.Name}={c.Value}")));
        var answer = await client.SendAsync(post, TestContext.Current.CancellationToken);
        Assert.Equal(204, (int)answer.StatusCode);
    }

    [GeneratedRegex("^Remove")]
    private static partial Regex Remove();
}
