using Hearth.Channels;
using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Hearth.Company;

/// <summary>Every second: where nobody came in time, the next peer is asked, or the staff.</summary>
public sealed class CompanySweep(IServiceScopeFactory scopes, Scopes programs, CompanyPages pages, Bell bell, Pulse pulse, Clock clock, TimeProvider time, ILogger<CompanySweep> log)
    : ProgramSweep("who keeps company next", TimeSpan.FromSeconds(1), scopes, pulse, time, log)
{
    protected override Task SweepAsync(Guid program, CancellationToken stop) => GoOnAsync(program, clock.Now, stop);

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
}
