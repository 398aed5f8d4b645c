using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>The live room is for every body in each of its states, for who takes part and for who leads: see <see cref="EveryBody"/>.</summary>
public sealed class EveryBodyRoom(Chromium chromium) : IAsyncDisposable
{
    private readonly List<Guest> all = [];
    private readonly List<string> faults = [];
    private LiveDemo demo = null!;

    [Fact]
    public async Task Each_state_of_the_room()
    {
        demo = await LiveDemo.OpenAsync();
        var (leila, wren, june) = (await ComeAsync("leila"), await ComeAsync("wren"), await ComeAsync("june"));
        var session = await leila.TonightAsync();
        foreach (var guest in all) await guest.ToTheRoomAsync(session);
        await wren.SeesAsync("The room isn’t open yet");
        await LookAsync("before it opens", leila, wren);

        await leila.PressAsync("Open the room");
        await leila.IsInsideAsync();
        await LookAsync("people at the door", leila);
        foreach (var guest in (Guest[])[wren, june])
        {
            await leila.LetInAsync(guest.Name);
            await guest.IsInsideAsync();
        }
        await wren.SayAsync("Glad of the rain.");
        await june.PressAsync("Raise hand");
        await leila.ReadsAsync("Glad of the rain.");
        await LookAsync("inside", leila, wren);
        foreach (var dialog in (string[])["more", "hard", "leaving"]) await OpenAsync(wren, dialog);

        await leila.PressAsync("Next");
        await wren.SeesAsync("A round: something hard");
        await leila.PressAsync("Begin the round");
        await wren.Page.Locator(".turns li.now").WaitForAsync();
        await LookAsync("in a round", leila, wren);

        await leila.Page.Locator("#controls details.pop summary").ClickAsync();
        await leila.PressAsync("8 minutes");
        await wren.SeesAsync("Time away from the screen");
        await LookAsync("in a break", leila, wren);
        await leila.PressAsync("Go on");
        await Expect(wren.Page.Locator("#stage")).ToContainTextAsync("June");

        await leila.Page.Locator("#controls [data-opens=ending]").ClickAsync();
        await leila.PressAsync("End for everyone");
        await wren.SeesAsync("This session has ended");
        await LookAsync("after the end", leila, wren);

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(all.SelectMany(g => g.Complaints));
    }

    private async Task LookAsync(string when, params Guest[] guests)
    {
        foreach (var guest in guests) faults.AddRange((await EveryBody.FaultsAsync(guest.Page)).Select(f => $"{when}, {guest.Name}: {f}"));
    }

    private async Task OpenAsync(Guest guest, string name)
    {
        var dialog = guest.Page.Locator($"dialog#{name}");
        await guest.Page.Locator($"[data-opens={name}]").ClickAsync();
        await Expect(dialog).ToBeVisibleAsync();
        await LookAsync($"\"{name}\" open", guest);
        await guest.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
    }

    private async Task<Guest> ComeAsync(string host)
    {
        var guest = await Guest.InviteAsync(chromium, demo.Address, host, ColorAndTone.All[all.Count]);
        all.Add(guest);
        await guest.ThroughTheDoorAsync();
        return guest;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in all) await guest.DisposeAsync();
        if (demo is not null) await demo.DisposeAsync();
    }
}
