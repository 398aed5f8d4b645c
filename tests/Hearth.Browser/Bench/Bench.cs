using System.Diagnostics;
using System.Globalization;
using Hearth.Browser.Command;
using Hearth.Browser.Journeys;
using Microsoft.Playwright;

namespace Hearth.Browser.Bench;

/// <summary>
/// <c>dev/bench</c>: how long people wait, in real browsers with a real Janus and the house as <c>./hearth up</c> runs it, beside
/// what the same costs without Hearth; and what it costs the machine. It measures and says; nothing fails because a machine was slow.
/// </summary>
public sealed class Bench(Bench.Options options)
{
    public sealed record Options(int Joins, int Janus, int Hangs, int Servers, int Pages, int Pairs, int Posts, string Only, string Into);

    /// <summary>The sixth is who comes and goes.</summary>
    private static readonly string[] circle = ["leila", "dan", "wren", "june", "tomas", "pilar"];

    private static readonly string script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Bench", "bench.js"));

    // On one host six browsers would starve what they wait for; people's browsers are elsewhere. The bare room has them the same.
    private readonly Chromium chromium = new() { Program = Path.Combine(AppContext.BaseDirectory, "Bench", "chromium-behind") };
    private readonly List<Row> rows = [];
    private readonly List<string> wrong = [];
    private readonly (Sample First, Sample All, Sample Seen, Sample Again) bare = (new(), new(), new(), new());

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(30, 20, 20, 12, 40, 9, 1_000_000, "all", Path.Combine(House.Root, "bench"));
        for (var i = 0; i < args.Length; i++)
            switch (args[i])
            {
                case "--quick": options = options with { Joins = 4, Janus = 3, Hangs = 3, Servers = 2, Pages = 8, Pairs = 3, Posts = 50_000 }; break;
                case "--runs" when i + 1 < args.Length && int.TryParse(args[i + 1], out var n) && n is >= 2 and <= 500: options = options with { Joins = n, Janus = n, Hangs = n, Servers = n, Pages = n, Pairs = n }; i++; break;
                case "--only" when i + 1 < args.Length && args[i + 1] is "pages" or "joins" or "janus" or "hang" or "server" or "cost" or "writing" or "pushing" or "search" or "verify": options = options with { Only = args[++i] }; break;
                case "--into" when i + 1 < args.Length: options = options with { Into = args[++i] }; break;
                default:
                    await Console.Error.WriteLineAsync($"bench: dev/bench takes --quick, --runs N, --only pages|joins|janus|hang|server|cost|writing|pushing|search|verify and --into FOLDER; not \"{args[i]}\".");
                    return 2;
            }
        return await new Bench(options).RunAsync();
    }

    private async Task<int> RunAsync()
    {
        var (began, load) = (DateTime.UtcNow, Load());
        if (options.Only == "verify")
        {
            // A part for itself: it needs nobody, and fills the machine for minutes.
            foreach (var line in Table.Of(await Chain.MeasureAsync(1_000_000, Math.Min(options.Pages, 3)))) Console.WriteLine(line);
            Console.WriteLine($"Load average before and after: {load}, {Load()}.");
            return 0;
        }
        await chromium.InitializeAsync();
        try
        {
            // The bare room before and after: what a machine does meanwhile falls on both.
            await PartAsync("a bare room of Janus", BareAsync);
            await PartAsync("Hearth", HearthAsync);
            await PartAsync("a bare room of Janus again", BareAsync);
            if (Wants("cost")) await CostAsync();
            if (Wants("writing")) await WritingAsync();
            if (Wants("pushing")) await PushingAsync();
            if (Wants("search")) await SearchingAsync();
        }
        finally
        {
            await chromium.DisposeAsync();
        }
        string[] said =
        [
            $"{began:yyyy-MM-dd HH:mm} UTC, {(DateTime.UtcNow - began).TotalMinutes:0} minutes. Revision {await FirstLineAsync("git", "describe", "--always", "--dirty")}.",
            $"{Environment.ProcessorCount} cores ({Cpu()}), {Memory()} GB; {System.Runtime.InteropServices.RuntimeInformation.OSDescription}; Chromium {await VersionAsync("chromium-headless-shell")}, Janus {await VersionAsync("janus")}. Load average before and after: {load}, {Load()}.",
            $"Six people on one host, browsers and servers on the same cores, the browsers behind (nice 10). n counts what was seen: a kill of Janus is seen by six.",
        ];
        var table = Table.Of(rows).ToList();
        foreach (var line in said.Append("").Concat(table).Concat(wrong.Select(w => $"\nNot measured: {w}"))) Console.WriteLine(line);
        if (options.Only == "all")
        {
            Directory.CreateDirectory(options.Into);
            await File.WriteAllLinesAsync(Path.Combine(options.Into, "results.md"), ["# Results", "", "Written by `dev/bench`; [README.md](README.md) says how each figure is taken.", "", .. said.SelectMany(s => (string[])[s, ""]), .. table, .. wrong.SelectMany(w => (string[])["", $"Not measured: {w}"])]);
        }
        return wrong.Count == 0 && rows.Count > 0 ? 0 : 1;
    }

    private bool Wants(string part) => options.Only == "all" || options.Only == part;

    private async Task PartAsync(string name, Func<Task> part)
    {
        Console.WriteLine($"· {name}");
        try
        {
            await part();
        }
        catch (Exception e)
        {
            wrong.Add($"{name}: {e.Message.Split('\n')[0]}");
            Console.WriteLine($"  {e}");
        }
    }

    private async Task BareAsync()
    {
        if (!Wants("joins") && !Wants("janus") && !Wants("hang")) return;
        await using var six = await BareCircle.GatherAsync(chromium, script, circle.Length);
        var half = bare.First.Count + bare.Again.Count == 0 ? 0 : 1;
        if (Wants("joins"))
            for (var i = 0; i < (options.Joins + half) / 2; i++) await six.JoinAsync(bare.First, bare.All, bare.Seen, i + 1);
        if (Wants("janus") || Wants("hang"))
            for (var i = 0; i < (options.Janus + half) / 2; i++)
            {
                await six.ReplaceAsync(bare.Again, i + 1);
                await Task.Delay(2000);
            }
        await six.AllDecodeAllAsync();
    }

    private async Task CostAsync()
    {
        var cost = new Cost(options.Pairs, Found);
        await PartAsync("what a page costs the processor", cost.PagesAsync);
        await PartAsync("what a page costs the line", () => cost.BytesAsync(chromium));
        await PartAsync("a start", cost.StartAsync);
        await PartAsync("memory", cost.MemoryAsync);
    }

    private async Task WritingAsync()
    {
        var writing = new Writing(options.Pairs, Found);
        await PartAsync("writing on SQLite", () => writing.MeasureAsync(onPostgres: false, ofProgram: 16));
        await PartAsync("writing on PostgreSQL", () => writing.MeasureAsync(onPostgres: true, ofProgram: 16));
        await PartAsync("writing on PostgreSQL, a program for each", () => writing.MeasureAsync(onPostgres: true, ofProgram: 1));
    }

    private async Task PushingAsync()
    {
        var pushing = new Pushing(options.Pairs, Found);
        await PartAsync("a push to many", pushing.DeliveriesAsync);
        await PartAsync("a post, until others have it", pushing.VisibleAsync);
        await PartAsync("pages that come back", pushing.ReturnsAsync);
    }

    private async Task SearchingAsync()
    {
        var searching = new Searching(options.Pairs, options.Posts, Found);
        await PartAsync("searching on SQLite", () => searching.MeasureAsync(onPostgres: false));
        await PartAsync("searching on PostgreSQL", () => searching.MeasureAsync(onPostgres: true));
    }

    /// <summary>Said at once: a run that is ended has not been for nothing.</summary>
    private void Found(CostRow row)
    {
        rows.Add(row);
        Console.WriteLine($"  {string.Join(" | ", row.Cells())}");
    }

    private async Task HearthAsync()
    {
        if (options.Only is "cost" or "writing" or "pushing" or "search") return;
        await using var evening = await Evening.BeginAsync(chromium, script);
        evening.Patience = 180; // a page that was starved of the processor takes half a minute to ask for pictures again
        if (Wants("pages")) await PartAsync("pages", () => PagesAsync(evening));
        if (options.Only == "pages") return;
        await evening.GatherAsync(circle);
        if (Wants("joins")) await PartAsync("joins", () => JoinsAsync(evening));
        foreach (var guest in evening.Guests) await guest.MicAsync(true);
        if (Wants("janus")) await PartAsync("Janus killed", () => DeathsAsync(evening, "KILL", options.Janus, "Janus killed, until all are seen and heard", 3000));
        if (Wants("hang")) await PartAsync("Janus hangs", () => DeathsAsync(evening, "STOP", options.Hangs, "Janus hangs, until all are seen and heard", 5000));
        if (Wants("server")) await PartAsync("server killed", () => ServersAsync(evening));
        // All that was measured was the right people's: by color and tone.
        await evening.AllDecodeAllAsync();
    }

    private async Task PagesAsync(Evening evening)
    {
        await using var pages = await BarePages.StartAsync();
        var sana = await Guest.InviteAsync(chromium, evening.Address, "sana", ColorAndTone.All[6]);
        await sana.ThroughTheDoorAsync();
        var session = await sana.TonightAsync();
        await pages.MeasureAsync(sana.Page, sana.Home, [("Today", "/today"), ("Sessions", "/sessions"), ("The room’s door", $"/sessions/{session:D}/room")], options.Pages, rows);
        await sana.Page.Context.DisposeAsync();
    }

    private async Task JoinsAsync(Evening evening)
    {
        var (leila, pilar, others) = (evening["leila"], evening["pilar"], evening.Guests.Where(g => g.Host != "pilar").ToList());
        var (first, inside, all, seen) = (new Sample(), new Sample(), new Sample(), new Sample());
        for (var i = 0; i < options.Joins; i++)
        {
            await leila.ForAsync(pilar.Name, "Back to the door");
            await pilar.IsOutsideAsync();
            await Task.Delay(1500);
            var since = await pilar.Page.EvaluateAsync<double>("() => bench.now()");
            var watched = (First: Clock.AtAsync(pilar.Page, $"bench.first({Clock.Text(since)})"), All: Clock.AtAsync(pilar.Page, $"bench.all({Clock.Text(since)}, {others.Count})"));
            var newcomers = others.Select(o => Clock.AtAsync(o.Page, $"bench.newcomer({Clock.Text(since)})")).ToList();
            await leila.LetInAsync(pilar.Name);
            var pressed = await Clock.AtAsync(leila.Page, "bench.pressed()");
            var (firstAt, insideAt) = (await watched.First, await Clock.AtAsync(pilar.Page, "bench.inside()"));
            first.Add(firstAt - pressed);
            inside.Add(firstAt - insideAt);
            all.Add(await watched.All - pressed);
            foreach (var newcomer in newcomers) seen.Add(await newcomer - pressed);
        }
        rows.Add(new("Let in, until the first of five is seen", first, bare.First, 1000));
        rows.Add(new("  of it, from the page being inside", inside, bare.First));
        rows.Add(new("Let in, until all five are seen", all, bare.All));
        rows.Add(new("Let in, until seen by each of the five", seen, bare.Seen, 2000));
    }

    private async Task DeathsAsync(Evening evening, string signal, int times, string what, double goal)
    {
        var sample = new Sample();
        for (var i = 0; i < times; i++)
        {
            // A Janus that lives longer than that is started again at once; one that keeps dying is not.
            await Task.Delay(TimeSpan.FromSeconds(11));
            var (janus, since) = (evening.JanusPid, Clock.Now);
            House.Kill(janus, signal);
            var back = await Task.WhenAll(evening.Guests.Select(g => Clock.AtAsync(g.Page, $"bench.all({Clock.Text(since)}, {evening.Guests.Count - 1}, true)")));
            foreach (var at in back) sample.Add(at - since);
            if (evening.JanusPid == janus) throw new InvalidOperationException("It is the same Janus as before.");
        }
        rows.Add(new(what, sample, bare.Again, goal));
    }

    private async Task ServersAsync(Evening evening)
    {
        var (back, answers, packets, played, quietPackets, quietPlayed, looking) = (new Sample(), new Sample(), new Sample(), new Sample(), new Sample(), new Sample(), new Sample());
        // Two of them listen: six who ask their browser forty times a second keep the server from its start.
        var ears = evening.Guests.Take(2).ToList();
        foreach (var guest in ears) await guest.Page.EvaluateAsync("() => bench.listen()");
        for (var i = 0; i < options.Servers; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(3));
            await BeginAsync();
            var (server, node, since) = (evening.House.ServerPid, evening.NodePid, Clock.Now);
            House.Kill(server, "KILL");
            var answering = AnswersAsync();
            var returns = await Task.WhenAll(evening.Guests.Select(g => g.Page.JsonAsync($"() => bench.back({Clock.Text(since)})")));
            answers.Add(await answering - since);
            // By design it ends itself after a minute without a server, and then nothing can have flowed on.
            if (evening.NodePid != node) throw new InvalidOperationException($"The server took {(await answering - since) / 1000:0} s to answer again, and the media node did not wait for it.");
            foreach (var at in returns)
            {
                if (at.GetProperty("seated").GetDouble() == 0) throw new TimeoutException("A page did not get its place again.");
                back.Add(Math.Max(at.GetProperty("taken").GetDouble(), at.GetProperty("seated").GetDouble()) - since);
            }
            await Task.Delay(1000);
            var window = Clock.Now - since;
            await EndAsync(packets, played, looking);
            if (evening.House.ServerPid == server) throw new InvalidOperationException("It is the same server as before.");

            // As long again with nothing happening.
            await Task.Delay(2000);
            await BeginAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(window, 8000)));
            await EndAsync(quietPackets, quietPlayed, new());
        }
        rows.Add(new("Server killed, until presses are taken and the seat is kept (ceiling: until it answers at all)", back, answers, 5000));
        rows.Add(new("Meanwhile, longest gap in the packets of any voice (ceiling: as long with nothing happening)", packets, quietPackets, 200));
        rows.Add(new("Meanwhile, longest gap in what is played of any voice", played, quietPlayed));
        rows.Add(new("Meanwhile, longest time that a page did not look", looking));

        async Task BeginAsync()
        {
            foreach (var guest in ears) await guest.Page.EvaluateAsync("() => bench.begin()");
        }

        async Task EndAsync(Sample packets, Sample played, Sample looking)
        {
            foreach (var guest in ears)
            {
                var voices = await guest.Page.EvaluateAsync<int>("() => bench.voices()");
                if (voices != evening.Guests.Count - 1) throw new InvalidOperationException($"{guest.Name} hears {voices} voices. {await guest.Page.EvaluateAsync<string>("() => bench.story()")}");
                var gaps = await guest.Page.JsonAsync("() => bench.gaps()");
                packets.Add(gaps.GetProperty("packets").GetDouble());
                played.Add(gaps.GetProperty("played").GetDouble());
                looking.Add(gaps.GetProperty("looking").GetDouble());
            }
        }

        async Task<double> AnswersAsync()
        {
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(5); await Task.Delay(25))
                if (await evening.House.Answers()) return Clock.Now;
            throw new TimeoutException("The server is not back within five minutes.");
        }
    }

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static string Cpu() => File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";

    private static string Memory() => (long.Parse(File.ReadLines("/proc/meminfo").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture);

    private static async Task<string> VersionAsync(string package) => await FirstLineAsync("dpkg-query", "--show", "--showformat=${Version}", package);

    private static async Task<string> FirstLineAsync(string program, params string[] arguments) =>
        await Command.Command.Run(program, arguments, null) is { Code: 0 } said ? said.Said.Split('\n')[0].Trim() : "unknown";
}
