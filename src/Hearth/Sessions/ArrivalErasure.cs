using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Hearth.Sessions;

/// <summary>
/// Whereabouts are gone when their session ends. The live room calls <see cref="EraseAsync"/> at the end, in its own
/// transaction; the sweep catches what ended in another way: called off, never opened, or over while the server was down.
/// </summary>
public static class ArrivalErasure
{
    /// <summary>A session that still counts as open this long after its planned end has been forgotten, not extended.</summary>
    public static readonly Duration LeftOpen = Duration.FromHours(2);

    /// <summary>In the program in scope, in the transaction that is open. Returns how many were erased.</summary>
    public static async Task<int> EraseAsync(HearthDb db, HappeningLog happenings, Guid session, CancellationToken cancel = default)
    {
        var erased = await db.ArrivalsOfProgram().Where(a => a.SessionId == session && (a.Where != null || a.CallBack != null || a.Region != null || a.Privacy != null))
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.Where, (Sealing.Sealed?)null).SetProperty(x => x.CallBack, (Sealing.Sealed?)null).SetProperty(x => x.Region, (Sealing.Sealed?)null).SetProperty(x => x.Privacy, (Privacy?)null), cancel);
        if (erased > 0) happenings.Record("sessions.whereabouts-erased", session);
        return erased;
    }

    /// <summary>All that is due in the program in scope.</summary>
    public static async Task SweepAsync(HearthDb db, HappeningLog happenings, Instant now, CancellationToken cancel = default)
    {
        var due = await db.ArrivalsToErase(now, LeftOpen).Select(a => a.SessionId).Distinct().ToListAsync(cancel);
        foreach (var session in due) await EraseAsync(db, happenings, session, cancel);
        await db.KeptArrivalsUnusedSince(now - KeptArrival.Unused).ExecuteDeleteAsync(cancel);
    }
}

/// <summary>Once at the start, for what ended while nobody was there, then every minute.</summary>
internal sealed partial class ErasureSweep(IServiceScopeFactory scopes, Scopes programs, Clock clock, TimeProvider time, ILogger<ErasureSweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        do
        {
            try
            {
                await SweepAllAsync(stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                // Ids and content never reach the log; the next minute tries again.
                SweepFailed(log, e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    internal async Task SweepAllAsync(CancellationToken cancel)
    {
        foreach (var program in await scopes.EveryProgramAsync(cancel))
        {
            // Looks first: on SQLite a transaction that writes holds up all others.
            var due = await programs.ReadAsync(program, async s =>
            {
                var db = s.GetRequiredService<HearthDb>();
                return await db.ArrivalsToErase(clock.Now, ArrivalErasure.LeftOpen).AnyAsync(cancel) || await db.KeptArrivalsUnusedSince(clock.Now - KeptArrival.Unused).AnyAsync(cancel);
            }, cancel);
            if (due)
                await programs.WriteAsync(program, s => ArrivalErasure.SweepAsync(s.GetRequiredService<HearthDb>(), s.GetRequiredService<HappeningLog>(), clock.Now, cancel), cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Erasing whereabouts did not finish ({Kind}); it is tried again in a minute.")]
    private static partial void SweepFailed(ILogger log, string kind);
}
