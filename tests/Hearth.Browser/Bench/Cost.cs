using System.Diagnostics;
using System.Net;
using Hearth.Browser.Command;
using Hearth.Browser.Soak;
using Microsoft.Playwright;

namespace Hearth.Browser.Bench;

/// <summary>
/// What the house costs who runs it, and who opens a page on a bad line: processor time, bytes, memory, a start. In turns with
/// something bare, pair by pair: what a machine does meanwhile falls on both, and what counts is the middle one of the ratios.
/// </summary>
internal sealed class Cost(int pairs, Action<CostRow> found)
{
    private const int Clients = 16, Requests = 200;

    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = Clients });

    /// <summary>A small house beside the bare page, and beside one of fifty times as many people, groups and sessions.</summary>
    public async Task PagesAsync()
    {
        await using var small = await CostHouse.OpenAsync(groups: 2);
        await using var large = await CostHouse.OpenAsync(groups: 100);
        await using var bare = await BareHouse.OpenAsync(small.File, small.Group);
        // The goal is a topic's page's; pages that read as much are held to it.
        foreach (var page in pages)
        {
            var (name, goal, floor) = (page.Name, page.Goal, page.Floor);
            var (ours, plain, theirs) = (page.Asks(small), bare.Address + (page.Written ? $"topics/{small.Written.Topics[0]}?rows=" : $"{small.Group}?rows="), page.Asks(large));
            var asLong = plain + await RowsAsync(plain, await LengthAsync(ours[0]));
            IReadOnlyList<Ask> bares = [new(new Uri(asLong), null)];
            foreach (var (process, asks) in new[] { (small.Process, ours), (bare.Process, bares), (large.Process, theirs) }) await MillisecondsAsync(process, asks, 2 * Requests);
            var (costs, ceiling, grown) = (new Sample(), new Sample(), new Sample());
            for (var i = 0; i < pairs; i++)
            {
                ceiling.Add(await MillisecondsAsync(bare.Process, bares, Requests));
                costs.Add(await MillisecondsAsync(small.Process, ours, Requests));
                grown.Add(await MillisecondsAsync(large.Process, theirs, Requests));
            }
            found(new($"{name}, {await LengthAsync(ours[0]) / 1024.0:0} KB: processor, a request", "ms", costs, ceiling, goal, floor));
            found(new($"{name}: in a house of 50 times as much (ceiling: the small one)", "ms", grown, costs, 1.1, 1.3));
        }
    }

    private sealed record Ask(Uri Page, string? Cookie);

    /// <param name="Written">Beside a topic's posts, read and shown plainly, and not beside a group's sessions.</param>
    private sealed record Page(string Name, Func<CostHouse, string> Path, bool Leads, double Goal, double Floor, bool Written = false)
    {
        /// <summary>By those of the group who may: all members are in its space, four in the conversation.</summary>
        public IReadOnlyList<Ask> Asks(CostHouse house) =>
            [.. house.Seats.Where(s => s.Leads == Leads).Take(WrittenGroup.Talking).Select(s => new Ask(new Uri(house.Address, Path(house)), s.Cookie))];
    }

    private static readonly Page[] pages =
    [
        new("Today of a participant", _ => "/today", false, 2, 4), new("Today of a facilitator", _ => "/today", true, 2, 4),
        new("Sessions", _ => "/sessions", false, 1.6, 3), new("A group", _ => "/group", false, 1.6, 3),
        new("A topic of 20 posts", h => $"/topics/{h.Written.Topics[0]}", false, 1.6, 3, Written: true),
        new("A space of 20 topics", h => $"/spaces/{h.Written.Space}", false, 1.6, 3, Written: true),
        new("A conversation of 20 messages", h => $"/messages/{h.Written.Conversation}", false, 1.6, 3, Written: true),
    ];

    /// <summary>So many rows that the bare page is as long as that.</summary>
    private async Task<int> RowsAsync(string plain, int length)
    {
        var (none, hundred) = (await LengthAsync(new(new Uri(plain + "0"), null)), await LengthAsync(new(new Uri(plain + "100"), null)));
        return Math.Max(0, (length - none) * 100 / (hundred - none));
    }

    private async Task<int> LengthAsync(Ask ask) => (await AnswerAsync(ask)).Length;

    private async Task<byte[]> AnswerAsync(Ask ask)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ask.Page);
        if (ask.Cookie is not null) request.Headers.Add("Cookie", ask.Cookie);
        using var answer = await http.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{ask.Page} is answered with {answer.StatusCode}.");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>What one of so many requests takes of the server's processor time, by its own account; sixteen at a time, over connections that stay.</summary>
    private async Task<double> MillisecondsAsync(Process server, IReadOnlyList<Ask> asks, int requests)
    {
        server.Refresh();
        var (before, left) = (server.TotalProcessorTime, requests);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) is var n && n >= 0) await AnswerAsync(asks[n % asks.Count]);
        }));
        server.Refresh();
        return (server.TotalProcessorTime - before).TotalMilliseconds / requests;
    }

    /// <summary>Today of a participant in a real browser: what goes over the network, and how much of it has to be there before words show.</summary>
    public async Task BytesAsync(Chromium chromium)
    {
        await using var house = await CostHouse.OpenAsync(groups: 2);
        var today = new Uri(house.Address, "/today").ToString();
        var (first, after, firstAsks, afterAsks, needed, scripts) = (new Sample(), new Sample(), new Sample(), new Sample(), new Sample(), new Sample());
        for (var i = 0; i < pairs; i++)
        {
            await using var context = await chromium.PersonAsync();
            var page = await context.NewPageAsync();
            await SignInAsync(page, house);
            var visit = await Visit.WatchAsync(page);
            await page.GotoAsync(today, new() { WaitUntil = WaitUntilState.NetworkIdle });
            Note(first, firstAsks, await visit.TakeAsync());
            var blocking = await page.EvaluateAsync<string[]>("() => performance.getEntriesByType('resource').filter(r => r.renderBlockingStatus === 'blocking').map(r => `${r.initiatorType} ${r.name}`)");
            needed.Add(1 + blocking.Length);
            scripts.Add(blocking.Count(b => b.StartsWith("script", StringComparison.Ordinal)));
            await page.GotoAsync(today, new() { WaitUntil = WaitUntilState.NetworkIdle });
            Note(after, afterAsks, await visit.TakeAsync());
            await ShowsWithAsync(chromium, house, today, [.. blocking.Select(b => b.Split(' ')[1])]);
        }
        found(new("Today of a participant, first visit: all that is sent, fonts in", "KB", first, null, 60, 100));
        found(new("  and each time after", "KB", after, null, 15, 20));
        found(new("  requests of a first visit", "", firstAsks));
        found(new("  requests each time after", "", afterAsks));
        found(new("  requests until words show", "", needed, null, 4, 6));
        found(new("  of them scripts", "", scripts, null, 0, 0));

        static void Note(Sample bytes, Sample asks, (double Kilobytes, double Requests) visit)
        {
            bytes.Add(visit.Kilobytes);
            asks.Add(visit.Requests);
        }
    }

    /// <summary>By the protocol itself: a cookie of this name must be secure and of one host, and on localhost it may be.</summary>
    private static async Task SignInAsync(IPage page, CostHouse house)
    {
        var cookie = house.Seats.First(s => !s.Leads).Cookie.Split('=', 2);
        var line = await page.Context.NewCDPSessionAsync(page);
        await line.SendAsync("Network.setCookie", new() { ["name"] = cookie[0], ["value"] = cookie[1], ["url"] = "https://localhost/", ["path"] = "/", ["secure"] = true, ["httpOnly"] = true });
        await line.DetachAsync();
    }

    /// <summary>Words do show with these alone, whatever the browser calls blocking: everything else is held back.</summary>
    private static async Task ShowsWithAsync(Chromium chromium, CostHouse house, string today, string[] needed)
    {
        await using var context = await chromium.PersonAsync();
        var page = await context.NewPageAsync();
        await SignInAsync(page, house);
        await page.RouteAsync("**/*", route => route.Request.Url == today || needed.Contains(route.Request.Url) ? route.ContinueAsync() : route.AbortAsync());
        await page.GotoAsync(today, new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForFunctionAsync("() => performance.getEntriesByName('first-contentful-paint').length > 0 && document.querySelector('h1').innerText.length > 0");
    }

    /// <summary>From <c>./hearth up</c>, everything there, to the first page; beside the bare page's own start.</summary>
    public async Task StartAsync()
    {
        var (up, plain) = (new Sample(), new Sample());
        var folder = Directory.CreateTempSubdirectory("hearth-command-").FullName;
        await using var small = await CostHouse.OpenAsync(groups: 1);
        House? house = null;
        try
        {
            // The first makes its data, and is not counted.
            for (var i = -1; i < pairs; i++)
            {
                var since = Stopwatch.GetTimestamp();
                await (await BareHouse.OpenAsync(small.File, small.Group)).DisposeAsync();
                var bare = Stopwatch.GetElapsedTime(since);
                since = Stopwatch.GetTimestamp();
                house = House.Start(folder: folder);
                await BareHouse.FirstPageAsync(new Uri($"http://localhost:{house.Port}/demo"));
                var took = Stopwatch.GetElapsedTime(since);
                await house.Hears("Hearth is open");
                house.PressCtrlC();
                if (await house.Ended() is not 0 and var code) throw new InvalidOperationException($"It ended with {code}.");
                if (i < 0) continue;
                up.Add(took.TotalSeconds);
                plain.Add(bare.TotalSeconds);
            }
        }
        finally
        {
            if (house is not null) await house.DisposeAsync();
        }
        found(new("From ./hearth up, all there, to the first page", "s", up, plain, 6, 6, OfCeiling: false));
    }

    /// <summary>Two hundred people in their rooms, each with a line of their own, who have looked around.</summary>
    public async Task MemoryAsync()
    {
        await using var house = await LoadedHouse.OpenAsync(new(Rooms: 17, Servers: 1, Pause: TimeSpan.FromSeconds(5), People: 12), new(TextWriter.Null));
        for (var i = 0; i < 3; i++)
            foreach (var some in house.People.Chunk(Clients)) await Task.WhenAll(some.Select(p => p.PageAsync()));
        var memory = new Sample();
        for (var i = 0; i < pairs; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            memory.Add(house.A.Memory / 1048576.0);
        }
        found(new($"Memory of the server with {house.People.Count()} people connected, on PostgreSQL", "MB", memory, null, 250, 250));
    }
}

