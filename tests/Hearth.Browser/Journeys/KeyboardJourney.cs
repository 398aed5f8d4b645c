using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>
/// The same evening for hands that use no mouse: Wren takes part and Leila leads, by keyboard alone, from the address of their door.
/// June is there too, so that there is somebody left when a row goes away.
/// </summary>
public sealed class KeyboardJourney(Chromium chromium) : IAsyncDisposable
{
    private const string Place = "12 Birch Street, Duluth", Number = "218-555-0199";

    private readonly List<Guest> all = [];
    private LiveDemo demo = null!;

    [Fact]
    public async Task An_evening_by_keyboard_alone()
    {
        demo = await LiveDemo.OpenAsync();
        var (leila, leader) = await ComeAsync("leila");
        var (wren, keys) = await ComeAsync("wren");
        var june = await Guest.InviteAsync(chromium, demo.Address, "june", ColorAndTone.All[2]);
        all.Add(june);

        // From the door to the room.
        await keys.SkipsAsync();
        await MenuAsync(keys, wren);
        await keys.GoAsync("What we’ll do", "**/sessions/*");
        await keys.SkipsAsync();
        await keys.GoAsync("Get ready", "**/arrive");
        await keys.TypeAsync("Where are you right now?", Place);
        await keys.TypeAsync("Which state or country are you in?", "Minnesota");
        await keys.PressAsync("No, I’m on my own", key: "Space");
        await wren.Page.Keyboard.PressAsync("ArrowDown");
        await keys.IsOnAsync("Someone’s near, and I have headphones Others’ voices stay with you.");
        await keys.TypeAsync("If we lose you, which number?", Number);
        await keys.GoAsync("Continue", "**/camera");
        await keys.PressAsync("Try camera and microphone");
        await keys.IsOnAsync("Camera on");
        await keys.TabToAsync("Talk when it feels right, with my picture");
        await wren.Page.Keyboard.PressAsync("ArrowDown");
        await keys.IsOnAsync("Talk when it feels right, without a picture");
        await wren.Page.Keyboard.PressAsync("ArrowUp");
        await keys.GoAsync("Go in", "**/room");
        await wren.SeesAsync("The room isn’t open yet");
        var session = Guid.Parse(new Uri(wren.Page.Url).Segments[2].TrimEnd('/'));

        await june.ThroughTheDoorAsync();
        await june.ToTheRoomAsync(session);
        await june.SeesAsync("The room isn’t open yet");

        await leader.SkipsAsync();
        await leader.GoAsync("What we’ll do", "**/sessions/*");
        await leader.GoAsync("Get ready to lead", "**/camera");
        await leader.PressAsync("Try camera and microphone");
        await leader.GoAsync("Go in", "**/room");
        await leader.SkipsAsync();
        await leader.PressAsync("Open the room");
        await leila.IsInsideAsync();
        await leader.IsInAsync("#main");

        // The row of whoever was let in is gone: she is still there where she was, at the heading, and not on June’s button.
        await leader.PressAsync("Let in", inside: "#leading ul.hands li:has-text(\"Wren\")");
        await wren.IsInsideAsync();
        await leader.IsOnAsync("At the door");
        await keys.IsInAsync("#main");
        await leader.PressAsync("Let in");
        await june.IsInsideAsync();
        await leader.IsOnAsync("At the door");

        // Her own controls.
        await keys.PressAsync("Mic");
        await Expect(wren.Page.Locator("#mic")).ToHaveAttributeAsync("aria-pressed", "true");
        await keys.IsOnAsync("Mic");
        await wren.Page.Keyboard.PressAsync("Space");
        await Expect(wren.Page.Locator("#mic")).ToHaveAttributeAsync("aria-pressed", "false");
        await keys.PressAsync("Raise hand", back: true);
        await Expect(leila.Page.Locator("#leading ol.hands")).ToContainTextAsync("Wren");
        await keys.IsOnAsync("Raise hand");
        await wren.Page.Keyboard.PressAsync("Space");
        await Expect(leila.Page.Locator("#leading ol.hands")).Not.ToContainTextAsync("Wren");
        await keys.IsOnAsync("Raise hand");
        await keys.OpensAndEscapesAsync("More", "dialog#more");
        await keys.OpensAndEscapesAsync("Hard moment", "dialog#hard");
        await keys.PressAsync("Chat", inside: "#devices", back: true);
        await keys.IsOnAsync("Write to the circle");
        await wren.Page.Keyboard.TypeAsync("Glad of the rain.");
        await wren.Page.Keyboard.PressAsync("Enter");
        await leila.ReadsAsync("Glad of the rain.");
        await keys.IsOnAsync("Write to the circle");

        // A round.
        await leader.PressAsync("Next");
        await wren.SeesAsync("A round: something hard");
        await leader.IsOnAsync("Next");
        await leader.PressAsync("Begin the round");
        await leader.IsOnAsync("Next turn");
        if (await wren.Page.Locator(".turns li.now .nm").InnerTextAsync() == "June") await leila.Page.Keyboard.PressAsync("Enter");
        await wren.SeesAsync("It’s your turn, if you like.");
        await keys.PressAsync("Pass", inside: ".ask");
        await Expect(wren.Page.Locator(".ask")).ToHaveCountAsync(0);
        await keys.IsInAsync("#main");

        // What a leader may do for one person, from a menu. Where they are is asked for one by one, and each look is on record.
        await Expect(wren.Page.Locator(".whereabouts")).ToHaveCountAsync(0);
        Assert.Equal(0, await LooksAsync());
        Assert.DoesNotContain(Place, await leila.Page.ContentAsync(), StringComparison.Ordinal);
        await leader.OpensAndEscapesAsync("What you can do for Wren", ".acts-of:popover-open");
        await leila.Page.Keyboard.PressAsync("Enter");
        await leader.PressAsync("Where Wren is", inside: ":popover-open");
        var menu = leila.Page.Locator(".acts-of:popover-open");
        await Expect(menu).ToContainTextAsync(Place);
        await Expect(menu).ToContainTextAsync(Number);
        await leader.IsOnAsync("Where Wren is");
        Assert.Equal(1, await LooksAsync());
        await leader.TabToAsync(Number, inside: ":popover-open");
        // A fragment that comes meanwhile leaves it as it is.
        await june.SayAsync("Me too.");
        await june.PressAsync("Raise hand");
        await Expect(leila.Page.Locator("#leading ol.hands")).ToContainTextAsync("June");
        await Expect(menu).ToContainTextAsync(Place);
        await leila.Page.Keyboard.PressAsync("Escape");
        await leader.IsOnAsync("What you can do for Wren");
        await Expect(leila.Page.Locator("#room")).Not.ToContainTextAsync(Place);   // hidden text counts

        await keys.PressAsync("Mic");
        await Expect(wren.Page.Locator("#mic")).ToHaveAttributeAsync("aria-pressed", "true");
        await leila.Page.Keyboard.PressAsync("Enter");
        await leader.PressAsync("Mute, and tell them", inside: ":popover-open");
        await wren.SeesAsync("A leader has turned your microphone off.");
        await leader.IsOnAsync("What you can do for Wren");
        await keys.IsOnAsync("Mic");

        await leader.PressAsync("Close to newcomers");
        await leader.IsOnAsync("Open to newcomers again");

        // A break takes the controls away that people stand on, and the menu that began it.
        await leader.OpensAndEscapesAsync("Break", "#controls details.pop > .menu");
        await leila.Page.Keyboard.PressAsync("Enter");
        await leader.PressAsync("8 minutes");
        await Expect(leila.Button("Go on").First).ToBeVisibleAsync();
        await leader.IsInAsync("#controls");
        await wren.SeesAsync("Time away from the screen");
        await keys.IsInAsync("#controls");
        await keys.PressAsync("Dark screen");
        await Expect(wren.Page.Locator("#darkness")).ToBeVisibleAsync();
        await leader.PressAsync("Go on");
        await Expect(wren.Page.Locator("#darkness")).ToBeHiddenAsync();
        await leader.IsInAsync("#controls");
        await keys.IsInAsync("#main");

        // She leaves, and answers the two questions; then the leader ends it for everyone, and writes the note.
        await keys.OpensAndEscapesAsync("Leave", "dialog#leaving");
        await wren.Page.Keyboard.PressAsync("Enter");
        await keys.IsOnAsync("Stay");
        await keys.PressAsync("Leave the circle");
        await wren.SeesAsync("You’ve left for now");
        await keys.IsOnAsync("You’ve left for now");
        await keys.GoAsync("Say what helped", "**/after");
        await keys.PressAsync("Hearing others", key: "Space");
        await keys.TypeAsync("Or in your own words", "The rain on the roof.");
        await keys.PressAsync("Fresh", key: "Space");
        await wren.Page.Keyboard.PressAsync("ArrowRight");
        await keys.IsOnAsync("A bit");
        await keys.GoAsync("Send", "**/after?kept=1");
        await wren.SeesAsync("Thank you. That’s everything for now.");

        await leader.PressAsync("End");
        await leader.IsOnAsync("Go on");
        await leader.PressAsync("End for everyone");
        await leila.SeesAsync("This session has ended");
        await leader.IsOnAsync("This session has ended");
        await leader.GoAsync("Write the notes", "**/notes");
        await leader.GoAsync("The group Not begun.", "**/note");
        await leader.TypeAsync("What the group did", "We began late, and went round once.");
        await leader.GoAsync("Save the draft", "**/note?*");
        await leila.SeesAsync("Saved as a draft.");

        Assert.True(keys.Faults.Count + leader.Faults.Count == 0, string.Join('\n', keys.Faults.Select(f => $"Wren: {f}").Concat(leader.Faults.Select(f => $"Leila: {f}"))));
        Assert.Empty(all.SelectMany(g => g.Complaints));
    }

