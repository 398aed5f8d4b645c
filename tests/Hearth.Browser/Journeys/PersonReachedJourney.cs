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

    private async Task<Guest> ComeAsync(string host, int look)
    {
        var guest = await Guest.InviteAsync(chromium, demo.Address, host, ColorAndTone.All[look]);
        await guest.ThroughTheDoorAsync();
        await guest.Page.GotoAsync($"{guest.Home}/today");
        return guest;
    }
}
