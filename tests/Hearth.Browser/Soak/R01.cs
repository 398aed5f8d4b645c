using System.Diagnostics;
using Hearth.Browser.Bench;

namespace Hearth.Browser.Soak;

/// <summary>The only server is killed while people post.</summary>
public sealed class R01 : Experiment
{
    public override string What => "The only server is killed (kill -9) at a random moment while sixteen people post, and started again.";

    public override async Task RunAsync(Findings findings, Soak.Options options)
    {
        await using var house = await LoadedHouse.OpenAsync(new(options.Rooms ?? 8, Servers: 1, Pause: TimeSpan.FromMilliseconds(300), Writers: 2), findings);
        await BreakAsync(house, findings, options.Times ?? 200);
        await house.ChainsAsync(findings);
    }

    internal static async Task BreakAsync(LoadedHouse house, Findings findings, int times)
    {
        var ready = new Sample();
        house.Begin();
        for (var i = 0; i < times; i++)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            // Some lines live through several deaths, and now and then all are there.
            if (i % 5 == 0) await house.AllAreBackAsync(patience.Token);
            var since = Stopwatch.GetTimestamp();
            await Task.WhenAny(house.Rooms.Select(r => r.AnswersAfterAsync(since, patience.Token)));
            await Task.Delay(Random.Shared.Next(50, 600), patience.Token);
            await house.A.KillAsync();
            since = Stopwatch.GetTimestamp();
            await house.A.StartAsync();
            ready.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await house.AllAreBackAsync(end.Token);
        findings.Counted("kills", times);
        findings.Took("started, until it answers", ready, 3000);
        findings.Counted("sent again, since no answer came", house.Rooms.SelectMany(r => r.Writers).Sum(w => w.Failed));
        await house.CheckAsync(findings);
    }
}
