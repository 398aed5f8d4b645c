using Hearth.Browser.Bench;

namespace Hearth.Browser.Soak;

/// <summary>Both servers are restarted, one after the other, while all rooms are in use.</summary>
public sealed class R12 : Experiment
{
    public override string What => "Both servers of two are restarted one after the other (TERM, and started again), while people write in every room.";

    public override async Task RunAsync(Findings findings, Soak.Options options)
    {
        await using var house = await LoadedHouse.OpenAsync(new(options.Rooms ?? 40, Servers: 2, Pause: TimeSpan.FromSeconds(2), Patience: options.Patience), findings);
        house.Begin();
        var gaps = new Sample();
        for (var i = 0; i < (options.Times ?? 20); i++)
        {
            foreach (var server in new[] { house.A, house.B })
            {
                await server.EndAsync();
                await server.StartAsync();
                using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
                await house.AllAreBackAsync(patience.Token);
                await Task.Delay(TimeSpan.FromSeconds(3));
            }
            findings.Say($"{i + 1}: both restarted");
        }
        foreach (var gap in house.People.SelectMany(p => p.Gaps)) gaps.Add(gap.Line);
        findings.Took("lines that were lost, until they are back", gaps, 2000);
        var answers = house.Rooms.SelectMany(r => r.Writers).SelectMany(w => w.Answers).ToLookup(a => a.Key, a => a.Value);
        findings.Counted("requests that failed (each was sent again)", answers.Sum(a => a.Sum()), "0");
        foreach (var answer in answers.OrderBy(a => a.Key)) findings.Counted($"  answered with {answer.Key}", answer.Sum());
        await house.CheckAsync(findings);
    }
}
