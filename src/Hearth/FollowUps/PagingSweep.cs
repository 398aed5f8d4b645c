using Hearth.CarePrograms;
using Hearth.Channels;
using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Hearth.FollowUps;

/// <summary>
/// Every second: whoever waits and is answered by nobody is asked for with the next on call. On each server; the row is held, so
/// that two of them call once.
/// </summary>
public sealed partial class PagingSweep(IServiceScopeFactory scopes, Scopes programs, FollowUpPages pages, Bell bell, Pulse pulse, Clock clock, TimeProvider time, ILogger<PagingSweep> log) : BackgroundService
{
    private const string Part = "who is called next";

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        pulse.Expect(Part);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        do
        {
            try
            {
                // One program that cannot be read keeps nobody of another waiting.
                var whole = true;
                foreach (var program in await scopes.EveryProgramAsync(stop)) whole &= await TryAsync(program, stop);
                if (whole) pulse.Beat(Part);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                SweepFailed(log, e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private async Task<bool> TryAsync(Guid program, CancellationToken stop)
    {
        try
        {
            await CallDueAsync(program, clock.Now, stop);
            return true;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            SweepFailed(log, e.GetType().Name);
            return false;
        }
    }

    /// <summary>All that is due in one program.</summary>
    public async Task CallDueAsync(Guid program, Instant now, CancellationToken cancel = default)
    {
        // Looks first: on SQLite a transaction that writes holds up all others.
        var due = await programs.ReadAsync(program, s => s.GetRequiredService<HearthDb>().FollowUpsToCall(now).Select(f => f.Id).ToListAsync(cancel), cancel);
        foreach (var id in due)
        {
            var called = await programs.WriteAsync(program, async s =>
            {
                var (db, desk) = (s.GetRequiredService<HearthDb>(), s.GetRequiredService<FollowUpDesk>());
                var followUp = await desk.HoldAsync(db.FollowUpsToCall(now).Where(f => f.Id == id), cancel);
                if (followUp is not null) await desk.CallAsync(followUp, now, cancel);
                return followUp;
            }, cancel);
            if (called is null) continue;
            bell.Ring(program);
            await pages.TellAsync(called);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Calling the next on call did not finish ({Kind}); it is tried again in a second.")]
    private static partial void SweepFailed(ILogger log, string kind);
}
