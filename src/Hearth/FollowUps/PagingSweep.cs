using Hearth.Channels;
using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Hearth.FollowUps;

/// <summary>Every second: whoever waits and is answered by nobody is asked for with the next on call.</summary>
public sealed class PagingSweep(IServiceScopeFactory scopes, Scopes programs, FollowUpPages pages, Bell bell, Pulse pulse, Clock clock, TimeProvider time, ILogger<PagingSweep> log)
    : ProgramSweep("who is called next", TimeSpan.FromSeconds(1), scopes, pulse, time, log)
{
    protected override Task SweepAsync(Guid program, CancellationToken stop) => CallDueAsync(program, clock.Now, stop);

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
}
