using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Hearth.Browser.Bench;
using Hearth.Browser.Servers;

namespace Hearth.Browser.Soak;

/// <summary>A herd: everybody's line comes back at once.</summary>
public sealed class R09 : Experiment
{
    public override string What => "The only server is killed (kill -9) with some 2,000 signed-in pages on the line, in rooms of twelve, and started again: all come back by themselves.";

    public override async Task RunAsync(Findings findings, Soak.Options options)
    {
        await using var house = await LoadedHouse.OpenAsync(new(options.Rooms ?? 167, Servers: 1, Pause: TimeSpan.FromSeconds(10), People: 12), findings);
        await BreakAsync(house, findings, options.Times ?? 1);
    }

    internal static async Task BreakAsync(LoadedHouse house, Findings findings, int times)
    {
        var (lines, rooms, ready) = (new Sample(), new Sample(), new Sample());
        var (memory, hashed, everybody) = (0L, 0L, house.People.ToList());
        // A line now and then: they are not what is looked at.
        house.Begin(1, TimeSpan.FromSeconds(10));
        for (var i = 0; i < times; i++)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
            await house.AnswersAfterAsync(Stopwatch.GetTimestamp(), patience.Token);
            foreach (var person in everybody) lock (person.Gaps) person.Gaps.Clear();
            await house.A.KillAsync();
            var since = Stopwatch.GetTimestamp();
            await house.A.StartAsync();
            ready.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            do
            {
                memory = Math.Max(memory, house.A.Memory);
                await Task.Delay(100, patience.Token);
            }
            while (!everybody.All(p => p is { OnLine: true, IsBack: true }));
            // Of whoever fell out again on the way, all of it counts.
            foreach (var person in everybody)
                lock (person.Gaps)
                {
                    lines.Add(person.Gaps.Sum(g => g.Line));
                    rooms.Add(person.Gaps.Sum(g => g.Room));
                    findings.MustNotBe(person.Gaps.Count == 0, "a line was never gone");
                }
            hashed += await HashedAsync(house.A);
        }
        findings.Counted("pages on the line", everybody.Count);
        findings.Took("of it, until the server answers at all", ready);
        findings.Took("until the line is there and it was asked who this is", lines, 8000);
        findings.Took("until the room is entered, heard and read again", rooms);
        findings.Counted("memory of the server at its most, in MB", memory >> 20, "< 500");
        findings.None("passwords that were hashed meanwhile", hashed);
        await house.CheckAsync(findings);
    }

    private static async Task<long> HashedAsync(ServerProcess server)
    {
        using var http = new HttpClient();
        var counts = await http.GetStringAsync(new Uri($"http://localhost:{server.Port}/metrics"));
        return long.Parse(Regex.Match(counts, @"^hearth_passwords_hashed_total (\d+)", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