    [Fact]
    public async Task A_place_where_the_focus_cannot_be_seen_is_found()
    {
        await using var context = await chromium.PersonAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync("""
            <style>button:focus { outline: 3px solid blue } #bare:focus { outline: none } #always, #always:focus { outline: 3px solid blue } #away { position: fixed; left: -500px }
              #lid { position: fixed; top: 200px; left: 0; width: 300px; height: 100px; background: #ccc } #under { position: fixed; top: 220px; left: 20px }</style>
            <button>Good</button><button id="bare">Bare</button><button id="always">Always</button><button id="away">Away</button><button id="under">Under</button><button>Last</button><div id="lid"></div>
            """);
        var keys = await Keyboard.OfAsync(page);
        await keys.TabToAsync("Last");
        Assert.Equal(5, keys.Faults.Count); // what has no ring looks the same, too
        foreach (var (what, fault) in (ReadOnlySpan<(string, string)>)[("bare", "has no focus ring"), ("always", "looks the same"), ("away", "is not in view"), ("under", "is covered by")])
            Assert.Contains(keys.Faults, f => f.Contains($"#{what}>", StringComparison.Ordinal) && f.Contains(fault, StringComparison.Ordinal));
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => keys.TabToAsync("Nowhere"));
    }

    /// <summary>The menu behind the pebble gives the focus back.</summary>
    private static Task MenuAsync(Keyboard keys, Guest guest) => keys.OpensAndEscapesAsync($"You: {guest.Name}. Settings and sign out", "details.you > .menu");

    private async Task<int> LooksAsync() => await demo.HappeningsAsync("sessions.whereabouts-read");

    private async Task<(Guest, Keyboard)> ComeAsync(string host)
    {
        var guest = await Guest.InviteAsync(chromium, demo.Address, host, ColorAndTone.All[all.Count]);
        all.Add(guest);
        await guest.ThroughTheDoorAsync();
        return (guest, await Keyboard.OfAsync(guest.Page));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in all) await guest.Page.Context.DisposeAsync();
        if (demo is not null) await demo.DisposeAsync();
    }
}
