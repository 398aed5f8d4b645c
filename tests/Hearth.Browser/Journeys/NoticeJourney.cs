using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>Somebody answers what one began: it is heard on whatever page one is, read where it is, and asked of nobody twice.</summary>
public sealed class NoticeJourney(Chromium chromium, NoScriptPages.House house) : IClassFixture<NoScriptPages.House>
{
    [Fact]
    public async Task An_answer_is_heard_on_another_page_at_once_and_leads_to_where_it_is()
    {
        await using var wren = await Guest.InviteAsync(chromium, house.Demo.Address, "wren", ColorAndTone.All[0]);
        await using var june = await Guest.InviteAsync(chromium, house.Demo.Address, "june", ColorAndTone.All[1]);
        foreach (var guest in new[] { wren, june })
        {
            await guest.ThroughTheDoorAsync();
            await guest.GoToAsync("Group");
            await guest.FollowAsync("Porch Light");
            await guest.HasLineAsync();
        }
        await wren.TickAsync("What worked for you");
        await wren.TypeAsync("Write to Porch Light", "How do you end a Sunday?");
        await wren.PressAsync("Post");
        await wren.HoldsAsync("Write to Porch Light", "");

        // Wren is elsewhere, looking after her quiet hours.
        await wren.Page.GotoAsync($"{wren.Home}/availability");
        await wren.HasLineAsync();
        await wren.MarkAsync();
        await Expect(wren.Page.Locator("#new")).ToBeEmptyAsync();
        await june.Page.Locator("#feed article", new() { HasText = "How do you end a Sunday?" }).GetByRole(AriaRole.Link, new() { Name = "Read and reply" }).ClickAsync();
        await june.HasLineAsync();
        await june.TypeAsync("Answer Wren", "I put the phone in the kitchen.");
        await june.PressAsync("Post");

        // One line, and it does not say who or what; what she was choosing is still as she had it.
        await Expect(wren.Page.Locator("#new")).ToContainTextAsync("Something new for you");
        await Expect(wren.Page.Locator("#new")).Not.ToContainTextAsync("June");
        Assert.True(await wren.IsSameDocumentAsync());
        await wren.FollowAsync("Something new for you");
        await wren.HeadingAsync("Notices");
        await Expect(wren.Page.Locator("#notices")).ToContainTextAsync("There is an answer to something you began.");
        await wren.Page.Locator("#notices .row").First.GetByRole(AriaRole.Button, new() { Name = "Look" }).ClickAsync();
        await wren.SeesAsync("I put the phone in the kitchen.");
        await Expect(wren.Page.Locator("#new")).ToBeEmptyAsync();
        await wren.Page.GotoAsync($"{wren.Home}/notices");
        await wren.SeesAsync("That’s everything for now.");
        Assert.Empty(wren.Complaints.Concat(june.Complaints));
    }
}
