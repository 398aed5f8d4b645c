using Hearth.Browser.Command;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>
/// Whatever dies, the circle goes on: with the real pages, the house as <c>./hearth up</c> runs it, and nobody touching anything.
/// </summary>
[Collection("command")]
public class KillTests(Chromium chromium)
{
    [Fact]
    public async Task Janus_is_killed()
    {
        await using var evening = await GatheredAsync();
        var janus = evening.JanusPid;
        House.Kill(janus, "KILL");
        await evening.AllDecodeAllAgainAsync(() => evening.FindJanus() is { } now && now != janus, "another Janus");
        await NothingWasTouchedAsync(evening);
    }

    [Fact]
    public async Task Janus_hangs()
    {
        await using var evening = await GatheredAsync();
        var janus = evening.JanusPid;
        House.Kill(janus, "STOP");
        await evening.AllDecodeAllAgainAsync(() => evening.FindJanus() is { } now && now != janus, "another Janus");
        await NothingWasTouchedAsync(evening);
    }

    [Fact]
    public async Task The_media_node_is_killed()
    {
        await using var evening = await GatheredAsync();
        var (node, janus) = (evening.NodePid, evening.JanusPid);
        House.Kill(node, "KILL");
        await evening.AllDecodeAllAgainAsync(() => evening.NodePid != node && evening.FindJanus() is { } now && now != janus, "another node with a Janus");
        await NothingWasTouchedAsync(evening);
    }

    [Fact]
    public async Task The_server_is_killed()
    {
        await using var evening = await GatheredAsync();
        var (leila, wren, june) = (evening["leila"], evening["wren"], evening["june"]);
        var (server, node, janus) = (evening.House.ServerPid, evening.NodePid, evening.JanusPid);

        await wren.PressAsync("Raise hand");
        await june.SayAsync("I am here.");
        await leila.ReadsAsync("I am here.");
        await leila.Page.Locator("#next-step").ClickAsync();
        await wren.SeesAsync("A round: something hard");
        var before = await Task.WhenAll(evening.Guests.Select(g => g.ConnectionsAsync()));
        foreach (var guest in evening.Guests) await guest.WatchPacketsAsync();

        House.Kill(server, "KILL");
        await House.Eventually(() => evening.House.Said.Contains("The server is back"), 60, () => evening.House.Said);
        Assert.NotEqual(server, evening.House.ServerPid);

        // The picture and the voice of each went on all the while, over the same connections, through the same Janus.
        foreach (var guest in evening.Guests) await guest.HasLineAsync();
        foreach (var guest in evening.Guests) await guest.HeardAllTheWhileAsync();
        Assert.Equal((node, janus), (evening.NodePid, evening.JanusPid));
        Assert.Equal(before, await Task.WhenAll(evening.Guests.Select(g => g.ConnectionsAsync())));
        await evening.AllDecodeAllAsync();

        // The same room, people, step, hand and chat, on the same document; and it can be acted in.
        await Expect(leila.Page.Locator("#leading ol.hands")).ToContainTextAsync("Wren");
        await Expect(wren.Button("Raise hand")).ToHaveAttributeAsync("aria-pressed", "true");
        await leila.ReadsAsync("I am here.");
        await wren.SeesAsync("A round: something hard");
        await wren.SayAsync("So am I.");
        foreach (var guest in evening.Guests) await guest.ReadsAsync("So am I.");
        await NothingWasTouchedAsync(evening);
    }

    private async Task<Evening> GatheredAsync()
    {
        var evening = await Evening.BeginAsync(chromium);
        await evening.GatherAsync("leila", "wren", "june");
        foreach (var guest in evening.Guests) await guest.MarkAsync();
        return evening;
    }

    private static async Task NothingWasTouchedAsync(Evening evening)
    {
        foreach (var guest in evening.Guests) Assert.True(await guest.IsSameDocumentAsync(), $"{guest.Name}’s page was loaded again.");
        Assert.Empty(evening.Guests.SelectMany(g => g.Complaints));
    }
}
