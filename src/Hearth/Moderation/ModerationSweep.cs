using Hearth.CarePrograms;
using Hearth.Channels;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.FollowUps.Rules;
using Hearth.Holds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Hearth.Moderation;

/// <summary>
/// Every ten seconds: what has waited too long comes to a named person, by the queue of who is on call. On each server; the row is held,
/// so that two of them ask once.
/// </summary>
public sealed partial class ModerationSweep(IServiceScopeFactory scopes, Scopes programs, FollowUpPages followUps, HoldPages pages, Bell bell, Pulse pulse, Clock clock, TimeProvider time, ILogger<ModerationSweep> log) : BackgroundService
{
    private const string Part = "what waits to be read";

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        pulse.Expect(Part);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10), time);
        do
        {
            try
            {
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
        var due = await programs.ReadAsync(program, s => Due(s.GetRequiredService<HearthDb>(), now).OrderBy(h => h.DueAt).Select(h => h.Id).ToListAsync(cancel), cancel);
        foreach (var id in due)
            await CallAsync(program, async (db, desk) =>
            {
                if (await db.HoldsOfProgram().Where(h => h.Id == id).HoldAsync(cancel) is not { CalledAt: null } hold || await db.HasEndedAsync(hold, cancel)) return null;
                hold.Call(now);
                return (await desk.RaiseAsync(FollowUpKind.Waiting, Pace.Today, hold.AuthorId, hold.AuthorId, now, cancel)).FollowUp;
            }, cancel);

        var told = await programs.ReadAsync(program, s => DueReports(s.GetRequiredService<HearthDb>(), now).OrderBy(r => r.DueAt).Select(r => r.Id).ToListAsync(cancel), cancel);
        foreach (var id in told)
            await CallAsync(program, async (db, desk) =>
            {
                if (await db.ReportsOfProgram().Where(r => r.Id == id).HoldAsync(cancel) is not { CalledAt: null, OwnerId: null, EndedAt: null } report) return null;
                report.Call(now);
                return (await desk.RaiseAsync(FollowUpKind.Waiting, Pace.Today, report.AuthorId, report.ReportedBy, now, cancel)).FollowUp;
            }, cancel);
    }

    private async Task CallAsync(Guid program, Func<HearthDb, FollowUpDesk, Task<FollowUp?>> raise, CancellationToken cancel)
    {
        if (await programs.WriteAsync(program, s => raise(s.GetRequiredService<HearthDb>(), s.GetRequiredService<FollowUpDesk>()), cancel) is not { } called) return;
        bell.Ring(program);
        await followUps.TellAsync(called);
        await pages.TellAsync([called.PersonId]);
    }

    private static IQueryable<Hold> Due(HearthDb db, Instant now) => db.HoldsOfProgram().Waiting(db).Where(h => h.CalledAt == null && h.DueAt <= now);

    /// <summary>Who has it is not asked again: it has a name.</summary>
    private static IQueryable<Report> DueReports(HearthDb db, Instant now) => db.ReportsOfProgram().Where(r => r.CalledAt == null && r.OwnerId == null && r.EndedAt == null && r.DueAt <= now);

    [LoggerMessage(Level = LogLevel.Error, Message = "Asking for what waits too long did not finish ({Kind}); it is tried again in ten seconds.")]
    private static partial void SweepFailed(ILogger log, string kind);
}
