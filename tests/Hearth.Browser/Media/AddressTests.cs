using System.Collections.Concurrent;
using Hearth.Browser.LiveRooms;
using Microsoft.Playwright;

namespace Hearth.Browser.Media;

/// <summary>
/// Nobody learns from Hearth where anybody else is. Three browsers go the whole way, from the mirror into a live room, and tell
/// the server as loudly as they can where they are; all that comes back to each of them is read.
/// </summary>
public class AddressTests(Chromium chromium)
{
    private const string Planted = "203.0.113.77", Behind = "203.0.113.78", Local = "5f0c4f2e-6a3b-4c1d-9e8f-0123456789ab.local";

    private static readonly string[] lines =
    [
        $"a=candidate:1 1 udp 2122260223 {Planted} 47770 typ host generation 0",
        $"a=candidate:2 1 udp 2122194687 {Local} 47771 typ host generation 0",
        $"a=candidate:3 1 udp 1686052607 {Behind} 47772 typ srflx raddr {Planted} rport 47770 generation 0",
        $"a=rtcp:47770 IN IP4 {Planted}",
    ];

    [Fact]
    public async Task No_candidate_address_but_that_of_Janus_ever_reaches_a_browser()
    {
        await using var house = await LiveHouse.OpenAsync(chromium);
        var (cast, room) = (house.Cast, $"{house.Address}/sessions/{house.Evening.SessionId}/room");
        var leila = await Tapped.OpenAsync(house, cast.Leila, ColorAndTone.All[0]);
        var wren = await Tapped.OpenAsync(house, cast.Wren, ColorAndTone.All[1]);
        var june = await Tapped.OpenAsync(house, cast.June, ColorAndTone.All[2]);
        Tapped[] all = [leila, wren, june];

        // The mirror speaks to Janus too.
        await wren.Page.GotoAsync($"{house.Address}/sessions/{house.Evening.SessionId}/camera");
        await Assertions.Expect(wren.Page.Locator("#begin, #again").Locator("visible=true")).ToBeVisibleAsync();
        if (await wren.Page.Locator("#begin").IsVisibleAsync()) await wren.Page.Locator("#begin").ClickAsync();
        await Assertions.Expect(wren.Page.Locator("#row-way")).ToContainTextAsync("went there and came back", new() { Timeout = 60_000 });
        await wren.KeepAsync();

        // The third comes when the two are there, so that each gets offers for somebody who is new.
        await leila.Page.GotoAsync(room);
        await wren.Page.GotoAsync(room);
        await leila.Page.GetByRole(AriaRole.Button, new() { Name = "Open the room", Exact = true }).ClickAsync();
        await LetInAsync(leila.Page, wren.Page, "Wren");
        await ColorAndTone.WaitForAsync(leila.Page, [wren.Look], 60);
        await june.Page.GotoAsync(room);
        await LetInAsync(leila.Page, june.Page, "June");
        foreach (var person in all) await ColorAndTone.WaitForAsync(person.Page, [.. all.Except([person]).Select(p => p.Look)], 60);

        // A candidate on its own is no frame that anybody knows.
        foreach (var frame in (object[])[new { t = "candidate", candidate = lines[0][2..] }, new { t = "trickle", candidate = new { candidate = lines[0][2..], sdpMid = "0" } }])
        {
            var before = (await wren.ReceivedAsync()).Count(IsRefusal);
            await wren.Page.EvaluateAsync("f => wire.say('media', f)", frame);
            await Circle.UntilAsync(async () => (await wren.ReceivedAsync()).Count(IsRefusal) > before, "the frame is refused", 20);
        }

        var janus = Circle.JanusOf(house.NodePid);
        var (address, ports) = (MediaNode.LocalAddress.Choose(null).ToString(), Sockets.UdpPorts(janus));
        foreach (var person in all)
        {
            // What it sent tells everything about it: the same reading finds it all there.
            await person.KeepAsync();
            var told = Addresses.In(person.Sent);
            Assert.Superset(new HashSet<(string, int)> { (Planted, 47770), (Local, 47771), (Behind, 47772) }, told.Candidates.ToHashSet());
            Assert.Contains(Planted, told.Behind);
            Assert.Contains(Planted, told.Lines);
            Assert.Contains(Local, told.Local);
            Assert.NotEmpty(person.Own);
            Assert.Superset(person.Own.ToHashSet(), told.Candidates.ToHashSet());
        }
        foreach (var person in all)
        {
            var heard = Addresses.In(person.Received);
            Assert.NotEmpty(heard.Candidates);
            Assert.NotEmpty(person.Described);
            Assert.NotEmpty(person.Read);
            Assert.All(heard.Candidates.Concat(await person.CandidatesAsync()).Concat(Addresses.In(person.Described).Candidates), c =>
            {
                Assert.Equal(address, c.Address);
                // The ports of the mirror's room are closed by now; in all other cases Janus itself listens there.
                if (person != wren) Assert.Contains(c.Port, ports);
                Assert.DoesNotContain(c, all.SelectMany(p => p.Own));
            });
            Assert.Empty(heard.Behind);
            Assert.Empty(heard.Local);
            Assert.Subset(new HashSet<string> { address, "0.0.0.0", "127.0.0.1" }, heard.Lines.ToHashSet());
            // And whatever it is that came, by whatever way: nothing of what anybody told about themselves is in it.
            string[] telling = [Planted, Behind, Local, .. all.SelectMany(p => p.Own).Select(o => o.Address).Where(a => a != address && a != "127.0.0.1")];
            foreach (var text in person.Received.Concat(person.Described).Concat(person.Read))
                foreach (var told in telling)
                    Assert.DoesNotContain(told, text, StringComparison.Ordinal);
        }
    }

