using Hearth.Browser.Command;
using Hearth.Browser.Journeys;
using Hearth.Browser.Media;
using Hearth.Media;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Servers;

/// <summary>Two servers, two media nodes, one address: whatever dies, freezes or is restarted, the circle goes on and no word is lost.</summary>
[Collection(Alone.Name)]
public class TwoServersTests(TwoServerEvening evening) : IClassFixture<TwoServerEvening>
{
    [Fact]
    public async Task People_on_two_servers_are_in_one_circle()
    {
        await evening.AllDecodeAllAsync();
        for (var i = 0; i < 3; i++)
            foreach (var guest in evening.Guests)
            {
                await guest.SayAsync($"{guest.Host} {i}.");
                await evening.AllReadAsync($"{guest.Host} {i}.");
            }
        await evening["wren"].PressAsync("Raise hand");
        await Expect(evening["leila"].Page.Locator("#leading ol.hands")).ToContainTextAsync("Wren");
        await evening["wren"].PressAsync("Raise hand");
        await Expect(evening["leila"].Page.Locator("#leading ol.hands")).Not.ToContainTextAsync("Wren");
    }

    [Fact]
    public async Task A_server_is_killed_and_one_freezes()
    {
        // Each in turn, so that one of them is the one on which the room lives.
        foreach (var (dies, there) in new[] { (evening.A, "wren"), (evening.B, "june") })
        {
            var before = await evening.WatchAsync();
            var writing = await Writing.BeginAsync(evening, there);
            await dies.KillAsync();
            await writing.GoesOnAsync();
            foreach (var guest in evening.Guests) await guest.HasLineAsync();
            await dies.StartAsync();
            await writing.EndAsync();
            await evening.NothingWasHeardOfItAsync(before);
        }

        // The second is new, so the room lives on the first. Frozen, it neither answers nor is gone; thawed, it learns that it was given up.
        var flows = await evening.WatchAsync();
        var wrens = await Writing.BeginAsync(evening, "wren");
        evening.A.Signal("STOP");
        await wrens.GoesOnAsync();
        foreach (var guest in evening.Guests) await guest.HasLineAsync();
        evening.A.Signal("CONT");
        await evening.A.EndedAsync();
        await evening.A.StartAsync();
        await wrens.EndAsync();
        await evening.NothingWasHeardOfItAsync(flows);
        await evening.AllDecodeAllAsync();
    }

    [Fact]
    public async Task Both_are_restarted_while_people_write()
    {
        var before = await evening.WatchAsync();
        var writing = await Writing.BeginAsync(evening, "leila", "wren");
        foreach (var server in evening.Servers)
        {
            await server.EndAsync();
            await server.StartAsync();
            await writing.GoesOnAsync();
        }
        await writing.EndAsync();
        await evening.NothingWasHeardOfItAsync(before);
    }

    [Fact]
    public async Task Suspended_on_one_server_somebody_is_out_on_the_other()
    {
        var tomas = await evening.InviteAsync("tomas", server: 1);
        await evening.LetInAsync(tomas);
        await tomas.SayAsync("I am here.");
        await evening.AllReadAsync("I am here.");
        await tomas.MicAsync(true);
        await evening.AllDecodeAllAsync();
        var person = evening.Ask("""select "Id" from "People" where "Name" = 'Tomas'""");
        var connections = await tomas.PacketsAsync();
        Assert.Equal(303, await evening["leila"].Page.EvaluateAsync<int>(
            "async (person) => { const answer = await fetch(`/people/${person}/suspend`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ Reason: 'a reason of theirs' }) }); return answer.type === 'opaqueredirect' ? 303 : answer.status; }", person));
        await Expect(tomas.Page.Locator("#stage")).ToBeHiddenAsync(new() { Timeout = 30_000 }); // gone, or covered until somebody signs in
        await Circle.UntilAsync(async () =>
        {
            var now = await tomas.PacketsAsync();
            var still = now == connections;
            connections = now;
            await Task.Delay(500);
            return still;
        }, "Tomas receives nothing more");
        await evening.GoesAsync(tomas);
        await evening.AllDecodeAllAsync();
    }

    [Fact]
    public async Task Rooms_go_where_fewer_packets_flow_and_a_killed_node_s_room_comes_up_on_the_other()
    {
        // Another server's eye on the nodes: it starts none.
        await using var eye = await MediaHost.StartAsync(new MediaSettings
        {
            Run = evening.RunOf("eye"),
            Nodes = new() { ["a"] = new() { Run = evening.RunOf("a"), Start = false }, ["b"] = new() { Run = evening.RunOf("b"), Start = false } },
        });
        // There and back: else the first of two that measure nothing would do.
        for (var i = 0; i < 2; i++)
        {
            var (busy, idle) = evening.NodeOfRoom() == "a" ? ("a", "b") : ("b", "a");
            await Circle.UntilAsync(() => eye.Rooms.NameNew("next").StartsWith($"{idle}_", StringComparison.Ordinal), $"node {busy} is measured to be the busier one", 60);

            var pid = evening.NodePid(busy);
            // Nobody may start it again meanwhile: a node that is back before it is missed keeps its room.
            await using (new FileStream(Path.Combine(evening.RunOf(busy), "media.starting"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
            {
                House.Kill(pid, "KILL");
                await Circle.UntilAsync(() => evening.NodeOfRoom() == idle, $"the room is on {idle}");
            }
            await evening.AllDecodeAllAsync();
            await Circle.UntilAsync(() => File.Exists(Path.Combine(evening.RunOf(busy), "media.pid")) && evening.NodePid(busy) != pid, $"node {busy} is started again");
        }
        foreach (var guest in evening.Guests) Assert.True(await guest.IsSameDocumentAsync(), $"{guest.Name}’s page was loaded again.");
    }

    [Fact]
    public async Task A_node_that_is_to_be_stopped_keeps_its_room_until_the_break()
    {
        var (leaves, stays) = evening.NodeOfRoom() == "a" ? ("a", "b") : ("b", "a");
        var leaving = Path.Combine(evening.RunOf(leaves), "media.leaving");
        await File.WriteAllTextAsync(leaving, "");
        try
        {
            var before = await evening.WatchAsync();
            await Task.Delay(TimeSpan.FromSeconds(5)); // several beats, in which nothing may happen
            Assert.Equal(leaves, evening.NodeOfRoom());
            await evening.NothingWasHeardOfItAsync(before);

            var leila = evening["leila"];
            await leila.Page.Locator("#controls details.pop summary").ClickAsync();
            await leila.PressAsync("5 minutes");
            await Circle.UntilAsync(() => evening.NodeOfRoom() == stays, $"the room is on {stays}");
            await leila.PressAsync("Go on");
            foreach (var guest in evening.Guests)
            {
                await guest.MicAsync(true);
                await guest.CameraAsync(true);
            }
            await evening.AllDecodeAllAsync();
        }
        finally
        {
            File.Delete(leaving);
        }
    }
}
