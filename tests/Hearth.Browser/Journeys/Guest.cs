using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Hearth.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>
/// One of the demo's people in a browser of their own, with a color and a tone, doing what a person does: pressing what the
/// page offers, by its words.
/// </summary>
public sealed partial class Guest : IAsyncDisposable
{
    private readonly string address;
    private readonly ConcurrentQueue<string> complaints = new();

    // Ten times what it takes: a test that fails because the machine was busy says nothing.
    static Guest() => SetDefaultExpectTimeout(20_000);

    private Guest(DemoPerson who, ColorAndTone look, string address, IPage page) => (Who, Look, this.address, Page) = (who, look, address, page);

    public DemoPerson Who { get; }
    public ColorAndTone Look { get; }
    public IPage Page { get; }
    public string Name => Who.Name;

    /// <summary>Leads tonight's circle: goes in without asking anyone once it is open.</summary>
    public bool Leads => DemoCast.Tonight.Leaders.Contains(Who.Host);

    /// <summary>The person's own host: "http://wren.localhost:8080".</summary>
    public string Home => address;

    /// <summary>What the browser found wrong so far: violations of the content policy, and errors that no script caught.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <param name="house">Where the server is: "http://localhost:8080".</param>
    /// <param name="chat">Speaks now and then instead of all the time: for a room that a person listens to.</param>
    public static async Task<Guest> InviteAsync(Chromium chromium, string house, string host, ColorAndTone look, bool chat = false, BrowserNewContextOptions? options = null)
    {
        var who = DemoCast.Everybody.Single(p => p.Host == host);
        var context = await chromium.PersonAsync(look, options, chat);
        var page = await context.NewPageAsync();
        var at = new Uri(house);
        var guest = new Guest(who, look, $"{at.Scheme}://{host}.localhost:{at.Port}", page);
        page.PageError += (_, error) => guest.complaints.Enqueue($"{guest.Name}: {error}");
        page.Console += (_, line) =>
        {
            if (line.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase) || line.Text.Contains("TrustedHTML", StringComparison.Ordinal)) guest.complaints.Enqueue($"{guest.Name}: {line.Text}");
        };
        return guest;
    }

    public ILocator Button(string words) => Page.GetByRole(AriaRole.Button, new() { Name = words, Exact = true });

    public Task PressAsync(string words) => Button(words).First.ClickAsync();

    public Task SeesAsync(string words) => Expect(Page.GetByText(words).First).ToBeVisibleAsync();

    public async Task ThroughTheDoorAsync() => await Page.GotoAsync($"{address}{EnterByDoor.Path}");

    /// <summary>The session whose time is now, as the demo leads to it.</summary>
    public async Task<Guid> TonightAsync()
    {
        await Page.GotoAsync($"{address}{GoToTonight.Path}");
        return Guid.Parse(SessionIn().Match(Page.Url).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Says where they are, looks in the mirror and goes to the door of the room.</summary>
    public async Task ToTheRoomAsync(Guid session, string how = "Camera")
    {
        await Page.GotoAsync($"{address}/sessions/{session:D}/arrive");
        if (Leads) await Page.GetByRole(AriaRole.Link, new() { Name = "Continue", Exact = true }).ClickAsync();
        else
        {
            await Page.GetByLabel("Where are you right now?").FillAsync("In the car, behind the library");
            await Page.GetByLabel("No, I’m on my own").CheckAsync();
            await Page.GetByLabel("If we lose you, which number?").FillAsync("218-555-0199");
            await PressAsync("Continue");
        }
        await Page.WaitForURLAsync($"**/sessions/{session:D}/camera");
        await Page.Locator($"input[name=How][value={how}]").CheckAsync();
        await PressAsync("Go in");
        await Page.WaitForURLAsync($"**/sessions/{session:D}/room");
    }

    /// <summary>Has its line to the server: the bar that says otherwise is empty.</summary>
    public Task HasLineAsync() => Expect(Page.Locator("#bar")).ToBeEmptyAsync(new() { Timeout = 30_000 });

    public Task IsInsideAsync(float patience = 30_000) => Page.Locator("#stage").WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = patience });

    public Task IsOutsideAsync(float patience = 30_000) => Page.Locator("#stage").WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = patience });

    public Task MicAsync(bool on) => SwitchAsync("#mic", on);

    public Task CameraAsync(bool on) => SwitchAsync("#camera", on);

    private async Task SwitchAsync(string which, bool on)
    {
        await Page.Locator(which).WaitForAsync();
        if (await Page.Locator(which).GetAttributeAsync("aria-pressed") != (on ? "true" : "false")) await Page.Locator(which).ClickAsync();
        await Expect(Page.Locator(which)).ToHaveAttributeAsync("aria-pressed", on ? "true" : "false", new() { Timeout = 15_000 });
    }

    public async Task SayAsync(string words)
    {
        await Page.Locator("#say").FillAsync(words);
        await Page.Locator("#say").PressAsync("Enter");
    }

    public Task ReadsAsync(string words) => Expect(Page.Locator(".msgs")).ToContainTextAsync(words);

    // What a leader does.

    public async Task LetInAsync(string name) => await Page.Locator("#leading ul.hands li", new() { HasText = name }).GetByRole(AriaRole.Button, new() { NameRegex = LetIn() }).ClickAsync();

    /// <summary>Opens what may be done for one person, and does it.</summary>
    public async Task ForAsync(string name, string words)
    {
        await Page.GetByLabel($"What you can do for {name}").ClickAsync();
        var menu = Page.Locator(".acts-of:popover-open");
        if (words.StartsWith("Remove", StringComparison.Ordinal)) await menu.Locator("details.sure > summary").ClickAsync();
        await menu.GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).ClickAsync();
        if (await menu.CountAsync() > 0) await Page.Keyboard.PressAsync("Escape");
    }

    // What a test looks at.

    /// <summary>Packets that this page's connections have received since it was loaded, whoever sent them.</summary>
    public Task<long> PacketsAsync() => Page.EvaluateAsync<long>("() => hearthTest.packets()");

    /// <summary>A page that will not let go: it keeps its connections, whatever it is told.</summary>
    public Task HoldOnAsync() => Page.EvaluateAsync("() => hearthTest.connections.forEach((c) => { c.close = () => {}; })");

    /// <summary>From now on this page notes whether anything comes in.</summary>
    public Task WatchPacketsAsync() => Page.EvaluateAsync("() => hearthTest.watchPackets()");

    /// <summary>The longest time without a single packet since watching began.</summary>
    public async Task<TimeSpan> LongestSilenceAsync() => TimeSpan.FromMilliseconds(await Page.EvaluateAsync<double>("() => hearthTest.longestSilence()"));

    /// <summary>A mark that a reload wipes away.</summary>
    public Task MarkAsync() => Page.EvaluateAsync("() => { window.sameDocument = true; }");

    public Task<bool> IsSameDocumentAsync() => Page.EvaluateAsync<bool>("() => window.sameDocument === true");

    /// <summary>How many connections this page has ever made.</summary>
    public Task<int> ConnectionsAsync() => Page.EvaluateAsync<int>("() => hearthTest.connections.length");

    public ValueTask DisposeAsync() => Page.Context.DisposeAsync();

    [GeneratedRegex("/sessions/([0-9a-f-]{36})")]
    private static partial Regex SessionIn();

    [GeneratedRegex("^Let in")]
    private static partial Regex LetIn();
}
