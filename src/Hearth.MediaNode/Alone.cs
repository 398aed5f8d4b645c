using Hearth.MediaNode.Rooms;

namespace Hearth.MediaNode;

/// <summary>Ends the node, and Janus with it, when no server has been watching for a while.</summary>
internal sealed class Alone(NodeRooms rooms, NodeSettings settings, TimeProvider clock, IHostApplicationLifetime life, ILogger<Alone> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(Math.Min(1000, settings.Alone.TotalMilliseconds / 2)), clock);
        while (await timer.WaitForNextTickAsync(stop))
        {
            if (rooms.AloneSince is not { } since || clock.GetElapsedTime(since) < settings.Alone)
                continue;
            log.LogInformation("No server for {Seconds} seconds: the end.", settings.Alone.TotalSeconds);
            life.StopApplication();
            return;
        }
    }
}
