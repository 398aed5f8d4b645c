using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>June's browser has no line for a while. What she writes stays on the page, and is sent once when the line is back; what came meanwhile is there.</summary>
public sealed class OfflineJourney(Chromium chromium, NoScriptPages.House house) : IClassFixture<NoScriptPages.House>
{
    [Fact]
    public async Task What_is_written_without_a_line_in_a_space_is_there_once_when_it_is_back()
    {
        await using var june = await Guest.InviteAsync(chromium, house.Demo.Address, "june", ColorAndTone.All[0]);
        await using var wren = await Guest.InviteAsync(chromium, house.Demo.Address, "wren", ColorAndTone.All[1]);
        foreach (var guest in new[] { june, wren })
        {
            await guest.ThroughTheDoorAsync();
            await guest.GoToAsync("Group");
            await guest.FollowAsync("Porch Light");
            await guest.Page.Locator("article", new() { HasText = "Sunday around 4 pm" }).GetByRole(AriaRole.Link, new() { Name = "Read and reply" }).ClickAsync();
            await guest.HasLineAsync();
            await guest.MarkAsync();
        }
        await AwayAndBackAsync(june, wren, "#thread .reply", "Answer Tomas", "Post", "I count the trams to myself.", "Answer Tomas", "Post", "I water the one plant.");
    }

    [Fact]
    public async Task A_message_that_is_written_without_a_line_is_there_once_when_it_is_back()
    {
        await using var june = await Guest.InviteAsync(chromium, house.Demo.Address, "june", ColorAndTone.All[0]);
        await using var wren = await Guest.InviteAsync(chromium, house.Demo.Address, "wren", ColorAndTone.All[1]);
        foreach (var guest in new[] { june, wren })
        {
            await guest.ThroughTheDoorAsync();
            await guest.GoToAsync("Messages");
            await guest.Page.Locator("#convos a", new() { HasText = "Walks" }).ClickAsync();
            await guest.HasLineAsync();
            await guest.MarkAsync();
        }
        await AwayAndBackAsync(june, wren, "#thread .bub", "Write to Walks", "Send", "I’ll bring bread.", "Write to Walks", "Send", "I’ll bring tea.");
    }

    private static async Task AwayAndBackAsync(Guest away, Guest other, string each, string box, string button, string words, string othersBox, string othersButton, string others)
    {
        await away.Page.Context.SetOfflineAsync(true);
        await away.TypeAsync(box, words);
        await away.PressAsync(button);
        await Expect(away.Page.Locator("#bar")).ToContainTextAsync("No connection. What you write stays here.");
        await away.HoldsAsync(box, words);
        await away.PressAsync(button); // and once more: it is the same
        await other.TypeAsync(othersBox, others);
        await other.PressAsync(othersButton);
        await Expect(other.Page.Locator(each, new() { HasText = others })).ToHaveCountAsync(1);
        await Expect(other.Page.Locator(each, new() { HasText = words })).ToHaveCountAsync(0);
        await away.HoldsAsync(box, words);

        await away.Page.Context.SetOfflineAsync(false);
        await Expect(other.Page.Locator(each, new() { HasText = words })).ToHaveCountAsync(1);
        await away.HoldsAsync(box, "");
        foreach (var said in (string[])[words, others]) await Expect(away.Page.Locator(each, new() { HasText = said })).ToHaveCountAsync(1);
        Assert.True(await away.IsSameDocumentAsync() && await other.IsSameDocumentAsync());
        // Nothing is on its way any more that would come a second time.
        await away.HasLineAsync();
        foreach (var guest in (Guest[])[away, other])
        {
            await guest.Page.ReloadAsync();
            foreach (var said in (string[])[words, others]) await Expect(guest.Page.Locator(each, new() { HasText = said })).ToHaveCountAsync(1);
        }
        Assert.Empty(away.Complaints.Concat(other.Complaints));
    }
}