    private static bool IsRefusal(string frame) => frame.Contains("\"refused\"", StringComparison.Ordinal) && frame.Contains("\"malformed\"", StringComparison.Ordinal);

    private static async Task LetInAsync(IPage leader, IPage who, string name)
    {
        await leader.Locator(".hands li", new() { HasText = name }).GetByRole(AriaRole.Button, new() { Name = "Let in" }).ClickAsync();
        await Assertions.Expect(who.Locator("#stage")).ToHaveCountAsync(1);
        if (await who.Locator("#mic").GetAttributeAsync("aria-pressed") == "false") await who.Locator("#mic").ClickAsync();
    }

    /// <summary>Somebody's browser, of which all is kept that it says and gets.</summary>
    private sealed class Tapped
    {
        private readonly ConcurrentQueue<string> read = new();
        private readonly ConcurrentQueue<Task> reading = new();

        private Tapped(IPage page, ColorAndTone look) => (Page, Look) = (page, look);

        public IPage Page { get; }
        public ColorAndTone Look { get; }
        public List<string> Sent { get; } = [];
        public List<string> Received { get; } = [];
        public List<string> Described { get; } = [];

        /// <summary>Its own candidates: where it really is.</summary>
        public HashSet<(string Address, int Port)> Own { get; } = [];

        /// <summary>Pages, parts of pages, scripts.</summary>
        public IReadOnlyCollection<string> Read => read;

        public static async Task<Tapped> OpenAsync(LiveHouse house, Tests.Member member, ColorAndTone look)
        {
            var person = new Tapped(await house.BrowserAsync(member, look), look);
            await person.Page.AddInitScriptAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Media", "wire.js")));
            await person.Page.AddInitScriptAsync($"wire.plant({{ address: '{Planted}', lines: {System.Text.Json.JsonSerializer.Serialize(lines)} }});");
            person.Page.Response += (_, response) =>
            {
                if (response.Request.ResourceType is "document" or "fetch" or "xhr" or "script") person.reading.Enqueue(person.TakeAsync(response));
            };
            return person;
        }

        /// <summary>Takes over what the page has kept so far: it is gone when the page is left.</summary>
        public async Task KeepAsync()
        {
            await Task.WhenAll(reading);
            var kept = await Page.JsonAsync("() => { const { sent, received, described, own } = wire.kept; return { sent, received, described, own }; }");
            List<string> Of(string name) => [.. kept.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];
            Sent.AddRange(Of("sent"));
            Received.AddRange(Of("received"));
            Described.AddRange(Of("described"));
            // What Chromium says of TCP has no port that is open.
            Own.UnionWith(Addresses.In(Of("own").Where(c => c.Contains(" udp ", StringComparison.Ordinal))).Candidates);
        }

        public async Task<List<string>> ReceivedAsync() => [.. (await Page.JsonAsync("() => wire.kept.received")).EnumerateArray().Select(e => e.GetString()!)];

        public async Task<IEnumerable<(string Address, int Port)>> CandidatesAsync() =>
            [.. (await Page.JsonAsync("() => wire.candidates()")).EnumerateArray().Select(c => (c[0].GetString()!, c[1].GetInt32()))];

        private async Task TakeAsync(IResponse response)
        {
            try
            {
                read.Enqueue(await response.TextAsync());
            }
            catch (PlaywrightException)
            {
                // A redirection has no text, nor has what the page turned away from.
            }
        }
    }
}
