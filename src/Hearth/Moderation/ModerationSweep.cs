using Hearth.Channels;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.FollowUps.Rules;
using Hearth.Holds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Hearth.Moderation;

/// <summary>Every ten seconds: what has waited too long comes to a named person, by the queue of who is on call.</summary>
public sealed class ModerationSweep(IServiceScopeFactory scopes, Scopes programs, FollowUpPages followUps, HoldPages pages, Bell bell, Pulse pulse, Clock clock, TimeProvider time, ILogger<ModerationSweep> log)
    : ProgramSweep("what waits to be read", TimeSpan.FromSeconds(10), scopes, pulse, time, log)
{
    protected override Task SweepAsync(Guid program, CancellationToken stop) => CallDueAsync(program, clock.Now, stop);

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
}
