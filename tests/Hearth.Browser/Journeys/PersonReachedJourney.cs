using Hearth.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>Somebody needs a person: themselves, or since a peer noticed something. Nobody turns a page; what happens is seen where they are.</summary>
public sealed class PersonReachedJourney(Chromium chromium) : IAsyncLifetime
{
    private LiveDemo demo = null!;

    public async ValueTask InitializeAsync() => demo = await LiveDemo.OpenAsync();

    public ValueTask DisposeAsync() => demo.DisposeAsync();

    [Fact]
    public async Task A_hard_moment_goes_on_to_the_second_on_call_and_a_concern_is_answered_within_its_clock()
    {
        await using var wren = await ComeAsync("wren", 0);
        await using var june = await ComeAsync("june", 1);
        await using var ada = await ComeAsync("ada", 2);

        // Whoever is on call at this hour is named on the button; Ada is the second at any hour.
        await wren.Page.GotoAsync($"{wren.Home}/hard-moment");
        var ask = await wren.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Ask ") }).InnerTextAsync();
        var name = ask["Ask ".Length..];
        await using var first = await ComeAsync(DemoCast.North.People.Single(p => p.Name == name).Host, 3);
        Assert.NotEqual("Ada", name);

        await wren.PressAsync(ask);
        await wren.SeesAsync($"{name} has been asked");
        await first.SeesAsync("Wren needs a person now.");
        await Expect(ada.Page.GetByText("needs a person now")).ToHaveCountAsync(0);
        await Expect(june.Page.GetByText("needs a person now")).ToHaveCountAsync(0);

        // Two minutes without an answer.
        demo.Clock.Pass(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(1));
        await ada.SeesAsync("Wren needs a person now.");
        await wren.SeesAsync("Several people have been asked");
        await ada.PressAsync("I have it");
        await wren.SeesAsync("Ada is coming");
        await Expect(first.Page.GetByText("needs a person now")).ToHaveCountAsync(0);
        await ada.TickAsync("We spoke");
        await ada.PressAsync("That’s how it went");
        await wren.SeesAsync("This has ended");

        await june.Page.GotoAsync($"{june.Home}/noticed/new");
        await june.TickAsync("Wren");
        await june.TickAsync("A very different mood");
        await june.TypeAsync("In your own words", "Laughed at nothing, then left without a word.");
        await june.TickAsync("Somebody should look today");
        await june.PressAsync("Tell the program");
        await june.SeesAsync("The program knows now.");
        await first.SeesAsync("Somebody noticed something about Wren");
        demo.Clock.Pass(TimeSpan.FromMinutes(10)); // not longer: staff who do nothing for a quarter of an hour are asked who they are
        await first.PressAsync("I have it");
        await first.SeesAsync("Laughed at nothing, then left without a word.");
        await june.SeesAsync($"{name} has it, since");
        // Within its clock: the second was not needed, and Wren reads nothing of it.
        await Expect(ada.Page.GetByText("Somebody noticed something about")).ToHaveCountAsync(0);
        await Expect(wren.Page.GetByText("noticed something")).ToHaveCountAsync(0);
        foreach (var guest in (Guest[])[wren, june, ada, first]) Assert.Empty(guest.Complaints);
    }

    [Fact]
    public async Task A_peer_who_rests_is_left_in_peace_and_it_goes_on_by_way_of_the_staff_to_the_second_on_call()
    {
        await using var wren = await ComeAsync("wren", 0);
        await using var june = await ComeAsync("june", 1);
        await using var tomas = await ComeAsync("tomas", 2);
        await using var ada = await ComeAsync("ada", 3);
        // Both said yes to being asked, and June rests at this hour.
        foreach (var peer in (Guest[])[june, tomas])
        {
            await peer.Page.GotoAsync($"{peer.Home}/availability");
            await peer.TickAsync(peer == june ? "Yes, in these hours" : "No quiet hours");
            foreach (var day in await peer.Page.Locator("form[action='/availability/quiet'] input[name=Days]").AllAsync()) await day.CheckAsync();
            foreach (var time in (string[])["From", "Until"]) await peer.Page.Locator($"form[action='/availability/quiet'] input[name={time}]").FillAsync("00:00");
            await peer.PressAsync("Keep my quiet hours");
            await peer.SeesAsync("Kept. It holds from now on.");
            await peer.Page.GotoAsync($"{peer.Home}/availability");
            await peer.TickAsync("Yes, outside my quiet hours");
            await peer.PressAsync("Keep my answer");
            await peer.SeesAsync("Kept. It holds from now on.");
            await peer.Page.GotoAsync($"{peer.Home}/today");
            await peer.HasLineAsync();
        }

        // They are whom Wren would want to ask.
        await wren.Page.GotoAsync($"{wren.Home}/my-people");
        foreach (var chosen in (string[])["June", "Tomas"]) await wren.TickAsync(chosen);
        await wren.PressAsync("Keep this");
        await wren.SeesAsync("They come first on your hard-moment page");
        await wren.Page.GotoAsync($"{wren.Home}/hard-moment");
        await Expect(wren.Page.Locator(".row", new() { HasText = "June" })).ToContainTextAsync("Resting");
        await Expect(wren.Button("Ask June")).ToHaveCountAsync(0);
        await wren.PressAsync("Ask Tomas");
        await wren.SeesAsync("Waiting for Tomas");
        await wren.MarkAsync();
        await tomas.SeesAsync("Wren could use company.");
        // A no is seen by nobody, and who rests is not the next.
        await tomas.PressAsync("Not now");
        await Expect(wren.Page.GetByText("Then we ask June")).ToHaveCountAsync(0);
        await wren.SeesAsync("Waiting for Tomas");

        // Five minutes: whoever is on call first. Two more: the second.
        demo.Clock.Pass(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        var heading = wren.Page.Locator("#asked h1");
        await Expect(heading).Not.ToContainTextAsync("Tomas");
        await Expect(heading).ToContainTextAsync("has been asked");
        var name = (await heading.InnerTextAsync()).Split(' ')[0];
        Assert.DoesNotContain(name, (string[])["Ada", "June", "Tomas"]);
        await using var first = await ComeAsync(DemoCast.North.People.Single(p => p.Name == name).Host, 4);
        await first.SeesAsync("Wren needs a person now.");
        await Expect(ada.Page.GetByText("needs a person now")).ToHaveCountAsync(0);
        demo.Clock.Pass(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(1));
        await ada.SeesAsync("Wren needs a person now.");
        await ada.PressAsync("I have it");
        await wren.SeesAsync("Ada is coming");
        Assert.True(await wren.IsSameDocumentAsync());
        foreach (var peer in (Guest[])[june, tomas]) await Expect(peer.Page.GetByText("could use company")).ToHaveCountAsync(0);
        await Expect(first.Page.GetByText("needs a person now")).ToHaveCountAsync(0);
        foreach (var guest in (Guest[])[wren, june, tomas, ada, first]) Assert.Empty(guest.Complaints);
    }

    private async Task<Guest> ComeAsync(string host, int look)
    {
        var guest = await Guest.InviteAsync(chromium, demo.Address, host, ColorAndTone.All[look]);
        await guest.ThroughTheDoorAsync();
        await guest.Page.GotoAsync($"{guest.Home}/today");
        return guest;
    }
}
