using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Hearth.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>
/// A person in a browser of their own, with a color and a tone, doing what a person does: pressing what the page offers, by its
/// words. One of the demo's people, or somebody whom a journey makes up.
/// </summary>
public sealed partial class Guest : IAsyncDisposable
{
    private readonly string address;
    private readonly ConcurrentQueue<string> complaints = new();

    // Ten times what it takes: a test that fails because the machine was busy says nothing.
    static Guest() => SetDefaultExpectTimeout(20_000);

    private Guest(string name, string host, ColorAndTone look, string address, IPage page) => (Name, Host, Look, this.address, Page) = (name, host, look, address, page);

    public string Name { get; }

    /// <summary>Who of the demo this is: "wren". Empty for anybody else.</summary>
    public string Host { get; }
    public ColorAndTone Look { get; }
    public IPage Page { get; }

    /// <summary>Leads the demo's circle tonight: goes in without asking anyone once it is open.</summary>
    public bool Leads => DemoCast.Tonight.Leaders.Contains(Host);

    /// <summary>Where the house is for them; for one of the demo, the person's own host: "http://wren.localhost:8080".</summary>
    public string Home => address;

    /// <summary>What the browser found wrong so far: violations of the content policy, and errors that no script caught.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <param name="house">Where the server is: "http://localhost:8080".</param>
    /// <param name="chat">Speaks now and then instead of all the time: for a room that a person listens to.</param>
    public static async Task<Guest> InviteAsync(Chromium chromium, string house, string host, ColorAndTone look, bool chat = false, BrowserNewContextOptions? options = null)
    {
        var who = DemoCast.Everybody.Single(p => p.Host == host);
        var at = new Uri(house);
        return await ComeAsync(chromium, who.Name, host, $"{at.Scheme}://{host}.localhost:{at.Port}", look, chat, options);
    }

    /// <summary>Somebody whom the house does not know yet, with nothing in their browser.</summary>
    public static Task<Guest> StrangerAsync(Chromium chromium, string house, string name, ColorAndTone look) => ComeAsync(chromium, name, "", house, look, chat: false, options: null);

