using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>Two people write to one another between circles: one asks, the other answers in the way that was asked for, and each sees it at once.</summary>
public sealed class SpaceJourney(Chromium chromium, NoScriptPages.House house) : IClassFixture<NoScriptPages.House>
{
    [Fact]
    public async Task What_one_asks_the_other_answers_and_both_see_it_without_a_reload()
    {
        await using var wren = await Guest.InviteAsync(chromium, house.Demo.Address, "wren", ColorAndTone.All[0]);
        await using var june = await Guest.InviteAsync(chromium, house.Demo.Address, "june", ColorAndTone.All[1]);
        foreach (var guest in new[] { wren, june })
        {
            await guest.ThroughTheDoorAsync();
            await guest.GoToAsync("Group");
            await guest.FollowAsync("Porch Light");
            await guest.HeadingAsync("Porch Light");
            await guest.HasLineAsync();
        }
        await june.MarkAsync();

        // Wren asks, on a wide screen beside what the others wrote; June's open page has it.
        await Expect(wren.Page.Locator("form.write-wide")).ToContainTextAsync("can read this. It isn’t part of your medical record.");
        await wren.TickAsync("What worked for you");
        await wren.TypeAsync("Write to Porch Light", "Evenings get long.\nWhat do you do at nine?");
        await wren.PressAsync("Post");
        await wren.HoldsAsync("Write to Porch Light", "");
        await Expect(june.Page.Locator("#feed article").First).ToContainTextAsync("What do you do at nine?");
        Assert.True(await june.IsSameDocumentAsync());

        // June reads what would help, and writes half of it when somebody else's answer comes: nothing of hers is lost.
        await june.Page.Locator("#feed article").First.GetByRole(AriaRole.Link, new() { Name = "Read and reply" }).ClickAsync();
        await june.SeesAsync("Wren asked what worked for you. “I tried…” lands better");
        await june.HasLineAsync();
        await june.MarkAsync();
        await june.TypeAsync("Answer Wren", "I walk round the");
        await wren.Page.Locator("#feed article").First.GetByRole(AriaRole.Link, new() { Name = "Read and reply" }).ClickAsync();
        await wren.SeesAsync("You asked: what worked for you?");
        await wren.HasLineAsync();
        await wren.MarkAsync();
        await wren.TypeAsync("Write more", "It starts after dinner.");
        await wren.PressAsync("Post");
        await Expect(june.Page.Locator("#thread .reply")).ToContainTextAsync("It starts after dinner.");
        await june.HoldsAsync("Answer Wren", "I walk round the");
        await june.TypeAsync("Answer Wren", "I walk round the block.");
        await june.PressAsync("Post");
        await Expect(wren.Page.Locator("#thread .reply").Nth(1)).ToContainTextAsync("I walk round the block.");
        await june.HoldsAsync("Answer Wren", "");

        static ILocator Second(Guest guest) => guest.Page.Locator("#thread .reply").Nth(1);

        // Wren says so in two words, and June has them by name.
        await Second(wren).Locator("summary").ClickAsync();
        await Second(wren).GetByRole(AriaRole.Button, new() { Name = "Gives me hope" }).ClickAsync();
        await Expect(Second(june)).ToContainTextAsync("Wren: gives me hope");
        await june.Page.Locator("article.post").GetByRole(AriaRole.Button, new() { Name = "Me too" }).ClickAsync();
        await Expect(wren.Page.Locator("article.post")).ToContainTextAsync("June: me too");
        await Expect(june.Page.Locator("article.post").GetByRole(AriaRole.Button, new() { Name = "Me too" })).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.True(await wren.IsSameDocumentAsync() && await june.IsSameDocumentAsync());

        // June takes hers back.
        await Second(june).GetByRole(AriaRole.Link, new() { Name = "Take it back" }).ClickAsync();
        await june.PressAsync("Take it back");
        await Expect(Second(wren)).ToContainTextAsync("June took this back.");
        Assert.Empty(wren.Complaints.Concat(june.Complaints));
    }

    [Fact]
    public async Task Without_a_line_the_words_stay_and_are_sent_once_when_it_is_back()
    {
        await using var june = await Guest.InviteAsync(chromium, house.Demo.Address, "june", ColorAndTone.All[0]);
        await june.ThroughTheDoorAsync();
        await june.GoToAsync("Group");
        await june.FollowAsync("Porch Light");
        await june.Page.Locator("article", new() { HasText = "Sunday around 4 pm" }).GetByRole(AriaRole.Link, new() { Name = "Read and reply" }).ClickAsync();
        await june.HasLineAsync();
        // The first one arrives, and its answer is lost; then there is no line at all.
        await june.Page.EvaluateAsync("""
            () => {
              const real = window.fetch;
              window.tries = 0;
              window.fetch = async (url, how) => {
                if (!String(url).endsWith("/reply") || ++window.tries > 2) return real(url, how);
                if (window.tries === 1) await real(url, how);
                throw new TypeError("no line");
              };
            }
            """);
        await june.TypeAsync("Answer Tomas", "I count the trams.");
        await june.PressAsync("Post");
        await Expect(june.Page.Locator("#thread .reply", new() { HasText = "I count the trams." })).ToHaveCountAsync(1);
        await june.HoldsAsync("Answer Tomas", "I count the trams."); // as far as the page knows, it has not arrived
        await june.Page.WaitForFunctionAsync("() => window.tries === 3");
        await june.HoldsAsync("Answer Tomas", "");
        await june.Page.ReloadAsync();
        await Expect(june.Page.Locator("#thread .reply", new() { HasText = "I count the trams." })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Without_a_script_it_is_written_answered_and_read_all_the_same()
    {
        await using var pilar = await NoScriptPages.ComeAsync(chromium, house.Demo, "pilar");
        await pilar.GoToAsync("Group");
        await pilar.FollowAsync("Porch Light");
        await pilar.Page.SetViewportSizeAsync(390, 844);
        await pilar.FollowAsync("Write to Porch Light");
        await pilar.TickAsync("Just listen");
        await pilar.TypeAsync("Your words", "Only this.");
        await pilar.PressAsync("Post");
        await pilar.SeesAsync("You asked them to just listen.");
        await pilar.TypeAsync("Write more", "And this.");
        await pilar.PressAsync("Post");
        await Expect(pilar.Page.Locator("#thread .reply")).ToContainTextAsync("And this.");
        await pilar.HoldsAsync("Write more", "");
    }
}
