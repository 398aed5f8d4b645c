using System.Collections.Concurrent;
using Hearth.Database;
using Hearth.Html;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hearth.LiveRooms;

/// <summary>This server's feeds: one for each room that somebody here has open.</summary>
public sealed class RoomFeeds(IGrainFactory grains, Scopes scopes, Fragments fragments, IHostApplicationLifetime life, ILogger<RoomFeeds> log)
{
    private readonly ConcurrentDictionary<(Guid Program, Guid Session), RoomFeed> feeds = new();

    /// <summary>Something was just done there: no need to wait until the grain says so.</summary>
    public void Wake(Guid program, Guid session)
    {
        if (feeds.TryGetValue((program, session), out var feed)) feed.Wake();
    }

    /// <summary>A server came or went: rooms that lived on it live elsewhere now, and have no followers until they are followed again.</summary>
    internal void WakeAll()
    {
        foreach (var feed in feeds.Values) feed.Wake();
    }

    internal RoomFeed Of(Guid program, Guid session) => feeds.GetOrAdd((program, session), key =>
    {
        var feed = new RoomFeed(key.Program, key.Session, grains, scopes, fragments, log, life.ApplicationStopping);
        _ = Task.Run(() => RunAsync(key, feed));
        return feed;
    });

    private async Task RunAsync((Guid, Guid) key, RoomFeed feed)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(life.ApplicationStopping);
        var running = feed.RunAsync(end.Token);
        using var look = new PeriodicTimer(TimeSpan.FromMinutes(1));
        try
        {
            while (await look.WaitForNextTickAsync(end.Token))
            {
                if (!feed.IsDone) continue;
                feeds.TryRemove(key, out _);
                await end.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Over, or the server stops.
        }
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
