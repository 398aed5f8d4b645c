using Hearth.Accounts;
using Hearth.Database;
using Hearth.Demo;
using Hearth.Markup;
using Hearth.Markup.Rules;
using Hearth.Tests.Markup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Hearth.Browser.Journeys;

/// <summary>What somebody wrote, and the way out of the house by a link in it.</summary>
public sealed class LeavingJourney(Chromium chromium, NoScriptPages.House house) : IClassFixture<NoScriptPages.House>
{
    private const string Text = """
        Hello **you**, it was *quiet* here.
        A second line, and a wordwithoutanendthatgoesonandonandonandonandonandonandonandonandonandonandonandon.

        > You said this
        >> and somebody before you that
        >>> and somebody before them this

        - tea
        - a walk
          1. by the lake
          2. home again

        3. three
        2. two

        There is [a group that walks](https://walks.example/on/sundays) and https://walks.example/a/rather/long/address/that/has/to/be/broken/somewhere/on/a/phone.
        """;

    private async Task<Guid> ProgramAsync()
    {
        await using var scope = house.Demo.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<HearthDb>().MembershipsOf(DemoCast.North.People.Single(p => p.Host == "wren").AccountId).SingleAsync()).ProgramId;
    }

    private async Task<Guest> ComeAsync()
    {
        var wren = await Guest.InviteAsync(chromium, house.Demo.Address, "wren", ColorAndTone.All[0]);
        await wren.ThroughTheDoorAsync();
        // No room shows written text yet: a page that holds nothing else, in the house's own look.
        var written = (await Shown.AsAsync(house.Demo.Services, await ProgramAsync(), Text)).Html;
        await wren.Page.RouteAsync("**/written", route => route.FulfillAsync(new()
        {
            ContentType = "text/html; charset=utf-8",
            Headers = new Dictionary<string, string> { ["Referrer-Policy"] = "same-origin" },
            Body = $"""<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Written</title><link rel="stylesheet" href="/_content/Hearth/css/hearth.css"><main class="page"><h1>Written</h1><article class="card">{written}</article></main></html>""",
        }));
        return wren;
    }

    [Fact]
    public async Task A_link_is_followed_after_a_page_that_says_where_and_takes_nothing_along()
    {
        await using var wren = await ComeAsync();
        Dictionary<string, string>? asked = null;
        await wren.Page.Context.RouteAsync("https://walks.example/**", async route =>
        {
            asked = await route.Request.AllHeadersAsync();
            await route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>Walks</title><h1>Walks</h1>" });
        });

        await wren.Page.GotoAsync(wren.Home + "/written");
        await wren.Page.GetByText("a group that walks").ClickAsync();
        await wren.SeesAsync("This link leads out of here");
        Assert.Null(asked); // to say where it leads, nobody goes there
        Assert.DoesNotContain("walks", wren.Page.Url, StringComparison.Ordinal);
        await wren.Page.GetByRole(AriaRole.Link, new() { Name = "Back", Exact = true }).Last.ClickAsync();
        await wren.Page.WaitForURLAsync("**/written");

        await wren.Page.GetByText("a group that walks").ClickAsync();
        await wren.Page.GetByRole(AriaRole.Link, new() { Name = "Open it" }).ClickAsync();
        await wren.Page.WaitForURLAsync("https://walks.example/on/sundays");
        Assert.DoesNotContain(asked!.Keys, name => name is "referer" or "cookie" or "origin");
        Assert.True(await wren.Page.EvaluateAsync<bool>("() => document.referrer === '' && window.opener === null"));
        Assert.Empty(wren.Complaints);
    }

    [Fact]
    public async Task Both_are_for_every_body()
    {
        await using var wren = await ComeAsync();
        var (ways, program) = (house.Demo.Services.GetRequiredService<WaysOut>(), await ProgramAsync());
        string[] typed = ["https://walks.example/", "http://bank.example@pаypal.example:8080/" + new string('a', 400), "https://" + string.Concat(Enumerable.Repeat("averylongpartofaname.", 8)) + "example/"];
        var faults = new List<string>();
        foreach (var path in typed.Select(t => ways.PathTo(program, Address.Of(t)!)).Prepend("/written"))
        {
            await wren.Page.GotoAsync(wren.Home + path);
            faults.AddRange((await EveryBody.FaultsAsync(wren.Page)).Select(f => $"{path[..Math.Min(path.Length, 30)]}: {f}"));
            faults.AddRange((await NoScriptPages.FaultsAsync(wren.Page)).Select(f => $"{path[..Math.Min(path.Length, 30)]}: {f}"));
        }
        Assert.Empty(faults);
        Assert.Empty(wren.Complaints);
    }
}
