using System.Diagnostics;
using Hearth.Browser.Bench;

namespace Hearth.Browser.Soak;

/// <summary>A server of two is killed, or freezes for a minute, while all rooms are in use.</summary>
public sealed class R04 : Experiment
{
    public override string What => "A server of two is lost: killed (kill -9), every tenth time frozen for a minute instead (SIGSTOP), while people write in every room.";

    public override async Task RunAsync(Findings findings, Soak.Options options)
    {
        await using var house = await LoadedHouse.OpenAsync(new(options.Rooms ?? 40, Servers: 2, Pause: TimeSpan.FromSeconds(2), Patience: options.Patience), findings);
        house.Begin();
        var times = options.Times ?? 20;
        var (killed, frozen, gaps, ends) = (new Sample(), new Sample(), new Sample(), new Sample());
        for (var i = 0; i < times; i++)
        {
            var (victim, freeze) = (i % 2 == 0 ? house.A : house.B, i % 10 == Math.Min(9, times - 1));
            await Task.Delay(TimeSpan.FromSeconds(3));
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var since = Stopwatch.GetTimestamp();
            victim.Signal(freeze ? "STOP" : "KILL");
            foreach (var took in await house.AnswersAfterAsync(since, patience.Token)) (freeze ? frozen : killed).Add(took);
            if (freeze)
            {
                var left = TimeSpan.FromSeconds(60) - Stopwatch.GetElapsedTime(since);
                if (left > TimeSpan.Zero) await Task.Delay(left);
                var thawed = Stopwatch.GetTimestamp();
                victim.Signal("CONT");
                await victim.EndedAsync();
                ends.Add(Stopwatch.GetElapsedTime(thawed).TotalMilliseconds);
            }
            else await victim.EndedAsync();
            await victim.StartAsync();
            await house.AllAreBackAsync(patience.Token);
            findings.Say($"{i + 1}: {(freeze ? "frozen" : "killed")}");
        }
        foreach (var gap in house.People.SelectMany(p => p.Gaps)) gaps.Add(gap.Line);
        findings.Took("killed, until a line is taken in each room (the writer pauses 2 s between lines)", killed, 15_000);
        if (frozen.Count > 0)
        {
            findings.Took("frozen, until a line is taken in each room", frozen, 30_000);
            findings.Took("thawed, until it has ended itself", ends);
        }
        findings.Took("lines that were lost, until they are back", gaps);
        await house.CheckAsync(findings);
    }
}
