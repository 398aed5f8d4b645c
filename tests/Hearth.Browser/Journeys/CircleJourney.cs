using Hearth.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>
/// A whole evening of six people in browsers of their own, from the doors of the demo to the minutes that it leaves behind.
/// </summary>
public sealed class CircleJourney(Chromium chromium) : IAsyncDisposable
{
    private readonly List<Guest> all = [];
    private readonly Dictionary<string, int> minutes = [];
    private LiveDemo demo = null!;
    private Guid session;

    [Fact]
    public async Task An_evening_from_the_door_to_the_end()
    {
        demo = await LiveDemo.OpenAsync();
        foreach (var host in (string[])["leila", "dan", "wren", "june", "tomas", "pilar"]) all.Add(await ArriveAsync(host));
        var (leila, dan, wren, june, tomas, pilar) = (all[0], all[1], all[2], all[3], all[4], all[5]);
        Guest[] members = [wren, june, tomas, pilar];

        // Waiting: nobody is inside before a leader opens, and nobody is let in but by a leader.
        foreach (var member in members) await member.SeesAsync("The room isn’t open yet");
        await leila.PressAsync("Open the room");
        await leila.IsInsideAsync();
        await dan.IsInsideAsync();
        Pass(4, leila, dan);
        await wren.SeesAsync("lets people in one by one");
        Assert.Equal(0, await wren.PacketsAsync());
        foreach (var member in members) await (member == pilar ? dan : leila).LetInAsync(member.Name);
        foreach (var member in members) await member.IsInsideAsync();
        foreach (var guest in all) await guest.MicAsync(true);
        await EveryoneDecodesAsync(all);
        Pass(10, [.. all]);

        // A round: one passes, one writes, one speaks and says so, and one is thanked by the leader.
        await leila.Page.Locator("#next-step").ClickAsync();
        await leila.PressAsync("Begin the round");
        var order = new List<Guest>();
        for (var turn = 0; turn < members.Length; turn++)
        {
            var now = await HasTheFloorAsync(members, order);
            order.Add(now);
            switch (turn)
            {
                case 0: await now.Page.Locator(".ask").GetByRole(AriaRole.Button, new() { Name = "Pass", Exact = true }).ClickAsync(); break;
                case 1:
                    await now.Page.Locator("#turn-text").FillAsync("The evenings are long, and I wrote it down.");
                    await now.PressAsync("Send as my turn");
                    break;
                case 2: await now.PressAsync("I’ve finished"); break;
                default: await leila.PressAsync("Next turn"); break;
            }
        }
        Assert.Equal(members.ToHashSet(), order.ToHashSet());
        foreach (var guest in all) await Expect(guest.Page.Locator(".turns")).ToContainTextAsync("The evenings are long, and I wrote it down.");
        // A pass is silent: to the others it is a turn like any; those who lead see what it was.
        foreach (var leader in (Guest[])[leila, dan]) await Expect(leader.Page.Locator("#leading")).ToBeAttachedAsync();
        foreach (var member in members) await Expect(member.Page.Locator(".turns")).Not.ToContainTextAsync("passed");

        // Writing, and hands.
        await june.SayAsync("Glad of the rain.");
        foreach (var guest in all) await guest.ReadsAsync("Glad of the rain.");
        await tomas.PressAsync("Raise hand");
        foreach (var leader in (Guest[])[leila, dan]) await Expect(leader.Page.Locator("#leading ol.hands")).ToContainTextAsync("Tomas");
        await dan.Page.Locator("#leading ol.hands li", new() { HasText = "Tomas" }).GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        await tomas.SeesAsync("Dan is wondering if you’d like to go next.");
        await Expect(wren.Page.GetByText("is wondering if")).ToHaveCountAsync(0);
        await tomas.PressAsync("I’ll write it");
        await leila.SeesAsync("Tomas would rather write it.");
        await Expect(wren.Page.GetByText("would rather write it")).ToHaveCountAsync(0);

        // A mute with notice: told to her, kept from the others, lifted again.
        await leila.ForAsync("June", "Mute, and tell them");
        await june.SeesAsync("A leader has turned your microphone off.");
        await ColorAndTone.WaitForAsync(wren.Page, Looks(all, wren), Looks(all, wren, june), 60);
        await Expect(wren.Page.GetByText("turned your microphone off")).ToHaveCountAsync(0);
        await leila.ForAsync("June", "Let them unmute");
        await Expect(june.Page.GetByText("A leader has turned your microphone off.")).ToHaveCountAsync(0);
        await june.MicAsync(true);
        await EveryoneDecodesAsync(all);
        Pass(6, [.. all]);

        // Back to the door, and in again.
        await dan.ForAsync("Pilar", "Back to the door");
        await pilar.IsOutsideAsync();
        await HearsNothingMoreAsync(pilar);
        await EveryoneDecodesAsync(all.Except([pilar]));
        Pass(5, [.. all.Except([pilar])]);
        await dan.LetInAsync("Pilar");
        await pilar.IsInsideAsync();
        await pilar.MicAsync(true);
        await EveryoneDecodesAsync(all);
        Pass(5, [.. all]);

        // Taken out: not one packet more, and a reload changes nothing. Closed to newcomers: nobody can be let in.
        await tomas.HoldOnAsync();
        await leila.ForAsync("Tomas", "Remove Tomas");
        await tomas.SeesAsync("You’re out of this session for now");
        await HearsNothingMoreAsync(tomas);
        Assert.True(await tomas.PacketsAsync() > 0, "Nothing was counted.");
        await tomas.Page.ReloadAsync();
        await tomas.SeesAsync("You’re out of this session for now");
        var inside = all.Except([tomas]).ToArray();
        await leila.PressAsync("Close to newcomers");
        await dan.SeesAsync("The room is closed to newcomers.");
        await Expect(dan.Button("Let in again")).ToHaveCountAsync(0);
        // Whoever was in comes back through a closed door without asking: she reloads her page.
        await wren.Page.ReloadAsync();
        await wren.IsInsideAsync();
        await wren.MicAsync(true);
        await wren.CameraAsync(true);
        await dan.PressAsync("Open to newcomers again");
        await Expect(leila.Button("Let in again")).ToHaveCountAsync(1);
        await EveryoneDecodesAsync(inside);
        Pass(5, inside);

        // A break: no sound, no picture, and no time that counts.
        await leila.Page.Locator("#controls details.pop summary").ClickAsync();
        await leila.PressAsync("8 minutes");
        foreach (var guest in inside) await ColorAndTone.WaitForAsync(guest.Page, [], 60);
        Pass(8);
        await leila.PressAsync("Go on");
        foreach (var guest in inside)
        {
            await guest.MicAsync(true);
            await guest.CameraAsync(true);
        }
        await EveryoneDecodesAsync(inside);
        Pass(7, inside);

        // One leaves a little before the others.
        await pilar.Page.Locator("header [data-opens=leaving]").ClickAsync();
        await pilar.PressAsync("Leave the circle");
        await pilar.SeesAsync("You’ve left for now");
        await EveryoneDecodesAsync(inside.Except([pilar]));
        Pass(3, [.. inside.Except([pilar])]);

        foreach (var member in (Guest[])[wren, june]) await SeesNothingOfLeadersAsync(member);
        await leila.Page.Locator("#controls [data-opens=ending]").ClickAsync();
        await leila.PressAsync("End for everyone");
        foreach (var guest in all.Except([tomas])) await guest.SeesAsync("This session has ended");

        Assert.Equal(minutes.OrderBy(m => m.Key), (await demo.AttendanceAsync(session)).OrderBy(m => m.Key));
        Assert.Empty(all.SelectMany(g => g.Complaints));
    }

