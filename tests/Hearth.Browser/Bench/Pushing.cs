using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Hearth.Browser.Soak;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Spaces;
using Hearth.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Browser.Bench;

/// <summary>
/// What it takes to tell open pages something: signed-in lines as a page's script has them, without browsers, in turns with the same
/// clients on one bare hub.
/// </summary>
internal sealed class Pushing(int pairs, Action<CostRow> found)
{
    private const int Groups = 42, OfGroup = 12;

    /// <summary>Of each kind so many lines that a fragment has two kilobytes; the large one fills what a network keeps for who does not read.</summary>
    private const int Lines = 12, Large = 200;

    /// <summary>A topic that the whole program reads.</summary>
    private Guid common;

    private Task<WrittenHouse> OpenAsync(int topics) => WrittenHouse.OpenAsync(onPostgres: false, Groups, OfGroup, ofProgram: Groups, topics, WrittenGroup.Replies, (host, groups) => host.Scopes.WriteAsync(groups[0].Program, async services =>
    {
        var (db, now, seats) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Hearth.Database.Clock>().Now, groups.SelectMany(g => g.Seats).ToList());
        var space = Space.Open(groups[0].Program, "Everybody", "For all of us", seats[0].Person, now);
        db.Add(space);
        common = WrittenGroup.Topic(db, groups[0].Program, space.Id, [.. groups[0].Seats], WrittenGroup.Replies, now);
        foreach (var seat in seats) db.Add(Entry.Into(groups[0].Program, space.Id, seat.Person, now));
        await db.SaveChangesAsync();
    }));

    /// <summary>A fragment to twelve and to five hundred; what an open line holds; and one who does not read.</summary>
    public async Task DeliveriesAsync()
    {
        await using var house = await OpenAsync(topics: 1);
        await using var ours = new Side { Child = await Child.StartAsync("bench-push", house.Folder) };
        await using var bare = new Side { Child = await Child.StartAsync("bench-hub") };
        Side[] both = [bare, ours];
        var (few, many) = ($"topic/{house.Groups[0].Topics[0]:D}", $"topic/{common:D}");
        foreach (var side in both) await side.ListenAsync(house.Groups[0].Seats, few);
        await CompareAsync($"{OfGroup} open pages", few, times: 600, pause: 2);

        await DeafAsync(house.Groups[0], few, ours);

        var (held, bareHeld) = (await HeldAsync(ours), await HeldAsync(bare));
        foreach (var side in both) await side.ListenAsync([.. house.Groups.Skip(1).SelectMany(g => g.Seats)], many);
        var others = (Groups - 1) * OfGroup;
        var (memory, bareMemory) = (new Sample(), new Sample());
        for (var i = 0; i < pairs; i++)
        {
            bareMemory.Add((await HeldAsync(bare) - bareHeld) / others / 1024);
            memory.Add((await HeldAsync(ours) - held) / others / 1024);
        }
        found(new($"Memory of an open, signed-in page, {others} of them", "KB", memory, bareMemory, 1.2, 1.6));
        await CompareAsync($"{others} open pages", many, times: 30, pause: 50);

        async Task CompareAsync(string what, string stream, int times, int pause)
        {
            foreach (var side in both) await side.PushAsync(stream, Lines, times, pause);
            var (cost, bareCost, late, bareLate) = (new Sample(), new Sample(), new Sample(), new Sample());
            for (var i = 0; i < pairs; i++)
                foreach (var (side, costs, lates) in new[] { (bare, bareCost, bareLate), (ours, cost, late) })
                {
                    var (each, arrived) = await side.PushAsync(stream, Lines, times, pause);
                    costs.Add(each);
                    lates.Add(arrived.P99);
                }
            found(new($"A fragment to {what}: processor, a delivery", "µs", cost, bareCost, 1.15, 1.6));
            found(new($"A fragment to {what}: pushed until each has it, p99", "ms", late, bareLate, 1.3, 2));
        }

        static Task<double> HeldAsync(Side side) => side.Child.AskAsync("memory");
    }

    /// <summary>Somebody's thirteenth page reads nothing; the twelve are read as before.</summary>
    private async Task DeafAsync(WrittenGroup group, string stream, Side ours)
    {
        const int times = 300;
        var (with, without) = (new Sample(), new Sample());
        await ours.PushAsync(stream, Large, times, pause: 5);
        for (var i = 0; i < pairs; i++)
        {
            without.Add((await ours.PushAsync(stream, Large, times, pause: 5)).Late.P99);
            using var deaf = await DeafPageAsync(ours.Child.Address, group.Seats[1].Cookie, stream);
            with.Add((await ours.PushAsync(stream, Large, times, pause: 5)).Late.P99);
        }
        found(new("One of 13 reads nothing: p99 of the others (ceiling: without it)", "ms", with, without, 1, 1.1));
    }

    /// <summary>It is let in, takes the answer that says so, and nothing after that.</summary>
    private static async Task<ClientWebSocket> DeafPageAsync(string address, string cookie, string stream)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookie);
        socket.Options.SetRequestHeader("Origin", address);
        await socket.ConnectAsync(new Uri(address.Replace("http", "ws", StringComparison.Ordinal) + "/hub"), CancellationToken.None);
        await SayAsync("""{"protocol":"json","version":1}""");
        await SayAsync($$"""{"type":1,"invocationId":"1","target":"Subscribe","arguments":["{{stream}}",null]}""");
        var (buffer, heard) = (new byte[4096], new StringBuilder());
        while (!heard.ToString().Contains("\"stale\"", StringComparison.Ordinal))
        {
            var got = await socket.ReceiveAsync(buffer, CancellationToken.None);
            if (got.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException($"Not let in: {heard}");
            heard.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
        }
        return socket;

        Task SayAsync(string json) => socket.SendAsync(Encoding.UTF8.GetBytes(json + "\u001e"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
    }

    /// <summary>Somebody writes, and twelve have the topic open: they hear that their page is late, and each reads it afresh. Beside words that a client sends through a bare hub.</summary>
    public async Task VisibleAsync()
    {
        const int posts = 40;
        await using var house = await OpenAsync(topics: pairs + 1);
        await house.Server.StartAsync();
        await using var bare = new Side { Child = await Child.StartAsync("bench-hub") };
        var group = house.Groups[0];
        await bare.ListenAsync(group.Seats, "written");
        await using var sender = new PageLine("nobody=0", bare.Child.Address, () => Task.CompletedTask);
        await sender.StartAsync();
        await HubAsync(sender, bare, posts);
        var (committed, pressed, plain) = (new Sample(), new Sample(), new Sample());
        for (var i = 0; i <= pairs; i++)
        {
            var bareP99 = (await HubAsync(sender, bare, posts)).P99;
            var (sinceCommit, sincePress) = await HouseAsync(group, group.Topics[i], house, posts);
            if (i == 0) continue; // so that caches are warm
            plain.Add(bareP99);
            committed.Add(sinceCommit.P99);
            pressed.Add(sincePress.P99);
        }
        found(new($"A post, from the moment that stands at it until each of {OfGroup} open pages shows it, p99 (ceiling: through a bare hub)", "ms", committed, plain, 1.3, 2));
        found(new("  from the press", "ms", pressed, plain));
    }

    private static async Task<Sample> HubAsync(PageLine sender, Side bare, int posts)
    {
        bare.Begin(posts * OfGroup);
        for (var p = 0; p < posts; p++)
        {
            await sender.InvokeAsync("Send", "written", Said.Html(Stopwatch.GetTimestamp(), 1));
            await Task.Delay(100);
        }
        return await bare.AllAsync();
    }

    private static async Task<(Sample SinceCommit, Sample SincePress)> HouseAsync(WrittenGroup group, Guid topic, WrittenHouse house, int posts)
    {
        var readers = group.Seats.Select(seat => new TopicReader(seat, house.Address, topic)).ToList();
        try
        {
            foreach (var reader in readers) await reader.ComeAsync();
            var (sinceCommit, sincePress, pressed) = (new Sample(), new Sample(), new Dictionary<string, DateTime>());
            for (var p = 0; p < posts; p++)
            {
                var words = $"line{p} {p}.";
                pressed[words] = DateTime.UtcNow;
                await house.ReplyAsync(group.Seats[1 + p % (OfGroup - 1)], topic, words);
                await Task.Delay(400);
            }
            foreach (var reader in readers)
                await Media.Circle.UntilAsync(() => Task.FromResult(pressed.Keys.All(reader.Shown.ContainsKey)), "everybody is shown everything", 60);
            await using var db = new BareDb(new DbContextOptionsBuilder<BareDb>().UseSqlite($"Data Source={house.File};Default Timeout=30").Options);
            foreach (var post in await db.Set<Post>().AsNoTracking().Where(p => p.TopicId == topic).ToListAsync())
                if (pressed.TryGetValue(post.Text, out var at))
                    foreach (var reader in readers)
                    {
                        sinceCommit.Add((reader.Shown[post.Text] - post.WrittenAt.ToDateTimeUtc()).TotalMilliseconds);
                        sincePress.Add((reader.Shown[post.Text] - at).TotalMilliseconds);
                    }
            return (sinceCommit, sincePress);
        }
        finally
        {
            foreach (var reader in readers) await reader.DisposeAsync();
        }
    }

    /// <summary>The server is killed under five hundred pages and started again at once; each comes back by itself.</summary>
    public async Task ReturnsAsync()
    {
        await using var house = await OpenAsync(topics: 1);
        await house.Server.StartAsync();
        var readers = house.Groups.SelectMany(g => g.Seats).Select(seat => new TopicReader(seat, house.Address, common)).ToList();
        try
        {
            foreach (var some in readers.Chunk(OfGroup)) await Task.WhenAll(some.Select(r => r.ComeAsync()));
            var (back, answers) = (new Sample(), new Sample());
            for (var i = 0; i < Math.Min(pairs, 3); i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(5));
                var since = Stopwatch.GetTimestamp();
                await house.Server.KillAsync();
                await house.Server.StartAsync();
                answers.Add(Stopwatch.GetElapsedTime(since).TotalSeconds);
                await Media.Circle.UntilAsync(() => Task.FromResult(readers.All(r => r.BackAt > since)), "every page is back", 120);
                foreach (var reader in readers) back.Add(Stopwatch.GetElapsedTime(since, reader.BackAt).TotalSeconds);
            }
            found(new($"The server is killed: until it answers again", "s", answers));
            found(new($"The server is killed: until {readers.Count} pages hear and are read again", "s", back, null, 8, 12) { ByP95 = true });
        }
        finally
        {
            foreach (var some in readers.Chunk(OfGroup)) await Task.WhenAll(some.Select(r => r.DisposeAsync().AsTask()));
        }
    }

    /// <summary>One of the two, and those who listen there.</summary>
    private sealed class Side : IAsyncDisposable
    {
        private readonly List<PageLine> pages = [];
        private readonly Dictionary<string, int> listening = [];
        private volatile bool broke;
        private Sample late = new();
        private int missing;

        public required Child Child { get; init; }

        public async Task ListenAsync(IReadOnlyList<RoomPlan.Seat> seats, string stream)
        {
            listening[stream] = seats.Count;
            foreach (var some in seats.Chunk(OfGroup))
                await Task.WhenAll(some.Select(async seat =>
                {
                    var page = new PageLine(seat.Cookie, Child.Address, () =>
                    {
                        broke = true;
                        return Task.CompletedTask;
                    });
                    page.On("fragment", Hear);
                    lock (pages) pages.Add(page);
                    await page.StartAsync();
                    await page.SubscribeAsync([stream], afterDrop: false);
                }));
        }

        public void Begin(int deliveries) => (late, missing) = (new(), deliveries);

        public async Task<Sample> AllAsync()
        {
            await Media.Circle.UntilAsync(() => Task.FromResult(Volatile.Read(ref missing) <= 0), "everything has arrived", 60);
            if (broke) throw new InvalidOperationException("A line broke that nobody cut.");
            return late;
        }

        public async Task<(double Microseconds, Sample Late)> PushAsync(string stream, int lines, int times, int pause)
        {
            var deliveries = times * listening[stream];
            Begin(deliveries);
            var before = await Child.AskAsync("cpu");
            await Child.AskAsync($"push {stream} {lines} {times} {pause}");
            var all = await AllAsync();
            return ((await Child.AskAsync("cpu") - before) * 1000 / deliveries, all);
        }

        private void Hear(JsonElement fragment)
        {
            var html = fragment.GetProperty("html").GetString()!;
            var from = html.IndexOf("data-at=\"", StringComparison.Ordinal) + 9;
            var took = Stopwatch.GetElapsedTime(long.Parse(html.AsSpan(from, html.IndexOf('"', from) - from), CultureInfo.InvariantCulture)).TotalMilliseconds;
            lock (late) late.Add(took);
            Interlocked.Decrement(ref missing);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var page in pages) await page.DisposeAsync();
            await Child.DisposeAsync();
        }
    }
}
