using Hearth.CarePrograms;
using Hearth.Channels;
using Hearth.Database;
using Hearth.FollowUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Hearth.Company;

/// <summary>
/// Every second: where nobody came in time, the next peer is asked, or the staff. On each server; the row is held, so that two of them
/// ask once.
/// </summary>
public sealed partial class CompanySweep(IServiceScopeFactory scopes, Scopes programs, CompanyPages pages, Bell bell, Pulse pulse, Clock clock, TimeProvider time, ILogger<CompanySweep> log) : BackgroundService
{
    private const string Part = "who keeps company next";

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
            await GoOnAsync(program, clock.Now, stop);
            return true;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            SweepFailed(log, e.GetType().Name);
            return false;
        }
    }

    /// <summary>All that is due in one program.</summary>
    public async Task GoOnAsync(Guid program, Instant now, CancellationToken cancel = default)
    {
        // Looks first: on SQLite a transaction that writes holds up all others.
        var due = await programs.ReadAsync(program, s => s.GetRequiredService<HearthDb>().CompanyDue(now).Select(a => a.Id).ToListAsync(cancel), cancel);
        foreach (var id in due)
        {
            var (ask, handed) = await programs.WriteAsync(program, async s =>
            {
                var (db, desk) = (s.GetRequiredService<HearthDb>(), s.GetRequiredService<CompanyDesk>());
                var one = await desk.HoldAsync(db.CompanyDue(now).Where(a => a.Id == id), cancel);
                return (one, one is null ? null : await desk.GoOnAsync(one, now, cancel));
            }, cancel);
            if (ask is null) continue;
            if (handed is not null) bell.Ring(program);
            await pages.TellAsync(ask, handed);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Asking the next for company did not finish ({Kind}); it is tried again in a second.")]
    private static partial void SweepFailed(ILogger log, string kind);
}