    private async Task<Guest> ArriveAsync(string host)
    {
        var guest = await Guest.InviteAsync(chromium, demo.Address, host, ColorAndTone.All[all.Count]);
        await guest.ThroughTheDoorAsync();
        if (session == Guid.Empty) session = await guest.TonightAsync();
        await guest.ToTheRoomAsync(session);
        minutes[guest.Name] = 0;
        return guest;
    }

    /// <summary>Time goes by, for these people inside.</summary>
    private void Pass(int time, params Guest[] present)
    {
        demo.Clock.Pass(TimeSpan.FromMinutes(time));
        foreach (var guest in present) minutes[guest.Name] += time;
    }

    private static async Task<Guest> HasTheFloorAsync(Guest[] members, List<Guest> before)
    {
        for (var until = DateTime.UtcNow.AddSeconds(20); DateTime.UtcNow < until; await Task.Delay(50))
            foreach (var member in members.Except(before))
                if (await member.Page.GetByText("It’s your turn, if you like.").CountAsync() > 0)
                {
                    foreach (var other in members.Where(m => m != member)) await Expect(other.Page.GetByText("It’s your turn, if you like.")).ToHaveCountAsync(0);
                    return member;
                }
        throw new TimeoutException("Nobody has the floor.");
    }

    private static IEnumerable<ColorAndTone> Looks(IEnumerable<Guest> guests, params Guest[] without) => guests.Except(without).Select(g => g.Look);

    private static Task EveryoneDecodesAsync(IEnumerable<Guest> guests)
    {
        var inside = guests.ToList();
        return Task.WhenAll(inside.Select(g => ColorAndTone.WaitForAsync(g.Page, [.. Looks(inside, g)], 90)));
    }

    private static async Task HearsNothingMoreAsync(Guest guest)
    {
        // What was under way when the page heard of it has arrived by now.
        await Task.Delay(500);
        var packets = await guest.PacketsAsync();
        await Task.Delay(1500);
        Assert.Equal(packets, await guest.PacketsAsync());
        await ColorAndTone.WaitForAsync(guest.Page, [], 10);
    }

    private static async Task SeesNothingOfLeadersAsync(Guest member)
    {
        var page = await member.Page.ContentAsync();
        Assert.Contains("Leila", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"leading\"", page, StringComparison.Ordinal);
        foreach (var words in (string[])["At the door", "taken out", "Only those who lead see this.", "places known", .. DemoCast.Quayside.People.Select(p => p.Name), DemoCast.Quayside.Groups[0].Name])
            Assert.DoesNotContain(words, page, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in all) await guest.Page.Context.DisposeAsync();
        if (demo is not null) await demo.DisposeAsync();
    }
}