/// <summary>Counts what a page has the network carry, heads and all. What the browser had kept is not asked for.</summary>
internal sealed class Visit
{
    private readonly Lock counting = new();
    private readonly HashSet<string> kept = [];
    private double bytes;
    private int asks;

    public static async Task<Visit> WatchAsync(IPage page)
    {
        var visit = new Visit();
        var line = await page.Context.NewCDPSessionAsync(page);
        line.Event("Network.requestServedFromCache").OnEvent += (_, e) => visit.Keep(e!.Value.GetProperty("requestId").GetString()!);
        line.Event("Network.responseReceived").OnEvent += (_, e) =>
        {
            if (e!.Value.GetProperty("response").GetProperty("fromDiskCache").GetBoolean()) visit.Keep(e.Value.GetProperty("requestId").GetString()!);
        };
        line.Event("Network.loadingFinished").OnEvent += (_, e) => visit.Count(e!.Value.GetProperty("requestId").GetString()!, e.Value.GetProperty("encodedDataLength").GetDouble());
        await line.SendAsync("Network.enable");
        return visit;
    }

    /// <summary>Kilobytes and requests since the last time.</summary>
    public async Task<(double Kilobytes, double Requests)> TakeAsync()
    {
        await Task.Delay(500); // what a script still fetches
        lock (counting)
        {
            var taken = (bytes / 1024, asks);
            (bytes, asks) = (0, 0);
            return taken;
        }
    }

    private void Keep(string request)
    {
        lock (counting) kept.Add(request);
    }

    private void Count(string request, double length)
    {
        lock (counting)
        {
            if (kept.Contains(request)) return;
            bytes += length;
            asks++;
        }
    }
}
