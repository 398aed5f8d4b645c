using Hearth.Browser.Journeys;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.PoorLines;

/// <summary>
/// Wren, in a parked car. With the real pages, and nobody touching anything: voices first, pictures when they fit again, and the same
/// seat, hand and page all the while.
/// </summary>
[Collection(Alone.Name)]
public class PoorLineTests(Chromium chromium)
{
    [Fact]
    public async Task A_narrow_line_keeps_voices_and_lets_pictures_go_and_come_back()
    {
        await using var line = new PoorLine();
        await using var evening = await GatheredAsync(line, "leila", "wren", "june", "tomas");
        var wren = evening["wren"];
        var seat = await SeatAsync(wren);

        (line.Down, line.Up) = (120, 80);
        await Expect(wren.Page.Locator("#frame")).ToHaveAttributeAsync("data-media", "weak", new() { Timeout = 60_000 });
        await wren.SeesAsync("Pictures are paused to keep voices clear.");
        await Expect(wren.Page.Locator("#offer-voices")).ToBeVisibleAsync();
        // No picture is even sent, and every voice is whole.
        await EventuallyAsync(async () => await PicturesAsync(wren, 3) == 0, "pictures stop", 60);
        await EventuallyAsync(async () => await MadeUpAsync(wren, 3) < 0.05, "voices are clean", 60);
        await ColorAndTone.WaitForAsync(wren.Page, [], evening.Guests.Where(g => g != wren).Select(g => g.Look), 60);
        // Others hear her. Her own picture goes only when the line is too narrow for that as well.
        for (var until = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(200, TestContext.Current.CancellationToken))
        {
            var (_, heard) = await ColorAndTone.ReceivedAsync(evening["june"].Page);
            if (heard.SetEquals(evening.Guests.Where(g => g.Name != "June").Select(g => g.Look.Name))) break;
            Assert.True(DateTime.UtcNow < until, $"June hears {string.Join(", ", heard)}.");
        }

        (line.Down, line.Up) = (0, 0);
        await Expect(wren.Page.Locator("#frame")).ToHaveAttributeAsync("data-media", "live", new() { Timeout = 120_000 });
        await evening.AllDecodeAllAsync(60);
        Assert.Equal(seat, await SeatAsync(wren));
        Assert.True(await wren.IsSameDocumentAsync());
        Assert.Empty(evening.Guests.SelectMany(g => g.Complaints));
    }