    private static async Task<Guest> ComeAsync(Chromium chromium, string name, string host, string address, ColorAndTone look, bool chat, BrowserNewContextOptions? options)
    {
        var context = await chromium.PersonAsync(look, options, chat);
        var page = await context.NewPageAsync();
        var guest = new Guest(name, host, look, address, page);
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

    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    public Task TypeAsync(string label, string words) => Field(label).FillAsync(words);

    public Task ChooseAsync(string label, string option) => Field(label).SelectOptionAsync(new SelectOptionValue { Label = option });

    /// <summary>What was typed is still there.</summary>
    public Task HoldsAsync(string label, string words) => Expect(Field(label)).ToHaveValueAsync(words);

    /// <summary>A box to tick, or one of several choices, by the words beside it.</summary>
    public Task TickAsync(string words) => Page.Locator("label", new() { HasText = words }).Locator("input").First.CheckAsync();

    /// <summary>Follows a link by its words, of which a row of a list has more.</summary>
    public Task FollowAsync(string words) => Page.GetByRole(AriaRole.Link, new() { Name = words }).First.ClickAsync();

    /// <summary>Goes to one of the places that stand on every ordinary page.</summary>
    public Task GoToAsync(string place) => Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = place, Exact = true }).ClickAsync();

    /// <summary>On the page whose address ends like this.</summary>
    public Task IsAtAsync(string path) => Expect(Page).ToHaveURLAsync(new Regex(Regex.Escape(path) + "$"), new() { Timeout = 30_000 });

    /// <summary>The page's scripts have come, too.</summary>
    public Task HasLoadedAsync() => Page.WaitForFunctionAsync("() => document.readyState === 'complete'");

    public async Task HeadingAsync(string words) => await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = words, Exact = true }).First).ToBeVisibleAsync();

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
            await Page.GetByLabel("Which state or country are you in?").SelectOptionAsync("US-MN");
            await Page.GetByLabel("No, I’m on my own").CheckAsync();
            await Page.GetByLabel("If we lose you, which number?").FillAsync("218-555-0199");
            await PressAsync("Continue");
        }
        await Page.WaitForURLAsync($"**/sessions/{session:D}/camera");
        await Page.Locator($"input[name=How][value={how}]").CheckAsync();
        await PressAsync("Go in");
        await Page.WaitForURLAsync($"**/sessions/{session:D}/room");
    }

    /// <summary>Camera and microphone are there, sound and picture went to the media server and came back: in.</summary>
    public async Task ThroughTheMirrorAsync()
    {
        await HeadingAsync("A look in the mirror, then you’re in");
        await PressAsync("Try camera and microphone");
        await Expect(Page.Locator("#row-way")).ToHaveAttributeAsync("data-state", ThereAndBack(), new() { Timeout = 60_000 });
        await Expect(Page.Locator(".mirror")).ToHaveAttributeAsync("data-state", "on");
        await PressAsync("Go in");
        await IsAtAsync("/room");
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
        await Expect(menu).ToHaveCountAsync(0); // it closes with the answer
    }

    // What a test looks at.

    /// <summary>Packets that this page's connections have received since it was loaded, whoever sent them.</summary>
    public Task<long> PacketsAsync() => Page.EvaluateAsync<long>("() => hearthTest.packets()");

    /// <summary>
    /// What carries this page's sound and pictures, as "relay tcp": its own end of each pair that was chosen and that something came in
    /// on. A browser may offer ends that nobody ever answers; those say nothing.
    /// </summary>
    public Task<string[]> WaysAsync() => Page.EvaluateAsync<string[]>("""
        async () => {
          const ways = [];
          for (const connection of hearthTest.connections) {
            const said = await connection.getStats();
            for (const transport of [...said.values()].filter((s) => s.type === "transport")) {
              const pair = said.get(transport.selectedCandidatePairId);
              if (!pair?.bytesReceived) continue;
              const own = said.get(pair.localCandidateId);
              ways.push(`${own.candidateType} ${own.relayProtocol ?? own.protocol}`);
            }
          }
          return ways;
        }
        """);

    /// <summary>A page that will not let go: it keeps its connections, whatever it is told.</summary>
    public Task HoldOnAsync() => Page.EvaluateAsync("() => hearthTest.connections.forEach((c) => { c.close = () => {}; })");

    /// <summary>From now on this page notes whether anything comes in.</summary>
    public Task WatchPacketsAsync() => Page.EvaluateAsync("() => hearthTest.watchPackets()");

    /// <summary>The longest time without a single packet since watching began.</summary>
    public async Task<TimeSpan> LongestSilenceAsync() => TimeSpan.FromMilliseconds(await Page.EvaluateAsync<double>("() => hearthTest.longestSilence()"));

    /// <summary>
    /// What came in went on while something else was gone. A busy machine holds everything up for a while; what hung on the part that
    /// was gone would have been silent for as long as that, which is most of the time that was watched.
    /// </summary>
    public async Task HeardAllTheWhileAsync()
    {
        var (silent, watched) = (await LongestSilenceAsync(), TimeSpan.FromMilliseconds(await Page.EvaluateAsync<double>("() => hearthTest.watchedFor()")));
        Assert.True(silent < TimeSpan.FromSeconds(2) || silent < watched / 3, $"{Name} received nothing for {silent.TotalMilliseconds} of {watched.TotalMilliseconds} ms.");
    }

    /// <summary>A mark that a reload wipes away.</summary>
    public Task MarkAsync() => Page.EvaluateAsync("() => { window.sameDocument = true; }");

    public Task<bool> IsSameDocumentAsync() => Page.EvaluateAsync<bool>("() => window.sameDocument === true");

    /// <summary>How many connections this page has ever made.</summary>
    public Task<int> ConnectionsAsync() => Page.EvaluateAsync<int>("() => hearthTest.connections.length");

    public ValueTask DisposeAsync() => Page.Context.DisposeAsync();

    [GeneratedRegex("/sessions/([0-9a-f-]{36})")]
    private static partial Regex SessionIn();

    [GeneratedRegex("^(good|weak)$")]
    private static partial Regex ThereAndBack();

    [GeneratedRegex("^Let in")]
    private static partial Regex LetIn();
}
