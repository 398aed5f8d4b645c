using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>Something waits, is read and put up; somebody tells the staff of it; and one of them writes to its author alone. Each sees their part, and no more.</summary>
public sealed class ModerationJourney(Chromium chromium, NoScriptPages.House house) : IClassFixture<NoScriptPages.House>
{
    private const string Words = "Write to me at june@example.org, the trams are easier with two.";

    [Fact]
    public async Task What_waits_is_put_up_and_what_was_told_of_is_mended_between_two()
    {
        await using var wren = await Guest.InviteAsync(chromium, house.Demo.Address, "wren", ColorAndTone.All[0]);
        await using var june = await Guest.InviteAsync(chromium, house.Demo.Address, "june", ColorAndTone.All[1]);
        await using var leila = await Guest.InviteAsync(chromium, house.Demo.Address, "leila", ColorAndTone.All[2]);
        foreach (var guest in new[] { wren, june })
        {
            await guest.ThroughTheDoorAsync();
            await guest.GoToAsync("Group");
            await guest.FollowAsync("Porch Light");
            await guest.Page.Locator("article", new() { HasText = "Sunday around 4 pm" }).GetByRole(AriaRole.Link, new() { Name = "Read and reply" }).ClickAsync();
            await guest.HasLineAsync();
            await guest.MarkAsync();
        }
        await leila.ThroughTheDoorAsync();
        await leila.Page.GotoAsync($"{leila.Home}/held");
        await leila.HeadingAsync("What waits to be read");
        await leila.HasLineAsync();
        await leila.MarkAsync();
        var (before, topic) = (await wren.Page.Locator("#thread .reply").CountAsync(), wren.Page.Url);

        // June reads at once that it waits, for whom and why; Leila's open page has it; Wren's has nothing of it.
        await june.TypeAsync("Answer Tomas", Words);
        await june.PressAsync("Post");
        await june.SeesAsync("Only you see this so far.");
        await june.SeesAsync("It seems to say how somebody is reached outside of here.");
        await june.HoldsAsync("Answer Tomas", "");
        var card = leila.Page.Locator("#held article", new() { HasText = "the trams are easier" });
        await Expect(card).ToContainTextAsync("How somebody is reached outside");
        await Expect(wren.Page.Locator("#thread")).Not.ToContainTextAsync("the trams are easier");
        Assert.Equal(before, await wren.Page.Locator("#thread .reply").CountAsync());

        // Put up, it is the next one on everybody's page, without a reload.
        await card.GetByRole(AriaRole.Button, new() { Name = "Put it up" }).ClickAsync();
        await Expect(wren.Page.Locator("#thread .reply").Nth(before)).ToContainTextAsync("the trams are easier");
        await Expect(june.Page.Locator("#thread .held")).ToHaveCountAsync(0);
        Assert.True(await wren.IsSameDocumentAsync() && await june.IsSameDocumentAsync());

        // Two taps of Wren's, and it is with staff.
        await wren.Page.Locator("#thread .reply").Nth(before).GetByRole(AriaRole.Link, new() { Name = "Tell staff" }).ClickAsync();
        await wren.PressAsync("Somebody is drawn away from here");
        await wren.SeesAsync("Thank you. It is with those who look after that space");
        await leila.Page.GotoAsync($"{leila.Home}/held");
        await leila.FollowAsync("A post of June’s");
        await leila.SeesAsync("Wren told you of a post");
        await leila.PressAsync("I have it");
        await Expect(wren.Page.Locator("#mine")).ToContainTextAsync("Leila has it, since");
        await leila.TickAsync("Write to its author alone");
        await leila.TypeAsync("Your words to June", "I put it up too fast. Shall we find them a place here?");
        await leila.PressAsync("Do that");
        await Expect(wren.Page.Locator("#mine")).ToContainTextAsync("Leila has looked after it.");

        // June has it with her post on the page that is open, and answers once. Wren's page has none of it.
        await Expect(june.Page.Locator("#thread .alone")).ToContainTextAsync("Leila wrote to you alone");
        await Expect(june.Page.Locator("#thread")).Not.ToContainTextAsync("Wren told");
        await june.Page.Locator("#thread .alone").GetByRole(AriaRole.Link, new() { Name = "Answer Leila" }).ClickAsync();
        await june.TypeAsync("Your answer", "Yes, please.");
        await june.PressAsync("Send");
        await Expect(june.Page.Locator("#thread .alone")).ToContainTextAsync("You answered: “Yes, please.”");
        await wren.Page.GotoAsync(topic);
        await wren.SeesAsync("the trams are easier");
        await Expect(wren.Page.Locator("#thread .alone")).ToHaveCountAsync(0);
        Assert.Empty(wren.Complaints.Concat(june.Complaints).Concat(leila.Complaints));
    }

    [Fact]
    public async Task Without_a_script_it_waits_and_is_taken_back_all_the_same()
    {
        await using var tomas = await NoScriptPages.ComeAsync(chromium, house.Demo, "tomas");
        await tomas.GoToAsync("Group");
        await tomas.FollowAsync("Porch Light");
        await tomas.Page.SetViewportSizeAsync(390, 844);
        await tomas.FollowAsync("Write to Porch Light");
        await tomas.TickAsync("Just listen");
        await tomas.TypeAsync("Your words", "My number is 555 867 5309.");
        await tomas.PressAsync("Post");
        await tomas.SeesAsync("Only you see this so far.");
        await tomas.FollowAsync("Change it or take it back");
        await tomas.TypeAsync("Your words", "My line is open.");
        await tomas.PressAsync("Post it like this");
        await tomas.SeesAsync("My line is open.");
        await Expect(tomas.Page.Locator(".held")).ToHaveCountAsync(0);
    }
}
