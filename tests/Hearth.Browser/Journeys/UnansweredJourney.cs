using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>Sana is new, and nobody answers what she wrote: it stands out for peers, then a mentor's word is asked for, and then one of the staff has it by name.</summary>
public sealed class UnansweredJourney(Chromium chromium) : IAsyncLifetime
{
    private const string Words = "Is it all right if I only read along this week?";

    private LiveDemo demo = null!;

    public async ValueTask InitializeAsync() => demo = await LiveDemo.OpenAsync();

    public ValueTask DisposeAsync() => demo.DisposeAsync();

    [Fact]
    public async Task What_a_newcomer_wrote_stands_out_for_peers_and_then_comes_to_its_owners_queue()
    {
        await using var sana = await ToThePorchAsync("sana", 0);
        await sana.TickAsync("Just listen");
        await sana.TypeAsync("Write to Porch Light", Words);
        await sana.PressAsync("Post");
        await sana.HoldsAsync("Write to Porch Light", "");

        // At first it is one among others.
        await using var wren = await ToThePorchAsync("wren", 1);
        await Expect(Hers(wren)).ToHaveCountAsync(1);
        await Expect(Hers(wren)).Not.ToHaveClassAsync(new System.Text.RegularExpressions.Regex("waits"));
        await Expect(Hers(wren)).Not.ToContainTextAsync("No one has answered");

        // Six hours and nobody: it stands out, for peers; not for her, and staff have nothing of it yet.
        demo.Clock.Pass(TimeSpan.FromHours(6) + TimeSpan.FromMinutes(1));
        await AgainAsync(wren);
        await Expect(Hers(wren)).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("waits"));
        await Expect(Hers(wren)).ToContainTextAsync("Sana is new. No one has answered Sana yet.");
        await AgainAsync(sana);
        await Expect(Hers(sana)).Not.ToContainTextAsync("No one has answered");
        await using var noor = await Guest.InviteAsync(chromium, demo.Address, "noor", ColorAndTone.All[2]);
        await noor.ThroughTheDoorAsync();
        await noor.Page.GotoAsync($"{noor.Home}/follow-ups");
        await Expect(noor.Page.Locator("#queue a", new() { HasText = "Sana" })).ToHaveCountAsync(0);

        // A day: one of those who lead the group has it, by name.
        demo.Clock.Pass(TimeSpan.FromHours(18));
        await noor.ThroughTheDoorAsync();
        await noor.Page.GotoAsync($"{noor.Home}/follow-ups");
        var row = noor.Page.Locator("#queue a", new() { HasText = "Sana" });
        await Expect(row).ToContainTextAsync(new System.Text.RegularExpressions.Regex("(Leila|Dan) has it\\."));
        var host = (await row.InnerTextAsync()).Contains("Leila has it", StringComparison.Ordinal) ? "leila" : "dan";
        await using var owner = await Guest.InviteAsync(chromium, demo.Address, host, ColorAndTone.All[3]);
        await owner.ThroughTheDoorAsync();
        await owner.Page.GotoAsync($"{owner.Home}/follow-ups");
        await owner.FollowAsync("Sana");
        var hers = owner.Page.Locator("article", new() { HasText = Words });
        await Expect(hers).ToContainTextAsync("Nobody has answered yet.");
        await hers.GetByRole(AriaRole.Link, new() { Name = "Read and answer" }).ClickAsync();
        await owner.TypeAsync("Answer Sana", "It is. Reading along is being here.");
        await owner.PressAsync("Post");
        await owner.HoldsAsync("Answer Sana", "");

        // Answered, it stands out no more, and its owner says how it went.
        await AgainAsync(wren);
        await Expect(Hers(wren)).Not.ToHaveClassAsync(new System.Text.RegularExpressions.Regex("waits"));
        await Expect(Hers(wren)).ToContainTextAsync("wrote back");
        await owner.Page.GotoAsync($"{owner.Home}/follow-ups");
        await owner.FollowAsync("Sana");
        await Expect(owner.Page.Locator("article", new() { HasText = Words })).ToContainTextAsync("Somebody has answered meanwhile.");
        await owner.PressAsync("I answered");
        await owner.SeesAsync("Thank you. It is put on record.");
        foreach (var guest in (Guest[])[sana, wren, noor, owner]) Assert.Empty(guest.Complaints);
    }

    private static ILocator Hers(Guest guest) => guest.Page.Locator("#feed article", new() { HasText = Words });

    private async Task<Guest> ToThePorchAsync(string host, int look)
    {
        var guest = await Guest.InviteAsync(chromium, demo.Address, host, ColorAndTone.All[look]);
        await AgainAsync(guest);
        return guest;
    }

    /// <summary>Hours have passed, and whoever comes back comes in anew.</summary>
    private static async Task AgainAsync(Guest guest)
    {
        await guest.ThroughTheDoorAsync();
        await guest.GoToAsync("Group");
        await guest.FollowAsync("Porch Light");
        await guest.HeadingAsync("Porch Light");
    }
}
