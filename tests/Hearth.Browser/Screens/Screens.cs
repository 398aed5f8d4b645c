using System.Text;
using System.Text.RegularExpressions;
using Hearth.Browser.Journeys;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Screens;

/// <summary>
/// <c>dev/screens</c>: a picture of each page that each role can come to, and of the live room in each of its states, on a phone and on
/// a desktop, in light and dark, into <c>docs/screens</c> with a page that lays them side by side.
/// </summary>
public sealed partial class Screens : IAsyncDisposable
{
    private static readonly (string Name, int Width, int Height, ColorScheme Theme)[] looks =
    [
        ("phone-light", 390, 844, ColorScheme.Light), ("phone-dark", 390, 844, ColorScheme.Dark),
        ("desktop-light", 1280, 800, ColorScheme.Light), ("desktop-dark", 1280, 800, ColorScheme.Dark),
    ];

    private readonly Chromium chromium = new();
    private readonly string folder;
    private readonly SortedSet<string> taken = new(StringComparer.Ordinal);
    private LiveDemo demo = null!;

    private Screens(string folder) => this.folder = folder;

    /// <param name="args">The folder; then, if not all of it is wanted, the hosts of the demo's people whose pages are.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var folder, .. var hosts])
        {
            await Console.Error.WriteLineAsync("screens wants the folder for the pictures.");
            return 2;
        }
        await using var screens = new Screens(Directory.CreateDirectory(folder).FullName);
        await screens.chromium.InitializeAsync();
        screens.demo = await LiveDemo.OpenAsync();
        string[] roles = hosts.Length > 0 ? hosts : ["stranger", "kit", "wren", "sol", "leila", "anand", "noor", "ada"];
        foreach (var host in roles)
            await (host == "stranger" ? screens.StrangerAsync() : screens.PagesAsync(host));
        if (hosts.Length == 0) await screens.RoomAsync();
        await screens.LayOutAsync();
        Console.WriteLine($"{screens.taken.Count} pages and states, four pictures each: {Path.Combine(screens.folder, "index.html")}");
        return 0;
    }

    private async Task StrangerAsync()
    {
        await using var guest = await Guest.StrangerAsync(chromium, demo.Address.Replace("localhost", "nobody.localhost", StringComparison.Ordinal), "Nobody", ColorAndTone.All[0]);
        foreach (var path in (string[])["/sign-in", "/hard-moment", "/no-such-page", "/page", "/demo"])
        {
            await guest.Page.GotoAsync(guest.Home + path);
            await TakeAsync(guest.Page, $"stranger{path.Replace('/', '-')}");
        }
    }

    private async Task PagesAsync(string host)
    {
        await using var guest = await Guest.InviteAsync(chromium, demo.Address, host, ColorAndTone.All[0]);
        await guest.ThroughTheDoorAsync();
        await LinkWalk.EachPageAsync(guest, (path, _) => TakeAsync(guest.Page, $"{host}{Ids().Replace(path.Split('?')[0], "x").Replace('/', '-')}"));
    }

    /// <summary>An evening, in the states that people meet it in.</summary>
    private async Task RoomAsync()
    {
        List<Guest> all = [];
        foreach (var (host, i) in ((string[])["leila", "wren", "june", "tomas", "pilar"]).Select((h, i) => (h, i)))
        {
            var guest = await Guest.InviteAsync(chromium, demo.Address, host, ColorAndTone.All[i]);
            all.Add(guest);
            await guest.ThroughTheDoorAsync();
            await guest.ToTheRoomAsync(await guest.TonightAsync());
        }
        var (leila, wren, june) = (all[0], all[1], all[2]);
        await TakeAsync(wren.Page, "room-door");
        await TakeAsync(leila.Page, "room-leading-before");
        await leila.PressAsync("Open the room");
        await leila.IsInsideAsync();
        await TakeAsync(leila.Page, "room-leading-door");
        foreach (var guest in all.Skip(1))
        {
            await leila.LetInAsync(guest.Name);
            await guest.IsInsideAsync();
            await guest.MicAsync(true);
        }
        await wren.SayAsync("Glad of the rain tonight.");
        await june.SayAsync("Me too.");
        await june.PressAsync("Raise hand");
        await Expect(leila.Page.Locator("#leading ol.hands")).ToContainTextAsync("June");
        await TakeAsync(wren.Page, "room-inside");
        await TakeAsync(leila.Page, "room-leading");
        await leila.ForAsync("Wren", "Ask if they’d like to speak");
        await wren.SeesAsync("is wondering if you’d like to go next");
        await TakeAsync(wren.Page, "room-asked");
        await wren.PressAsync("Pass");
        foreach (var dialog in (string[])["more", "hard", "leaving"])
        {
            await wren.Page.Locator($"[data-opens={dialog}]").First.ClickAsync();
            await wren.Page.Locator($"dialog#{dialog}[open]").WaitForAsync();
            if (dialog == "more") await wren.Page.Locator("dialog#more details > summary").First.ClickAsync();
            await TakeAsync(wren.Page, $"room-dialog-{dialog}", whole: false);
            await wren.Page.Keyboard.PressAsync("Escape");
        }
        await wren.Page.EvaluateAsync("() => document.querySelector('#comfort').showModal()");
        await TakeAsync(wren.Page, "room-dialog-comfort", whole: false);
        await wren.Page.Keyboard.PressAsync("Escape");
        await leila.PressAsync("Next");
        await leila.PressAsync("Begin the round");
        await wren.SeesAsync("A round: something hard");
        await TakeAsync(wren.Page, "room-round");
        await TakeAsync(leila.Page, "room-leading-round");
        await leila.Page.GetByLabel("What you can do for Wren").ClickAsync();
        await TakeAsync(leila.Page, "room-leading-for-one", whole: false);
        await leila.Page.Keyboard.PressAsync("Escape");
        await leila.Page.Locator("#controls summary").First.ClickAsync();
        await leila.PressAsync("8 minutes");
        await wren.SeesAsync("Time away from the screen");
        await TakeAsync(wren.Page, "room-break");
        await TakeAsync(leila.Page, "room-leading-break");
        await leila.PressAsync("Go on");
        await june.Page.Locator("[data-opens=leaving]").ClickAsync();
        await june.PressAsync("Leave the circle");
        await june.SeesAsync("You’ve left for now");
        await TakeAsync(june.Page, "room-left");
        await leila.PressAsync("End");
        await leila.PressAsync("End for everyone");
        await wren.SeesAsync("This session has ended");
        await TakeAsync(wren.Page, "room-ended");
        await TakeAsync(leila.Page, "room-leading-ended");
        foreach (var guest in all) await guest.DisposeAsync();
    }

    private async Task TakeAsync(IPage page, string name, bool whole = true)
    {
        if (!taken.Add(name)) return;
        foreach (var (look, width, height, theme) in looks)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            await page.SetViewportSizeAsync(width, height);
            await Journeys.EveryBody.SettleAsync(page);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.{look}.png"), FullPage = whole });
        }
    }

    private async Task LayOutAsync()
    {
        var page = new StringBuilder("<!doctype html><meta charset=utf-8><title>Screens</title><style>body{font:15px sans-serif;margin:2rem}div{display:flex;gap:1rem;align-items:start}img{width:280px;border:1px solid #999}img.desktop{width:520px}</style>");
        foreach (var name in taken)
        {
            page.Append($"<h2>{name}</h2><div>");
            foreach (var (look, _, _, _) in looks) page.Append($"<a href='{name}.{look}.png'><img loading=lazy class='{look.Split('-')[0]}' alt='{name}, {look}' src='{name}.{look}.png'></a>");
            page.Append("</div>");
        }
        await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), page.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (demo is not null) await demo.DisposeAsync();
        await chromium.DisposeAsync();
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=^/leaving/)[^/]+")]
    private static partial Regex Ids();
}