    [Theory]
    [InlineData(5), InlineData(20)]
    public async Task A_line_that_is_gone_for_a_while_loses_neither_seat_nor_hand_nor_words(int seconds)
    {
        await using var line = new PoorLine();
        await using var evening = await GatheredAsync(line, "leila", "wren", "june");
        var (leila, wren, june) = (evening["leila"], evening["wren"], evening["june"]);
        await wren.PressAsync("Raise hand");
        await Expect(leila.Page.Locator("#leading ol.hands")).ToContainTextAsync("Wren");
        await wren.Page.Locator("#say").FillAsync("The rain is loud here");
        var seat = await SeatAsync(wren);

        line.Cut = true;
        await wren.Page.Context.SetOfflineAsync(true);
        await june.SayAsync("Are you there, Wren?");
        await Task.Delay(TimeSpan.FromSeconds(seconds), TestContext.Current.CancellationToken);
        Assert.False(await ReadAsync(wren, "Are you there, Wren?"));
        line.Cut = false;
        await wren.Page.Context.SetOfflineAsync(false);

        await evening.AllDecodeAllAsync(60);
        await wren.ReadsAsync("Are you there, Wren?");
        await Expect(wren.Page.Locator("#say")).ToHaveValueAsync("The rain is loud here");
        await Expect(wren.Button("Raise hand")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(leila.Page.Locator("#leading ol.hands")).ToContainTextAsync("Wren");
        Assert.Equal(seat, await SeatAsync(wren));
        await wren.Page.Locator("#say").PressAsync("Enter");
        await june.ReadsAsync("The rain is loud here");
        Assert.True(await wren.IsSameDocumentAsync());
        Assert.Empty(evening.Guests.SelectMany(g => g.Complaints));
    }

    [Fact]
    public async Task Voices_only_is_a_choice_and_no_picture_comes_or_goes_until_it_is_taken_back()
    {
        await using var line = new PoorLine();
        await using var evening = await GatheredAsync(line, "leila", "wren");
        var (leila, wren) = (evening["leila"], evening["wren"]);
        await wren.PressAsync("More");
        await wren.Page.Locator("#voices-only").CheckAsync();
        await wren.Page.Keyboard.PressAsync("Escape");
        await ColorAndTone.WaitForAsync(leila.Page, [], [wren.Look]);
        await ColorAndTone.WaitForAsync(wren.Page, [], [leila.Look]);
        await EventuallyAsync(async () => await PicturesAsync(wren, 2) == 0, "pictures stop", 30);
        Assert.False(await wren.Page.Locator("#offer-voices").IsVisibleAsync());

        await wren.PressAsync("More");
        await wren.Page.Locator("#voices-only").UncheckAsync();
        await wren.Page.Keyboard.PressAsync("Escape");
        await wren.CameraAsync(true);
        await evening.AllDecodeAllAsync();
    }

    private async Task<Evening> GatheredAsync(PoorLine line, params string[] hosts)
    {
        var evening = await Evening.BeginAsync(chromium);
        evening.Between = (host, browser) => host == "wren" ? line.StandBetweenAsync(browser) : Task.CompletedTask;
        await evening.GatherAsync(hosts);
        foreach (var guest in evening.Guests) await guest.MarkAsync();
        Assert.True(line.Passed is { Down: > 1000, Up: > 1000 }, "Nothing goes through this line.");
        return evening;
    }

    private static async Task<string?> SeatAsync(Guest guest) => await guest.Page.Locator("#you").GetAttributeAsync("data-seat");

    private static async Task<bool> ReadAsync(Guest guest, string words) => (await guest.Page.Locator(".msgs").InnerTextAsync()).Contains(words, StringComparison.Ordinal);

    /// <summary>Packets of pictures that came in during these seconds.</summary>
    private static Task<long> PicturesAsync(Guest guest, int seconds) => guest.Page.EvaluateAsync<long>("""
        async (seconds) => {
          const count = async () => { let n = 0; for (const c of hearthTest.connections) for (const s of (await c.getStats()).values()) if (s.type === "inbound-rtp" && s.kind === "video") n += s.packetsReceived; return n; };
          const before = await count();
          await new Promise((r) => setTimeout(r, seconds * 1000));
          return (await count()) - before;
        }
        """, seconds);

    /// <summary>The share of what was heard during these seconds that had to be made up for what was lost.</summary>
    private static Task<double> MadeUpAsync(Guest guest, int seconds) => guest.Page.EvaluateAsync<double>("""
        async (seconds) => {
          const count = async () => { let made = 0, all = 0; for (const c of hearthTest.connections) for (const s of (await c.getStats()).values()) if (s.type === "inbound-rtp" && s.kind === "audio") { made += s.concealedSamples - (s.silentConcealedSamples ?? 0); all += s.totalSamplesReceived; } return [made, all]; };
          const [made, all] = await count();
          await new Promise((r) => setTimeout(r, seconds * 1000));
          const [more, rest] = await count();
          return rest > all ? (more - made) / (rest - all) : 1;
        }
        """, seconds);

    private static async Task EventuallyAsync(Func<Task<bool>> so, string what, double seconds)
    {
        for (var until = DateTime.UtcNow.AddSeconds(seconds); DateTime.UtcNow < until;)
            if (await so())
                return;
        Assert.Fail($"Not within {seconds} s: {what}");
    }
}
