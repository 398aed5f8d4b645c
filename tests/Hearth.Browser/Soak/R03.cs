using System.Diagnostics;
using Hearth.Browser.Bench;

namespace Hearth.Browser.Soak;

/// <summary>The database goes away under people who write, and comes back.</summary>
public sealed class R03 : Experiment
{
    public override string What => "PostgreSQL is killed with all its processes (kill -9) and started again, every second time restarted instead, while people write in every room.";

    public override async Task RunAsync(Findings findings, Soak.Options options)
    {
        await using var house = await LoadedHouse.OpenAsync(new(options.Rooms ?? 8, Servers: 1, Pause: TimeSpan.FromMilliseconds(300), Writers: 2), findings);
        await BreakAsync(house, findings, options.Times ?? 50);
        await house.ChainsAsync(findings);
    }

    internal static async Task BreakAsync(LoadedHouse house, Findings findings, int times)
    {
        var (killed, restarted) = (new Sample(), new Sample());
        var server = house.A.Pid;
        house.Begin();
        for (var i = 0; i < times; i++)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            await house.AnswersAfterAsync(Stopwatch.GetTimestamp(), patience.Token);
            await Task.Delay(Random.Shared.Next(50, 600), patience.Token);
            var since = Stopwatch.GetTimestamp();
            var kill = i % 2 == 0;
            if (kill)
            {
                await Task.Run(house.Postgres.Kill);
                since = Stopwatch.GetTimestamp();
                await Task.Run(house.Postgres.StartAgain);
            }
            else await Task.Run(house.Postgres.Restart);
            foreach (var took in await house.AnswersAfterAsync(since, patience.Token)) (kill ? killed : restarted).Add(took);
        }
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await house.AllAreBackAsync(end.Token);
        findings.Counted("times that it was killed or restarted", times);
        findings.Took("killed, until a line is taken in each room", killed, 10_000);
        if (restarted.Count > 0) findings.Took("told to restart, until a line is taken in each room", restarted, 10_000);
        findings.Counted("sent again, since no good answer came", house.Rooms.SelectMany(r => r.Writers).Sum(w => w.Failed));
        findings.None("answers that called it a defect (500, and not 503: later)", house.Rooms.SelectMany(r => r.Writers).Sum(w => w.Defects));
        findings.MustNotBe(!house.A.Lives || house.A.Pid != server, "the server did not live through it");
        await house.CheckAsync(findings);
    }
}
