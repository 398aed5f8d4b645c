using Hearth.Browser.Bench;
using Hearth.Browser.Command;
using Hearth.Browser.Journeys;

namespace Hearth.Browser.Soak;

/// <summary>The server is killed under a circle in real browsers. In small, as a test: Journeys/KillTests.</summary>
public sealed class R02 : Experiment
{
    private static readonly string[] circle = ["leila", "dan", "wren", "june", "tomas", "pilar"];

    public override string What => "The server is killed (kill -9) under a circle of six in real browsers, with voices and pictures through Janus, and started again by the house.";

    public override async Task RunAsync(Findings findings, Soak.Options options)
    {
        await using var chromium = new Chromium { Program = Path.Combine(AppContext.BaseDirectory, "Bench", "chromium-behind") };
        await chromium.InitializeAsync();
        await using var evening = await Evening.BeginAsync(chromium, await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Bench", "bench.js")));
        evening.Patience = 180;
        await evening.GatherAsync(circle);
        var (back, packets, quiet) = (new Sample(), new Sample(), new Sample());
        var (anew, loaded, changed, replaced) = (0, 0, 0, 0);
        // Two of them listen: six who ask their browser forty times a second keep the server from its start.
        var ears = evening.Guests.Take(2).ToList();
        foreach (var guest in ears) await guest.Page.EvaluateAsync("() => bench.listen()");
        foreach (var guest in evening.Guests) await guest.MarkAsync();
        await evening["wren"].PressAsync("Raise hand");
        await evening["leila"].Page.Locator("#next-step").ClickAsync();

        for (var i = 0; i < (options.Times ?? 12); i++)
        {
            await evening["june"].SayAsync($"Line {i}.");
            foreach (var guest in evening.Guests) await guest.ReadsAsync($"Line {i}.");
            await Task.Delay(TimeSpan.FromSeconds(2));
            var (state, connections) = (await StateAsync(evening), await ConnectionsAsync(evening));
            await BeginAsync();
            var (server, media, since) = (evening.House.ServerPid, (evening.NodePid, evening.JanusPid), Clock.Now);
            House.Kill(server, "KILL");
            foreach (var at in await Task.WhenAll(evening.Guests.Select(g => g.Page.JsonAsync($"() => bench.back({Clock.Text(since)}, true)"))))
            {
                if (at.GetProperty("seated").GetDouble() == 0) throw new TimeoutException("A page did not get its place again.");
                back.Add(Math.Max(at.GetProperty("taken").GetDouble(), at.GetProperty("seated").GetDouble()) - since);
            }
            foreach (var guest in evening.Guests) await guest.HasLineAsync();
            var window = Clock.Now - since;
            await EndAsync(packets);
            if (media != (evening.NodePid, evening.JanusPid)) replaced++;
            if (connections != await ConnectionsAsync(evening)) anew++;
            if (!await IsAsync(evening, state))
            {
                changed++;
                findings.Say($"{string.Join(" / ", (await StateAsync(evening)).Split('\n').Zip(state.Split('\n')).Where(p => p.First != p.Second).Select(p => $"{p.First} was {p.Second}"))}");
            }
            foreach (var guest in evening.Guests) if (!await guest.IsSameDocumentAsync()) loaded++;

            // As long again with nothing happening.
            await BeginAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(window));
            await EndAsync(quiet);
            findings.Say($"{i + 1}: killed, and back");
        }
        await evening.AllDecodeAllAsync();
        findings.Took("killed, until a page is answered again and has its place", back, 3000);
        findings.Took("meanwhile, longest gap in the packets of any voice", packets, 200);
        findings.Took("the same, as long with nothing happening", quiet);
        findings.None("times that voices and pictures had to be connected anew", anew);
        findings.None("times that the media node or Janus was another", replaced);
        findings.None("pages that were loaded again", loaded);
        findings.None("times that people, step, hands or words were not as before", changed);
        findings.None("complaints of the browsers", evening.Guests.Sum(g => g.Complaints.Count));

        async Task BeginAsync()
        {
            foreach (var guest in ears) await guest.Page.EvaluateAsync("() => bench.begin()");
        }

        async Task EndAsync(Sample sample)
        {
            foreach (var guest in ears)
            {
                findings.MustNotBe(await guest.Page.EvaluateAsync<int>("() => bench.voices()") != evening.Guests.Count - 1, $"{guest.Name} does not hear everybody");
                sample.Add((await guest.Page.JsonAsync("() => bench.gaps()")).GetProperty("packets").GetDouble());
            }
        }
    }

    /// <summary>What each page shows of the room; of hands whose they are, and not for how long they have been up.</summary>
    private static async Task<string> StateAsync(Evening evening) => string.Join('\n', await Task.WhenAll(evening.Guests.Select(g => g.Page.EvaluateAsync<string>(
        "() => JSON.stringify([...document.querySelectorAll('#stage .mini .lbl, #stage .mini .away, .msgs li, #stage h2, #leading ol.hands .row-t')].map((e) => e.textContent.replace(/\\d+ ?(s|min)\\b/g, '').trim()).concat(document.getElementById('hand')?.getAttribute('aria-pressed')))"))));

    private static async Task<bool> IsAsync(Evening evening, string state)
    {
        for (var tries = 0; tries < 100; tries++, await Task.Delay(200))
            if (await StateAsync(evening) == state) return true;
        return false;
    }

    private static async Task<string> ConnectionsAsync(Evening evening) => string.Join(' ', await Task.WhenAll(evening.Guests.Select(g => g.ConnectionsAsync())));
}
