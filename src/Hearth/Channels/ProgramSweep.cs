using Hearth.CarePrograms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hearth.Channels;

/// <summary>
/// Looks into every program again and again, on each server, and says that it does (<see cref="Pulse"/>): what calls people by itself.
/// What is found is done under a row's lock, so that two servers do it once.
/// </summary>
/// <param name="part">What it is, as the pulse names it.</param>
public abstract class ProgramSweep(string part, TimeSpan every, IServiceScopeFactory scopes, Pulse pulse, TimeProvider time, ILogger log) : BackgroundService
{
    /// <summary>All that is due in one program.</summary>
    protected abstract Task SweepAsync(Guid program, CancellationToken stop);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        pulse.Expect(part);
        using var timer = new PeriodicTimer(every, time);
        do
        {
            if (await TryAsync(() => SweepAllAsync(stop), stop)) pulse.Beat(part);
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private async Task<bool> SweepAllAsync(CancellationToken stop)
    {
        var whole = true;
        // One program that cannot be read keeps nobody of another waiting.
        foreach (var program in await scopes.EveryProgramAsync(stop))
            whole &= await TryAsync(async () =>
            {
                await SweepAsync(program, stop);
                return true;
            }, stop);
        return whole;
    }

    private async Task<bool> TryAsync(Func<Task<bool>> round, CancellationToken stop)
    {
        try
        {
            return await round();
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // Its kind alone: what a row holds never reaches the log.
            log.LogError("A round did not finish ({Kind}); the next one tries again.", e.GetType().Name);
            return false;
        }
    }
}
