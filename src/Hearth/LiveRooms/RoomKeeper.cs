using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.LiveRooms.Media;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Orleans.Runtime;

namespace Hearth.LiveRooms;

/// <summary>
/// Looks after open rooms from outside: wakes them when this server starts and whenever a media node comes, passes on who speaks,
/// and erases what was written and measured when its time is over.
/// </summary>
internal sealed class RoomKeeper(IServiceScopeFactory factory, Scopes scopes, IGrainFactory grains, IMediaRooms media, OpenRooms openRooms, RoomFeeds feeds, IClusterMembershipService servers, Clock clock, TimeProvider time, ILogger<RoomKeeper> log) : BackgroundService
{
    /// <summary>What leaders may read after the end, at the longest.</summary>
    public static readonly Duration KeptAfterEnd = Duration.FromHours(24);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        await Task.Yield();
        await Task.WhenAll(ListenAsync(stop), SweepAsync(stop), WatchServersAsync(stop)).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await foreach (var happened in media.EventsAsync(stop))
                {
                    if (happened is MediaNodeReady ready) await EveryOpenRoomAsync(grain => grain.ReconcileAsync(ready.Name, ready.Fresh), stop);
                    if (happened is MediaNodeGone gone) await EveryOpenRoomAsync(grain => grain.ReconcileAsync(gone.Name, false), stop);
                    if (happened is SeatTalks talks && openRooms.KeyOf(talks.Room) is { } key) await grains.GetGrain<ILiveRoomGrain>(key).TalksAsync(talks.Seat, talks.Talking);
                }
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogError(e, "What the media side tells could not be heard; listening again.");
                await Task.Delay(TimeSpan.FromSeconds(1), time, stop);
            }
        }
    }

    /// <summary>When a server comes or goes, its rooms are woken elsewhere at once, and whoever listens to them here follows them there.</summary>
    private async Task WatchServersAsync(CancellationToken stop)
    {
        await foreach (var _ in servers.MembershipUpdates.WithCancellation(stop))
        {
            feeds.WakeAll();
            try
            {
                await EveryOpenRoomAsync(grain => grain.LookAsync(), stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogError(e, "The rooms of another server could not be woken; the next minute does.");
            }
        }
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        do
        {
            try
            {
                // A room with nobody to ask for it must still beat: after a restart, people are in it whose pages are on their way.
                await EveryOpenRoomAsync(grain => grain.LookAsync(), stop);
                await EraseAsync(stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogError(e, "Sweeping the rooms failed; trying again.");
            }
        } while (await timer.WaitForNextTickAsync(stop));
    }

    private async Task EveryOpenRoomAsync(Func<ILiveRoomGrain, Task> what, CancellationToken stop)
    {
        foreach (var program in await factory.EveryProgramAsync(stop))
        {
            var open = await scopes.ReadAsync(program, services => services.GetRequiredService<HearthDb>().OpenSessions().Select(s => s.Id).ToListAsync(stop), stop);
            await Task.WhenAll(open.Select(session => OneAsync(program, session)));
        }

        async Task OneAsync(Guid program, Guid session)
        {
            try
            {
                await grains.InRoomAsync(program, session, what);
            }
            catch (Exception e)
            {
                log.LogError(e, "Session {Session} could not be looked after.", session);
            }
        }
    }

    /// <summary>Texts and seconds spoken go when the notes are signed, or a day after the end: this is the day.</summary>
    internal async Task EraseAsync(CancellationToken stop)
    {
        foreach (var program in await factory.EveryProgramAsync(stop))
        {
            var due = clock.Now - KeptAfterEnd;
            var ended = await scopes.ReadAsync(program, services => services.GetRequiredService<HearthDb>().SessionsWithRemains().Where(s => s.EndedAt < due).Select(s => s.Id).ToListAsync(stop), stop);
            foreach (var session in ended)
                await scopes.WriteAsync(program, async services =>
                {
                    await RoomRemains.EraseAsync(services.GetRequiredService<HearthDb>(), services.GetRequiredService<Happenings.HappeningLog>(), session, stop);
                }, stop);
        }
    }
}
