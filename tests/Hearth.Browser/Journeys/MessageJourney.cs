using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>June writes to Tomas for the first time, he says yes; they write without a reload; he tells staff in two presses, and blocks her unseen.</summary>
public sealed class MessageJourney(Chromium chromium, NoScriptPages.House house) : IClassFixture<NoScriptPages.House>
{
    [Fact]
    public async Task A_first_word_a_yes_a_word_back_staff_told_and_silence()
    {
        await using var june = await Guest.InviteAsync(chromium, house.Demo.Address, "june", ColorAndTone.All[0]);
        await using var tomas = await Guest.InviteAsync(chromium, house.Demo.Address, "tomas", ColorAndTone.All[1]);
        foreach (var guest in new[] { june, tomas })
        {
            await guest.ThroughTheDoorAsync();
            await guest.GoToAsync("Messages");
            await guest.HeadingAsync("Messages");
            await guest.HasLineAsync();
        }
        await tomas.MarkAsync();

        // June writes; a way elsewhere gets a word of caution, and none once it is gone.
        await june.FollowAsync("Write to somebody");
        await june.TickAsync("Tomas");
        await june.TypeAsync("Your words", "Text me at 218-555-0199.");
        await june.SeesAsync("That looks like a way to reach you elsewhere.");
        await june.TypeAsync("Your words", "Thank you for Sunday.");
        await Expect(june.Page.Locator("[data-nudge]")).ToBeHiddenAsync();
        await june.PressAsync("Send");
        await june.SeesAsync("When Tomas answers, you can write more.");
        await june.HasLineAsync();
        await june.MarkAsync();

        // Tomas' open list has it; he reads it, and says yes. June's page goes on by itself.
        await Expect(tomas.Page.Locator("#convos")).ToContainTextAsync("Would like to write with you");
        Assert.True(await tomas.IsSameDocumentAsync());
        await tomas.Page.Locator("#convos a", new() { HasText = "June" }).ClickAsync();
        await tomas.SeesAsync("Thank you for Sunday.");
        await tomas.PressAsync("Yes, let’s write");
        await tomas.HasLineAsync();
        await Expect(june.Page.Locator("#thread")).ToContainTextAsync("Write on");
        Assert.True(await june.IsSameDocumentAsync());
        await june.FollowAsync("Write on");
        await june.HasLineAsync();
        await june.MarkAsync();
        await tomas.MarkAsync();

        // Each sees at once what the other wrote, and half a sentence of one's own stays.
        await june.TypeAsync("Write to Tomas", "And for the");
        await tomas.TypeAsync("Write to June", "It helped me too.");
        await tomas.PressAsync("Send");
        await tomas.HoldsAsync("Write to June", "");
        await Expect(june.Page.Locator("#thread")).ToContainTextAsync("It helped me too.");
        await june.HoldsAsync("Write to Tomas", "And for the");
        await june.TypeAsync("Write to Tomas", "And for the onions.");
        await june.PressAsync("Send");
        await Expect(tomas.Page.Locator("#thread")).ToContainTextAsync("And for the onions.");
        Assert.True(await june.IsSameDocumentAsync() && await tomas.IsSameDocumentAsync());

        // In two presses to the staff.
        await tomas.Page.Locator(".bub", new() { HasText = "And for the onions." }).GetByRole(AriaRole.Link, new() { Name = "Tell staff" }).ClickAsync();
        await tomas.PressAsync("Tell staff");
        await tomas.SeesAsync("The program knows now.");

        // And silence, which June does not notice.
        await tomas.GoToAsync("Messages");
        await tomas.Page.Locator("#convos a", new() { HasText = "June" }).ClickAsync();
        await tomas.Page.Locator(".convo-h summary").ClickAsync();
        await tomas.PressAsync("Block messages from June");
        await tomas.SeesAsync("Take it back");
        await june.TypeAsync("Write to Tomas", "Are you there?");
        await june.PressAsync("Send");
        await Expect(june.Page.Locator("#thread")).ToContainTextAsync("Are you there?");
        await tomas.GoToAsync("Messages");
        await Expect(tomas.Page.Locator("#convos")).ToContainTextAsync("You’ve blocked messages");
        await Expect(tomas.Page.Locator("#convos a", new() { HasText = "June" }).Locator(".new-dot")).ToHaveCountAsync(0);
        Assert.Empty(june.Complaints.Concat(tomas.Complaints));
    }

    [Fact]
    public async Task Without_a_line_the_words_stay_and_are_sent_once_when_it_is_back()
    {
        await using var wren = await Guest.InviteAsync(chromium, house.Demo.Address, "wren", ColorAndTone.All[0]);
        await wren.ThroughTheDoorAsync();
        await wren.GoToAsync("Messages");
        await wren.Page.Locator("#convos a", new() { HasText = "Leila" }).ClickAsync();
        await wren.HasLineAsync();
        // The first one arrives, and its answer is lost; then there is no line at all.
        await wren.Page.EvaluateAsync("""
            () => {
              const real = window.fetch;
              window.tries = 0;
              window.fetch = async (url, how) => {
                if (!String(url).endsWith("/send") || ++window.tries > 2) return real(url, how);
                if (window.tries === 1) await real(url, how);
                throw new TypeError("no line");
              };
            }
            """);
        await wren.TypeAsync("Write to Leila", "The tram is late.");
        await wren.PressAsync("Send");
        await wren.HoldsAsync("Write to Leila", "The tram is late."); // as far as the page knows, it has not arrived
        await wren.Page.WaitForFunctionAsync("() => window.tries === 3");
        await wren.HoldsAsync("Write to Leila", "");
        await wren.Page.ReloadAsync();
        await Expect(wren.Page.Locator(".bub", new() { HasText = "The tram is late." })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_picture_is_sent_and_seen_and_without_a_script_too()
    {
        await using var pilar = await NoScriptPages.ComeAsync(chromium, house.Demo, "pilar");
        await pilar.GoToAsync("Messages");
        await pilar.Page.Locator("#convos a", new() { HasText = "Walks" }).ClickAsync();
        await pilar.TypeAsync("Write to Walks", "Here they are.");
        await pilar.PressAsync("Send");
        await pilar.SeesAsync("Here they are.");
        await pilar.Page.Locator(".pic-box summary").ClickAsync();
        await pilar.Field("Picture").SetInputFilesAsync(new FilePayload { Name = "ducks.png", MimeType = "image/png", Buffer = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==") });
        await pilar.TypeAsync("A few words to it", "Ducks.");
        await pilar.PressAsync("Send the picture");
        await Expect(pilar.Page.GetByAltText("A picture that you sent")).ToBeVisibleAsync();
        await pilar.SeesAsync("Ducks.");
    }
}
