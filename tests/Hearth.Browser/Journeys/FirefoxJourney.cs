using System.Globalization;
using System.Text.Json;
using Hearth.Demo;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>
/// Another browser in the same circle: Debian's Firefox for Wren, Chromium for Leila and June. Its devices are its own fakes (one tone,
/// a picture that changes color), since it takes no other without being rebuilt.
/// </summary>
public sealed class FirefoxJourney(Chromium chromium) : IAsyncDisposable
{
    private LiveDemo demo = null!;
    private Firefox? wren;
    private readonly List<Guest> guests = [];

    [Fact]
    public async Task Firefox_and_Chromium_see_and_hear_each_other_and_the_controls_hold()
    {
        demo = await LiveDemo.OpenAsync();
        wren = await Firefox.StartAsync();
        var (leila, june) = (await ComeAsync("leila", 0), await ComeAsync("june", 1));
        var session = await leila.TonightAsync();
        await leila.ToTheRoomAsync(session);
        await june.ToTheRoomAsync(session);

        // From the door to the room, by the page's own fields and buttons.
        var home = $"http://wren.localhost:{new Uri(demo.Address).Port.ToString(CultureInfo.InvariantCulture)}";
        await wren.GotoAsync($"{home}{EnterByDoor.Path}");
        await wren.GotoAsync($"{home}/sessions/{session:D}/arrive");
        await wren.TypeAsync("#f-Where", "In the car, behind the library");
        await wren.TypeAsync("#f-Place", "US-MN");
        await wren.ClickAsync("input[name=Privacy][value=Alone]");
        await wren.TypeAsync("#f-CallBack", "218-555-0199");
        await GoAsync(wren, "main form button[type=submit]", "/camera");
        await wren.ClickAsync("#begin");
        await wren.UntilAsync("['good', 'weak'].includes(document.querySelector('#row-way').dataset.state)");
        await GoAsync(wren, "#check button.big", "/room");

        await leila.PressAsync("Open the room");
        await leila.IsInsideAsync();
        await leila.LetInAsync("Wren");
        await leila.LetInAsync("June");
        await june.IsInsideAsync();
        await wren.UntilAsync("!!document.querySelector('#stage')");
        foreach (var guest in guests) await guest.MicAsync(true);
        await wren.ClickAsync("#mic");

        // She sees their colors and hears that somebody speaks; they hear her tone and see her picture change.
        var colors = JsonSerializer.Serialize(new[] { leila.Look, june.Look }.Select(l => new[] { l.Red, l.Green, l.Blue }));
        await wren.UntilAsync($"({Received})({colors})", 60);
        foreach (var guest in guests) await HearsAndSeesAsync(guest);

        // The controls, and what is pushed.
        await wren.ClickAsync("#hand");
        await Expect(leila.Page.Locator("#leading ol.hands")).ToContainTextAsync("Wren");
        await wren.ClickAsync("#words");
        await wren.TypeAsync("#say", "The rain is loud here.");
        await wren.ClickAsync("#composer button");
        await june.ReadsAsync("The rain is loud here.");
        await june.SayAsync("I hear it too.");
        await wren.UntilAsync("document.querySelector('.msgs').textContent.includes('I hear it too.')");
        await leila.ForAsync("Wren", "Mute, and tell them");
        await wren.UntilAsync("document.querySelector('#mic').getAttribute('aria-pressed') === 'false'");

        // Taken out is out, here too.
        await leila.ForAsync("Wren", "Remove Wren");
        await wren.UntilAsync("!document.querySelector('#stage') && document.querySelector('#you')?.dataset.standing === 'TakenOut'");
        Assert.Empty(guests.SelectMany(g => g.Complaints));
    }

    private const string Received = """
        async (colors) => {
          const videos = Array.from(document.querySelectorAll("video")).filter((v) => v.srcObject?.getVideoTracks().some((t) => t.readyState === "live") && v.videoWidth > 0 && v.id !== "self-picture");
          const canvas = document.createElement("canvas");
          const near = (a, b) => Math.hypot(...a.map((x, i) => x - b[i])) < 60;
          window.hearthSeen ??= new Set();
          for (const video of videos) {
            canvas.width = canvas.height = 1;
            const pen = canvas.getContext("2d");
            pen.drawImage(video, video.videoWidth / 3, video.videoHeight / 3, 1, 1, 0, 0, 1, 1);
            const seen = Array.from(pen.getImageData(0, 0, 1, 1).data.slice(0, 3));
            colors.forEach((c, i) => near(c, seen) && window.hearthSeen.add(i));
          }
          const sounds = Array.from(document.querySelectorAll("audio")).filter((a) => a.srcObject && !a.paused && a.currentTime > 0);
          // One is large at a time, and whoever speaks is: both do, so one of the two colors is always there.
          return window.hearthSeen.size >= 1 && sounds.length === colors.length;
        }
        """;

    private const string Own = """
        (() => ({ media: document.querySelector("#frame").dataset.media, camera: document.querySelector("#camera").ariaPressed, mic: document.querySelector("#mic").ariaPressed,
          says: document.querySelector("#say-room").textContent, part: document.querySelector("#you").dataset.takingPart }))()
        """;

    /// <summary>Firefox's tone comes in, and a picture that is nobody else's.</summary>
    private async Task HearsAndSeesAsync(Guest guest)
    {
        for (var until = DateTime.UtcNow.AddSeconds(45); ; await Task.Delay(200))
        {
            var (hertz, frames) = (await guest.Page.EvaluateAsync<double[]>("() => hearthTest.hertz()"), await guest.Page.EvaluateAsync<int[]>("() => hearthTest.frames()"));
            if (hertz.Any(h => Math.Abs(h - Firefox.Hertz) < 25) && frames.Count(f => f > 10) >= 2) return;
            if (DateTime.UtcNow < until) continue;
            Assert.Fail($"{guest.Name} hears [{string.Join(", ", hertz)}] Hz and has decoded [{string.Join(", ", frames)}] pictures. Firefox: {await wren!.EvaluateAsync(Own)}");
        }
    }

    private static async Task GoAsync(Firefox page, string button, string to)
    {
        await page.ClickAsync(button);
        await page.UntilAsync($"location.pathname.endsWith('{to}') && document.readyState === 'complete'");
    }

    private async Task<Guest> ComeAsync(string host, int look)
    {
        var guest = await Guest.InviteAsync(chromium, demo.Address, host, ColorAndTone.All[look]);
        guests.Add(guest);
        await guest.ThroughTheDoorAsync();
        return guest;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in guests) await guest.DisposeAsync();
        if (wren is not null) await wren.DisposeAsync();
        if (demo is not null) await demo.DisposeAsync();
    }
}
