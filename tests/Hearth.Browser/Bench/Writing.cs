using System.Diagnostics;

namespace Hearth.Browser.Bench;

/// <summary>
/// Posts that are acknowledged, and synced when they are: sixteen writers through the published house's own address, each signed in,
/// with everything that a post is and leaves behind; in turns with sixteen writers of one bare row each.
/// </summary>
internal sealed class Writing(int pairs, Action<CostRow> found)
{
    private const int Writers = 16;

    /// <summary>Behind each writer, in turns: one person may press ten times a second, and a writer here does not think.</summary>
    private const int People = 8;

    private static readonly TimeSpan span = TimeSpan.FromSeconds(4);

    /// <param name="ofProgram">So many of the sixteen groups in each program. What happens in a program is one chain.</param>
    public async Task MeasureAsync(bool onPostgres, int ofProgram)
    {
        await using var house = await WrittenHouse.OpenAsync(onPostgres, Writers, 1 + People, ofProgram, topics: 1, replies: 0);
        await house.Server.StartAsync();
        await using var bare = await BareInsert.OpenAsync(house.Postgres, house.Folder, Writers);
        var turns = new int[Writers];
        Task PostAsync(int writer)
        {
            var group = house.Groups[writer];
            var n = turns[writer]++;
            return house.ReplyAsync(group.Seats[1 + n % People], group.Topics[0], WrittenGroup.Words(n));
        }
        Task RowAsync(int writer) => bare.WriteAsync(writer, WrittenGroup.Words(0));

        await AtOnceAsync(RowAsync);
        await AtOnceAsync(PostAsync);
        var (posts, inserts, cost, late, bareLate) = (new Sample(), new Sample(), new Sample(), new Sample(), new Sample());
        for (var i = 0; i < pairs; i++)
        {
            var rows = await AtOnceAsync(RowAsync);
            inserts.Add(rows.Done / rows.Seconds);
            var before = house.Processor;
            var (done, seconds) = await AtOnceAsync(PostAsync);
            cost.Add((house.Processor - before).TotalMilliseconds / done);
            posts.Add(done / seconds);
        }
        var half = posts.Median / 2;
        for (var i = 0; i < pairs; i++)
        {
            bareLate.Add((await PacedAsync(RowAsync, half)).P99);
            late.Add((await PacedAsync(PostAsync, half)).P99);
        }
        var on = $"{(onPostgres ? "PostgreSQL" : "SQLite")}, {(ofProgram == Writers ? "one program" : $"{Writers / ofProgram} programs")}";
        found(new($"{on}: acknowledged posts a second of {Writers} writers", "/s", posts, inserts, .6, .35) { AtLeast = true });
        found(new($"{on}: p99 of a post at half that load, {half:0} a second", "ms", late, bareLate, 2, 4));
        found(new($"{on}: processor of the server, a post", "ms", cost));
    }

    /// <summary>Each writer one after the other, as fast as they are acknowledged.</summary>
    private static async Task<(int Done, double Seconds)> AtOnceAsync(Func<int, Task> write)
    {
        var (since, done) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(since) < span)
            {
                await write(writer);
                Interlocked.Increment(ref done);
            }
        })));
        return (done, Stopwatch.GetElapsedTime(since).TotalSeconds);
    }

    /// <summary>Each writer's come due at even times, and one that had to wait for the one before counts from when it was due.</summary>
    private static async Task<Sample> PacedAsync(Func<int, Task> write, double perSecond)
    {
        var (since, all) = (Stopwatch.GetTimestamp(), new Sample());
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; ; n++)
            {
                var due = TimeSpan.FromSeconds((n * Writers + writer) / perSecond);
                if (due >= span) return;
                var early = due - Stopwatch.GetElapsedTime(since);
                var late = early <= TimeSpan.Zero;
                if (!late) await Task.Delay(early);
                // A timer is late by a millisecond or more; that is nobody's.
                var began = late ? due : Stopwatch.GetElapsedTime(since);
                await write(writer);
                lock (all) all.Add((Stopwatch.GetElapsedTime(since) - began).TotalMilliseconds);
            }
        })));
        return all;
    }
}
