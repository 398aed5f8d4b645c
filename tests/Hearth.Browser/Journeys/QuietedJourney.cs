using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>Wren would rather not read June. Nothing of June's is anywhere for Wren any more, everybody else reads it as ever, and June sees no difference.</summary>
public sealed class QuietedJourney(Chromium chromium, NoScriptPages.House house) : IClassFixture<NoScriptPages.House>
{
    [Fact]
    public async Task Whoever_was_quieted_is_unseen_in_posts_messages_mentions_notices_and_search()
    {
        await using var wren = await Guest.InviteAsync(chromium, house.Demo.Address, "wren", ColorAndTone.All[0]);
        await using var june = await Guest.InviteAsync(chromium, house.Demo.Address, "june", ColorAndTone.All[1]);
        await using var pilar = await Guest.InviteAsync(chromium, house.Demo.Address, "pilar", ColorAndTone.All[2]);
        foreach (var guest in new[] { wren, june, pilar })
        {
            await guest.ThroughTheDoorAsync();
            await guest.GoToAsync("Group");
            await guest.FollowAsync("Porch Light");
            await guest.HasLineAsync();
        }
        var porch = wren.Page.Url;

        // At June's words, with one look at what it means.
        await TopicAsync(wren, "Sunday around 4 pm");
        var junes = wren.Page.Locator("#thread .reply", new() { HasText = "I chop something." });
        await junes.Locator("summary").First.ClickAsync();
        await junes.GetByRole(AriaRole.Link, new() { Name = "Don’t read June" }).ClickAsync();
        await wren.SeesAsync("They aren’t told and see no difference.");
        await wren.PressAsync("Don’t read June");
        await wren.Page.GotoAsync(porch);
        await TopicAsync(wren, "Sunday around 4 pm");
        await wren.SeesAsync("I go stand outside");
        await Expect(wren.Page.GetByText("I chop something.")).ToHaveCountAsync(0);

        // Wren looks at the space, and at messages in another window; Pilar is where notices are heard, and reads along elsewhere.
        await wren.Page.GotoAsync(porch);
        await wren.HasLineAsync();
        await wren.MarkAsync();
        var letters = await wren.Page.Context.NewPageAsync();
        await letters.GotoAsync($"{wren.Home}/messages");
        await Expect(letters.Locator("#convos a", new() { HasText = "Walks" })).ToBeVisibleAsync();
        await letters.Locator("#convos a", new() { HasText = "Walks" }).ClickAsync();
        await Expect(letters.Locator("#thread")).ToContainTextAsync("I’ll be walking here at the same time.");
        await Expect(letters.Locator("#thread")).Not.ToContainTextAsync("Saturday at nine");
        await letters.GotoAsync($"{wren.Home}/messages");
        await Expect(letters.Locator("#bar")).ToBeEmptyAsync();
        await pilar.Page.GotoAsync($"{pilar.Home}/availability");
        await pilar.HasLineAsync();
        await Expect(pilar.Page.Locator("#new")).ToBeEmptyAsync();

        // June writes: a topic that names both, an answer, a message to the three of them.
        await june.TickAsync("Just listen");
        await june.TypeAsync("Write to Porch Light", "The ducks were late today. @Wren @Pilar");
        await june.PressAsync("Post");
        await june.HoldsAsync("Write to Porch Light", "");
        await Expect(june.Page.Locator("#feed article").First).ToContainTextAsync("The ducks were late today.");
        await Expect(pilar.Page.Locator("#new")).ToContainTextAsync("Something new for you"); // who was named and reads June
        await pilar.Page.GotoAsync(porch.Replace(wren.Home, pilar.Home, StringComparison.Ordinal));
        await Expect(pilar.Page.Locator("#feed")).ToContainTextAsync("The ducks were late today.");
        await june.GoToAsync("Messages");
        await june.Page.Locator("#convos a", new() { HasText = "Walks" }).ClickAsync();
        await june.HasLineAsync();
        await june.TypeAsync("Write to Walks", "Nine again this Saturday?");
        await june.PressAsync("Send");
        await Expect(june.Page.Locator("#thread")).ToContainTextAsync("Nine again this Saturday?");
        await pilar.Page.GotoAsync($"{pilar.Home}/messages");
        await Expect(pilar.Page.Locator("#convos a", new() { HasText = "Walks" }).Locator(".new-dot")).ToHaveCountAsync(1);
        // What waits a moment for those who look is told now, to whom it is told.
        house.Demo.Clock.Pass(TimeSpan.FromMinutes(1));
        await pilar.Page.GotoAsync($"{pilar.Home}/notices");
        await Expect(pilar.Page.Locator("#notices")).ToContainTextAsync("Somebody wrote to you.");
        await Expect(pilar.Page.Locator("#notices")).ToContainTextAsync("Somebody named you in a conversation.");

        // Wren's open pages have nothing of all that, and neither have those that are opened now.
        await Expect(wren.Page.Locator("#new")).ToBeEmptyAsync();
        await Expect(wren.Page.Locator("#feed")).Not.ToContainTextAsync("The ducks were late today.");
        Assert.True(await wren.IsSameDocumentAsync());
        await Expect(letters.Locator("#new")).ToBeEmptyAsync();
        await Expect(letters.Locator("#convos a", new() { HasText = "Walks" }).Locator(".new-dot")).ToHaveCountAsync(0);
        foreach (var path in (string[])["/today", "/messages", "/notices", new Uri(porch).AbsolutePath])
        {
            await letters.GotoAsync(wren.Home + path);
            await Expect(letters.GetByText("The ducks were late today.")).ToHaveCountAsync(0);
            await Expect(letters.GetByText("Something new for you")).ToHaveCountAsync(0);
            await Expect(letters.GetByText("Nine again this Saturday?")).ToHaveCountAsync(0);
        }
        await letters.GotoAsync($"{wren.Home}/notices");
        await Expect(letters.Locator("#notices")).ToContainTextAsync("That’s everything for now.");

        // What was found by whoever reads June is found by Wren no more: neither the new words, nor those of before.
        await FindsAsync(pilar, "late ducks", "The ducks were late today.");
        await FindsAsync(pilar, "chop", "I chop something.");
        await FindsAsync(wren, "late ducks", null);
        await FindsAsync(wren, "chop", null);
        await FindsAsync(wren, "stand outside", "I go stand outside");

        // June reads her own as ever, and nothing that would tell her.
        foreach (var path in (string[])["/today", "/notices", "/who-looked", new Uri(porch).AbsolutePath])
        {
            await june.Page.GotoAsync(june.Home + path);
            await Expect(june.Page.Locator("main")).Not.ToContainTextAsync("quiet", new() { IgnoreCase = true });
        }
        await Expect(june.Page.Locator("#feed")).ToContainTextAsync("The ducks were late today.");
        Assert.Empty(wren.Complaints.Concat(june.Complaints).Concat(pilar.Complaints));
    }

    private static async Task FindsAsync(Guest guest, string words, string? found)
    {
        await guest.Page.GotoAsync($"{guest.Home}/spaces");
        await guest.FollowAsync("Search");
        await guest.TypeAsync("What are you looking for?", words);
        await guest.PressAsync("Search");
        if (found is null) await guest.SeesAsync("Nothing was found");
        else await Expect(guest.Page.Locator(".found li")).ToContainTextAsync([found]);
        Assert.EndsWith("/search", guest.Page.Url, StringComparison.Ordinal); // what they looked for is in no address
    }

    private static async Task TopicAsync(Guest guest, string words)
    {
        await guest.Page.Locator("#feed article", new() { HasText = words }).GetByRole(AriaRole.Link, new() { NameRegex = new("^(Read and reply|Say hello)$") }).ClickAsync();
        await guest.HasLineAsync();
    }
}
