using Hearth.Channels;
using Hearth.Database;
using Hearth.FollowUps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Hearth.Unanswered;

/// <summary>Whom nobody has answered comes to one of the staff, by name.</summary>
public sealed class UnansweredSweep(IServiceScopeFactory scopes, Scopes programs, FollowUpPages pages, Bell bell, Pulse pulse, Clock clock, TimeProvider time, ILogger<UnansweredSweep> log)
    : ProgramSweep("whom nobody has answered", TimeSpan.FromSeconds(10), scopes, pulse, time, log)
{
    protected override Task SweepAsync(Guid program, CancellationToken stop) => GiveDueAsync(program, clock.Now, stop);

    /// <summary>All that is due in one program.</summary>
    public async Task GiveDueAsync(Guid program, Instant now, CancellationToken cancel = default)
    {
        // Looks first: on SQLite a transaction that writes holds up all others.
        var due = await programs.ReadAsync(program, s => s.GetRequiredService<UnansweredDesk>().DueAsync(now, cancel), cancel);
        foreach (var one in due)
        {
            var given = await programs.WriteAsync(program, s => s.GetRequiredService<UnansweredDesk>().GiveAsync(one, now, cancel), cancel);
            if (given is null) continue;
            bell.Ring(program);
            await pages.TellAsync(given);
        }
    }
}
