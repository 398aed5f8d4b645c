using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hearth.Oversight;

/// <summary>Once a minute remembers how far the chain of every program has come, in the other database.</summary>
public sealed class AnchorSweep(IServiceScopeFactory scopes, Scopes programs, TimeProvider time, ILogger<AnchorSweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        do
        {
            try
            {
                await KeepAsync(cancel: stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogWarning("How far the chains have come could not be kept ({Kind}); the next minute tries again.", e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    /// <param name="anew">A house was put back: see <see cref="ChainAnchors.KeepAsync"/>.</param>
    public async Task KeepAsync(bool anew = false, CancellationToken cancel = default)
    {
        foreach (var program in await scopes.EveryProgramAsync(cancel))
        {
            var kept = await programs.ReadAsync(program, s => s.GetRequiredService<ChainAnchors>().KeepAsync(anew, cancel), cancel);
            if (!kept.Held) log.LogError("The chain of {Program} does not fit what is remembered of it up to {Number}. Run: hearth audit verify", program, kept.Number);
        }
    }
}
