using System.Diagnostics;
using Grpc.Core;
using Hearth.LiveRooms.Media;
using Hearth.Media.Contract;
using Microsoft.Extensions.Logging;

namespace Hearth.Media;

/// <summary>
/// One media node as this server sees it: found or started, watched, and given up when it dies or hangs. It keeps no rooms: the
/// node has them, and whoever opened them has the truth.
/// </summary>
/// <param name="own">How a node on this machine is started; null: it stands elsewhere, and somebody else sees to it.</param>
internal sealed class NodeKeeper(string name, Func<CancellationToken, Task<NodeLink?>> find, MediaSettings? own, bool mayStart, Action<MediaEvent> raise, ILogger log)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly int LooksOfSilence = (int)(Silence / Look);
    private static readonly TimeSpan FirstSearch = TimeSpan.FromSeconds(5);

    /// <summary>What a room of six will cost, until it is measured.</summary>
    private const int ExpectedOfRoom = 2000;

    private readonly Lock _turning = new();
    private TaskCompletionSource<NodeLink> _link = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _known;
    private bool _away;
    private Alive _told = new();
    private int _placed;

    public string Name => name;

    public MediaStanding Standing => _away ? MediaStanding.Away : _told.Leaving ? MediaStanding.Leaving : MediaStanding.Here;

    /// <summary>It answers at this moment, and takes new rooms.</summary>
    public bool TakesRooms => _link.Task.IsCompletedSuccessfully && Standing == MediaStanding.Here;

    /// <summary>Packets a second, measured; and what rooms are about to cost in which nobody sends yet.</summary>
    public long Load => _told.Packets + (long)(_told.Quiet + _placed) * ExpectedOfRoom;

    /// <summary>A room was given to it that it has not told of yet.</summary>
    public void Expect() => Interlocked.Increment(ref _placed);

    public MediaNodeReady? Ready => _link.Task is { IsCompletedSuccessfully: true, Result: var link } ? new MediaNodeReady(link.Greeting.Node, false, name) : null;

    /// <summary>The node, as soon as there is one.</summary>
    public async Task<NodeLink> LinkAsync(bool wait, CancellationToken cancel)
    {
        Task<NodeLink> link;
        lock (_turning)
            link = _link.Task;
        if (_away && !wait)
            throw new MediaUnavailableException("The media node of this room does not answer.");
        try
        {
            return await link.WaitAsync(Patience, cancel);
        }
        catch (TimeoutException e)
        {
            throw new MediaUnavailableException("No media node could be reached or started.", e);
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var link = await FindOrStartAsync(stop);
                await WatchAsync(link, stop);
            }
            catch (Exception e) when (e is OperationCanceledException or RpcException && stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The media node {Node} cannot be used; trying again.", name);
                await Task.Delay(TimeSpan.FromSeconds(1), stop).ContinueWith(_ => { }, TaskScheduler.Default);
            }
            finally
            {
                lock (_turning)
                    if (_link.Task.IsCompleted)
                        _link = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private async Task<NodeLink> FindOrStartAsync(CancellationToken stop)
    {
        if (await find(stop) is { } living)
        {
            if (living.Greeting.Contract == NodeLink.Contract)
                return living;
            // One of our own is replaced; of one elsewhere its keeper must hear.
            log.LogError("The media node {Node} speaks contract {Theirs}, we speak {Ours}.", name, living.Greeting.Contract, NodeLink.Contract);
            living.Dispose();
            if (own is not null)
                NodeProcess.Kill(own);
        }
        // One that was there and is not is given up at once; at a server's start it may just not be there yet.
        if (_known is not null)
            GiveUp();
        return own is not null && mayStart ? await StartAsync(own, stop) : await WaitAsync(stop);
    }

    private async Task<NodeLink> WaitAsync(CancellationToken stop)
    {
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(250))
        {
            await Task.Delay(250, stop);
            if (await find(stop) is { } found)
            {
                if (found.Greeting.Contract == NodeLink.Contract)
                    return found;
                found.Dispose();
            }
            if (waited > FirstSearch)
                GiveUp();
        }
    }

    /// <summary>Several servers may look at the same moment; one of them, holding the lock, starts a node, and the others find it.</summary>
    private async Task<NodeLink> StartAsync(MediaSettings settings, CancellationToken stop)
    {
        await using var starting = await LockAsync(settings, stop);
        // A living one gets the time that a watched one gets: on a machine that is busy it may be slow to answer, with people in it.
        for (var since = Stopwatch.GetTimestamp(); ; await Task.Delay(100, stop))
        {
            if (await find(stop) is { } found)
                return found;
            if (!NodeProcess.Lives(settings) || Stopwatch.GetElapsedTime(since) > Silence)
                break;
        }
        // One that holds the folder and does not answer is in the way of the next.
        if (NodeProcess.Kill(settings))
            log.LogWarning("A media node that did not answer was ended.");
        NodeProcess.Start(settings);
        for (var waited = TimeSpan.Zero; waited < Patience; waited += TimeSpan.FromMilliseconds(50))
        {
            await Task.Delay(50, stop);
            if (await find(stop) is { } started)
            {
                started.Started = true;
                return started;
            }
        }
        GiveUp();
        throw new MediaUnavailableException($"The media node did not start: {NodeProcess.LastWords(settings)}");
    }

    private static async Task<FileStream> LockAsync(MediaSettings settings, CancellationToken stop)
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Directory.CreateDirectory(settings.Run, owner | UnixFileMode.UserExecute);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = owner };
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(settings.Run, "media.starting"), options);
            }
            catch (IOException)
            {
                await Task.Delay(100, stop);
            }
        }
    }

    private async Task WatchAsync(NodeLink link, CancellationToken stop)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // Looks, and not the clock: a server that stood still itself has missed one look, and has not heard a node being silent.
        var looks = 0;
        await using var looking = new Timer(_ =>
        {
            if (Interlocked.Increment(ref looks) == LooksOfSilence)
                silence.Cancel();
        }, null, Look, Look);
        using var watch = link.Node.Watch(new WatchRequest(), link.Secret, cancellationToken: silence.Token);
        var ready = false;
        try
        {
            while (await watch.ResponseStream.MoveNext(silence.Token))
            {
                Volatile.Write(ref looks, 0);
                var happened = watch.ResponseStream.Current;
                if (happened.WhatCase == Event.WhatOneofCase.Alive)
                    (_told, _placed) = (happened.Alive, 0);
                if (!ready)
                {
                    // Only now do we know that it keeps us in mind: it will not end for want of a server.
                    ready = true;
                    BeReady(link);
                }
                if (Translate(happened) is { } e)
                    raise(e);
            }
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException or IOException && !stop.IsCancellationRequested)
        {
            if (silence.IsCancellationRequested)
            {
                log.LogError("The media node {Node} does not answer.", name);
                if (own is not null)
                    NodeProcess.Kill(own);
                GiveUp();
            }
            else
            {
                log.LogWarning("The media node {Node} is gone.", name);
            }
        }
    }

    private void BeReady(NodeLink link)
    {
        // A node is fresh when it was started for us, or after the one we knew died. One found alive at our own start is not.
        var fresh = _known is not null && _known != link.Greeting.Node || link.Started;
        _known = link.Greeting.Node;
        lock (_turning)
        {
            _away = false;
            _link.TrySetResult(link);
        }
        raise(new MediaNodeReady(link.Greeting.Node, fresh, name));
    }

    private void GiveUp()
    {
        if (_away)
            return;
        _away = true;
        raise(new MediaNodeGone(name));
    }

    private static MediaEvent? Translate(Event e) => e.WhatCase switch
    {
        Event.WhatOneofCase.Talks => new SeatTalks(e.Room, e.Seat, e.Talks.On, e.Talks.Level),
        Event.WhatOneofCase.Flows => new SeatFlows(e.Room, e.Seat, e.Flows.Kind == Kind.Audio ? MediaKind.Audio : MediaKind.Video, e.Flows.Receiving),
        Event.WhatOneofCase.Slow => new SeatSlow(e.Room, e.Seat, e.Slow.Uplink, e.Slow.Lost),
        Event.WhatOneofCase.Gone => new SeatGone(e.Room, e.Seat, e.Gone.Why),
        Event.WhatOneofCase.Shares => new SeatShares(e.Room, e.Seat, e.Shares.Audio, e.Shares.Video),
        Event.WhatOneofCase.Quality => new SeatQuality(e.Room, e.Seat, e.Quality.Level),
        Event.WhatOneofCase.JanusStarted => new MediaServerStarted(e.JanusStarted.Pid),
        _ => null,
    };
}
