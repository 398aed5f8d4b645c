using System.Diagnostics;
using Hearth.Browser.Bench;
using Hearth.Browser.Servers;

namespace Hearth.Browser.Soak;

/// <summary>The clocks are wrong, and jump.</summary>
public sealed class R07 : Experiment
{
    public override string What => "The servers' clocks jump by five minutes and by an hour, back and forth, and one of two is 90 seconds off (libfaketime), while people write in every room.";

    public override async Task RunAsync(Findings findings, Soak.Options options)
    {
        await using var house = await LoadedHouse.OpenAsync(new(options.Rooms ?? 8, Servers: 2, Pause: TimeSpan.FromMilliseconds(500), Writers: 2, Patience: options.Patience, Clocks: true), findings);
        await BreakAsync(house, findings, options.Times ?? 5, -300, -3600);
        await house.ChainsAsync(findings);
    }

    internal static async Task BreakAsync(LoadedHouse house, Findings findings, int times, params int[] behind)
    {
        var (jumped, back) = (new Sample(), new Sample());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        await house.AllAreBackAsync(patience.Token);
        var (gaps, gone) = (house.People.Sum(p => p.Gaps.Count), await GoneAsync(house));
        house.Begin();
        for (var i = 0; i < times; i++)
        {
            if (house.Servers.Count > 1) await JumpAsync([house.B], 90, jumped);
            foreach (var seconds in behind) await JumpAsync(house.Servers, seconds, jumped);

            // An hour ahead, whoever did nothing for half an hour by that clock is asked again who they are. What they wrote waits, and goes when the clock is right.
            await MoveAsync(house.Servers, 3600);
            await Task.Delay(TimeSpan.FromSeconds(3), patience.Token);
            await MoveAsync(house.Servers, 0);
            await TakenAsync(back);
        }
        await house.AllAreBackAsync(patience.Token);
        findings.Counted("jumps, there and back", times * (behind.Length + house.Servers.Count));
        findings.Took("behind or ahead, until a line is taken in each room", jumped);
        findings.Took("right again after an hour ahead, until a line is taken in each room", back);
        findings.Counted("sent again: while the clock is an hour ahead, sign-ins count as left alone and are locked", house.Rooms.SelectMany(r => r.Writers).Sum(w => w.Failed));
        // Whoever truly lost their line may be shown as away; a clock that jumped is no reason.
        if (house.People.Sum(p => p.Gaps.Count) == gaps) findings.None("people who were shown as away though their line was there", await GoneAsync(house) - gone);
        await house.CheckAsync(findings);

        async Task JumpAsync(IReadOnlyList<ServerProcess> servers, int seconds, Sample sample)
        {
            await MoveAsync(servers, seconds);
            await TakenAsync(sample);
            await MoveAsync(servers, 0);
            await TakenAsync(sample);
        }

        Task MoveAsync(IReadOnlyList<ServerProcess> servers, int seconds) => Task.WhenAll(servers.Select(s => house.MoveClockAsync(s, seconds)));

        async Task TakenAsync(Sample sample)
        {
            foreach (var took in await house.AnswersAfterAsync(Stopwatch.GetTimestamp(), patience.Token)) sample.Add(took);
            // The room's own round (2 s) has been.
            await Task.Delay(TimeSpan.FromSeconds(3), patience.Token);
        }
    }

    private static Task<long> GoneAsync(LoadedHouse house) => house.AskAsync(
        $"""select count(*) from "RoomEvents" where "Event" like '%"line"%' and "Event" like '%false%' and "SessionId" in ({string.Join(", ", house.Rooms.Select(r => $"'{r.Session}'"))})""");
}
