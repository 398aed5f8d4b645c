using System.Globalization;
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
    private const int MostPages = 60;

    // What presses nothing: a button that is neither a form's nor opens something that the browser opens by itself.
    private const string DeadButtons = """
        () => Array.from(document.querySelectorAll("button")).filter((b) => b.checkVisibility() && b.type !== "submit" && b.type !== "reset"
            && !b.hasAttribute("popovertarget") && !(b.hasAttribute("command") && b.hasAttribute("commandfor")))
          .concat(Array.from(document.querySelectorAll("button[type=submit]")).filter((b) => b.checkVisibility() && !b.form))
          .map((b) => b.outerHTML.slice(0, 120))
        """;

    private LiveDemo demo = null!;

    public async ValueTask InitializeAsync() => demo = await LiveDemo.OpenAsync();

    public ValueTask DisposeAsync() => demo.DisposeAsync();

    [Fact]
    public async Task A_participant_signs_and_arrives()
    {
        // Kit is new: nothing opens before the agreement is signed.
        await using (var kit = await ComeAsync("kit"))
        {
            Assert.EndsWith("/agreement", kit.Page.Url, StringComparison.Ordinal);
            await kit.PressAsync("Sign");
            await kit.Page.GetByLabel("I’ve read this, or had it read to me").CheckAsync();
            await kit.Page.GetByLabel("I’ve read how we speak").CheckAsync();
            await kit.Page.GetByLabel("Sign with your full name").FillAsync("Kit Lindqvist");
            await kit.PressAsync("Sign");
            await kit.Page.WaitForURLAsync("**/today");
            await IsWellAsync(kit);
            await kit.Page.GotoAsync($"{kit.Home}/agreement/mine");
            await kit.SeesAsync("Kit Lindqvist");
        }

        await using var wren = await ComeAsync("wren");
        await wren.SeesAsync("Porch Light");
        await wren.Page.GetByRole(AriaRole.Link, new() { Name = "Get ready", Exact = true }).Or(wren.Page.GetByRole(AriaRole.Link, new() { Name = "Join", Exact = true })).ClickAsync();
        await wren.Page.WaitForURLAsync("**/arrive");
        await IsWellAsync(wren);
        await wren.Page.GetByLabel("Where are you right now?").FillAsync("12 Birch Street, Duluth");
        await wren.Page.GetByLabel("If we lose you, which number?").FillAsync("call my mom");
        await wren.Page.GetByLabel("No, I’m on my own").CheckAsync();
        await wren.PressAsync("Continue");
        // Refused in words, and nothing typed is lost.
        await wren.SeesAsync("Please write a telephone number");
        Assert.Equal("12 Birch Street, Duluth", await wren.Page.GetByLabel("Where are you right now?").InputValueAsync());
        await wren.Page.GetByLabel("If we lose you, which number?").FillAsync("218-555-0199");
        await wren.PressAsync("Continue");

        // Two of the three: they say so, and lead on.
        await wren.Page.WaitForURLAsync("**/camera");
        await wren.SeesAsync("Camera and sound need a script that your browser didn’t run.");
        await IsWellAsync(wren);
        await Expect(wren.Button("Try camera and microphone")).ToBeHiddenAsync();
        await wren.PressAsync("Go in");
        await wren.Page.WaitForURLAsync("**/room");
        await wren.SeesAsync("The live room needs a script that your browser didn’t run.");
        await IsWellAsync(wren);
        await Expect(wren.Page.GetByRole(AriaRole.Link, new() { Name = DemoCast.North.Phone }).First).ToBeVisibleAsync();
        // Not even a leader who opens the room changes that: it is the page without buttons that would answer.
        await using var leila = await ComeAsync("leila");
        var room = wren.Page.Url;
        await leila.Page.GotoAsync(room.Replace(wren.Home, leila.Home, StringComparison.Ordinal));
        await PostAsync(leila, $"{new Uri(room).AbsolutePath}/open");
        await leila.Page.ReloadAsync();
        await IsWellAsync(leila);
        await wren.Page.ReloadAsync();
        await IsWellAsync(wren);
        await wren.Page.GetByRole(AriaRole.Link, new() { Name = "Back to the session" }).ClickAsync();
        await wren.Page.WaitForURLAsync(url => !url.EndsWith("/room", StringComparison.Ordinal));
        await wren.SeesAsync("The plan");

        // The two questions, and her own pages.
        await wren.Page.GotoAsync(room.Replace("/room", "/after", StringComparison.Ordinal));
        await wren.Page.GetByLabel("Hearing others").CheckAsync();
        await wren.PressAsync("Send");
        await wren.SeesAsync("Thank you. That’s everything for now.");
        await wren.Page.Locator("details.you > summary").ClickAsync();
        await wren.Page.GetByRole(AriaRole.Link, new() { Name = "Signing in" }).ClickAsync();
        await wren.SeesAsync("A passkey needs a script that your browser didn’t run.");
        await IsWellAsync(wren);

        // Hiding the page is a form like any other.
        await wren.PressAsync("Hide page");
        await wren.Page.WaitForURLAsync("**/page");
        await wren.Page.GotoAsync($"{wren.Home}/today");
        await wren.Page.WaitForURLAsync("**/sign-in*");
        await wren.SeesAsync("A passkey needs a script that your browser didn’t run.");
        await IsWellAsync(wren);
    }

    [Fact]
    public async Task A_facilitator_plans_leads_in_and_writes_the_note()
    {
        await using var leila = await ComeAsync("leila");
        await leila.Page.GetByRole(AriaRole.Link, new() { Name = "Sessions", Exact = true }).ClickAsync();
        await leila.Page.GetByRole(AriaRole.Link, new() { Name = "Plan sessions" }).ClickAsync();
        await IsWellAsync(leila);
        await leila.Page.GetByLabel("Weeks").FillAsync("2");
        await leila.Page.GetByLabel("What are they called?").FillAsync("morning circle");
        await leila.Page.GetByLabel("Begins at").FillAsync("09:00");
        await leila.PressAsync("Plan these sessions");
        await leila.Page.WaitForURLAsync("**/sessions/series/*");
        await IsWellAsync(leila);
        Assert.Equal(2, await leila.Page.Locator("main a.row").CountAsync());
        await leila.Page.GetByRole(AriaRole.Link, new() { Name = "Look at the plan of the first one" }).ClickAsync();
        await leila.Page.WaitForURLAsync("**/plan");
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
        await leila.SeesAsync("Camera and sound need a script");
        await PostAsync(leila, $"/sessions/{session}/room/open");
        await PostAsync(leila, $"/sessions/{session}/room/end");
        await leila.Page.GotoAsync($"{leila.Home}/today");
        await leila.Page.GetByRole(AriaRole.Region, new() { Name = "Notes to write" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await leila.Page.WaitForURLAsync("**/note");
        await IsWellAsync(leila);
        await leila.Page.GetByLabel("What the group did").FillAsync("We met for a moment.");
        await leila.PressAsync("Save the draft");
        await leila.SeesAsync("Saved as a draft.");
    }

    [Fact]
    public async Task An_admin_invites_and_sets_the_program_up()
    {
        await using var ada = await ComeAsync("ada");
        await ada.Page.GotoAsync($"{ada.Home}/people/invite");
        await IsWellAsync(ada);
        await ada.Page.GetByLabel("What they will be here").SelectOptionAsync("Participant");
        await ada.Page.GetByLabel("Full name, as you know them").FillAsync("Maren Holt");
        await ada.PressAsync("Make the link");
        await ada.Page.WaitForURLAsync("**/people/invitations/*");
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
        await ada.SeesAsync("North House by the lake");
        await ada.SeesAsync("7 am to 9 pm");
    }

    private static async Task ChangeAsync(Guest ada, string step, Func<IPage, Task> change)
    {
        await ada.Page.GotoAsync($"{ada.Home}/program/{step}");
        await IsWellAsync(ada);
        await change(ada.Page);
        await ada.PressAsync("Save");
        await ada.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/program");
    }

    [Theory]
    [InlineData("wren"), InlineData("kit"), InlineData("ruth"), InlineData("sol"), InlineData("idris"), InlineData("leila"), InlineData("anand"), InlineData("noor"), InlineData("ada")]
    public async Task Every_link_of_a_role_leads_to_a_page_that_stands_without_a_script(string host)
    {
        await using var guest = await ComeAsync(host);
        var (ahead, seen, faults) = (new Queue<string>([new Uri(guest.Page.Url).AbsolutePath, "/hard-moment", "/account"]), new HashSet<string>(), new List<string>());
        var kinds = new Dictionary<string, int>();
        while (ahead.TryDequeue(out var path) && seen.Count < MostPages)
        {
            // Of pages that differ only in whose they are, two.
            var kind = Ids().Replace(path, "*").Split('?')[0];
            if (!seen.Add(path) || (kinds[kind] = kinds.GetValueOrDefault(kind) + 1) > 2) continue;
            var answer = await guest.Page.GotoAsync(guest.Home + path);
            if (answer!.Status != 200) faults.Add($"{path} answers {answer.Status}");
            else faults.AddRange((await FaultsAsync(guest.Page)).Select(f => $"{path}: {f}"));
            foreach (var to in await guest.Page.EvaluateAsync<string[]>("() => Array.from(document.querySelectorAll('a[href]')).filter(a => a.origin === location.origin && !a.hasAttribute('download')).map(a => a.pathname + a.search)"))
                ahead.Enqueue(to);
        }
        Assert.Empty(faults);
        Assert.InRange(kinds.Count, 5, MostPages);
        TestContext.Current.TestOutputHelper?.WriteLine($"{host}: {kinds.Count} kinds of pages: {string.Join(' ', kinds.Keys.Order())}");
    }

    [Fact]
    public async Task A_dead_button_is_found()
    {
        await using var wren = await ComeAsync("wren");
        await wren.Page.GotoAsync($"{wren.Home}/today");
        Assert.Empty(await FaultsAsync(wren.Page));
        await wren.Page.EvaluateAsync("() => document.querySelector('main').append(Object.assign(document.createElement('button'), { type: 'button', textContent: 'Nothing' }))");
        Assert.Contains("presses nothing", Assert.Single(await FaultsAsync(wren.Page)), StringComparison.Ordinal);
        await wren.Page.EvaluateAsync("() => document.querySelectorAll('main h1').forEach((h) => h.remove())");
        Assert.Equal(2, (await FaultsAsync(wren.Page)).Count);
    }

    private static async Task IsWellAsync(Guest guest) => Assert.Empty((await FaultsAsync(guest.Page)).Select(f => $"{guest.Page.Url}: {f}"));

    private static async Task<List<string>> FaultsAsync(IPage page)
    {
        var faults = (await page.EvaluateAsync<string[]>(DeadButtons)).Select(b => $"presses nothing: {b}").ToList();
        var headings = await page.EvaluateAsync<int>("() => Array.from(document.querySelectorAll('h1')).filter((h) => h.checkVisibility() && h.textContent.trim() !== '').length");
        if (headings != 1) faults.Add($"has {headings} headings of the first order");
        if (await page.EvaluateAsync<int>("() => Array.from(document.querySelectorAll('main')).filter((m) => m.checkVisibility()).length") != 1) faults.Add("has not one main part");
        return faults;
    }

    /// <summary>What somebody else, whose browser runs scripts, does in the room meanwhile.</summary>
    private static async Task PostAsync(Guest guest, string path)
    {
        var answer = await guest.Page.APIRequest.PostAsync(guest.Home + path, new() { Headers = new Dictionary<string, string> { ["X-Hearth"] = "fetch", ["Origin"] = guest.Home, ["Content-Type"] = "application/x-www-form-urlencoded" }, Data = "" });
        Assert.Equal(204, answer.Status);
    }

    private async Task<Guest> ComeAsync(string host)
    {
        var guest = await Guest.InviteAsync(chromium, demo.Address, host, ColorAndTone.All[0], options: new() { JavaScriptEnabled = false });
        await guest.ThroughTheDoorAsync();
        return guest;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Ids();

    [GeneratedRegex("^Remove")]
    private static partial Regex Remove();
}
