using System.Globalization;
using Microsoft.Extensions.Hosting.Systemd;

namespace Hearth.MediaNode;

/// <summary>
/// As a unit of its own the node is nobody's child who could see that it hangs: systemd is told that it does not, as often as it wants
/// to hear it, and starts another when it stops hearing. Anywhere else this does nothing.
/// </summary>
internal sealed class Watchdog(IServiceProvider services, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        if (services.GetService<ISystemdNotifier>() is not { IsEnabled: true } systemd) return;
        if (!long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), CultureInfo.InvariantCulture, out var microseconds)) return;
        using var timer = new PeriodicTimer(TimeSpan.FromMicroseconds(microseconds / 3d), clock);
        while (await timer.WaitForNextTickAsync(stop)) systemd.Notify(new ServiceState("WATCHDOG=1"));
    }
}
