using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Grpc.Core;
using Hearth.LiveRooms.Media;
using Hearth.Media.Contract;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hearth.Media;

/// <summary>
/// The server's side of the door: adopts the living node or starts one, notices when it dies or hangs, and passes calls,
/// events and frames. It keeps no rooms: the node has them, and whoever opened them has the truth.
/// </summary>
internal sealed class MediaRooms(MediaSettings settings, ILogger<MediaRooms> log) : BackgroundService, IMediaRooms
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<ChannelWriter<MediaEvent>, bool> _listeners = new();
    private readonly Lock _turning = new();
    private TaskCompletionSource<NodeLink> _link = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _known;

    public Task OpenAsync(string room, MediaRoomOptions options, CancellationToken cancel = default) =>
        CallAsync((node, call) => node.OpenAsync(new OpenRequest { Room = room, Echo = options.Echo, Seats = options.Seats, Bitrate = options.Bitrate }, call), cancel);

    public Task CloseAsync(string room, CancellationToken cancel = default) =>
        CallAsync((node, call) => node.CloseAsync(new RoomRequest { Room = room }, call), cancel);

    public async Task<bool> HoldAsync(string room, bool held, CancellationToken cancel = default) =>
        await CallAsync((node, call) => node.HoldAsync(new HoldRequest { Room = room, Held = held }, call), cancel) == StatusCode.OK;

    public async Task<SeatPlacing> SeatAsync(string room, string seat, CancellationToken cancel = default) =>
        await CallAsync((node, call) => node.PlaceAsync(new SeatRequest { Room = room, Seat = seat }, call), cancel) switch
        {
            StatusCode.OK => SeatPlacing.Placed,
            StatusCode.FailedPrecondition => SeatPlacing.Spent,
            StatusCode.AlreadyExists => SeatPlacing.InAnotherRoom,
            StatusCode.ResourceExhausted => SeatPlacing.Full,
            _ => SeatPlacing.NoRoom,
        };

    public Task VacateAsync(string room, string seat, CancellationToken cancel = default) =>
        CallAsync((node, call) => node.VacateAsync(new SeatRequest { Room = room, Seat = seat }, call), cancel);

    public async Task<bool> MuteAsync(string room, string seat, MediaKind kind, bool muted, CancellationToken cancel = default) =>
        await CallAsync((node, call) => node.MuteAsync(new MuteRequest { Room = room, Seat = seat, Kind = kind == MediaKind.Audio ? Kind.Audio : Kind.Video, Muted = muted }, call), cancel) == StatusCode.OK;

    public async Task<MediaRoster?> RosterAsync(string room, CancellationToken cancel = default)
    {
        RosterReply? reply = null;
        await CallAsync(async (node, call) => reply = await node.RosterAsync(new RoomRequest { Room = room }, call), cancel);
        return reply is null ? null : new MediaRoster(reply.Held, [.. reply.Seats.Select(s =>
            new MediaRosterSeat(s.Seat, s.Attached, s.Publishing, s.Audio, s.Video, s.AudioMuted, s.VideoMuted, s.Talking))]);
    }

    public async Task<IMediaLine?> AttachAsync(string room, string seat, CancellationToken cancel = default)
    {
        var line = new MediaLine(this, room, seat);
        if (await line.ConnectAsync(cancel) == StatusCode.OK)
            return line;
        await line.DisposeAsync();
        return null;
    }

    public async IAsyncEnumerable<MediaEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var events = Channel.CreateBounded<MediaEvent>(new BoundedChannelOptions(4096) { FullMode = BoundedChannelFullMode.DropOldest });
        _listeners[events.Writer] = true;
        try
        {
            // Whoever comes late must hear that there is a node, or would wait for it for ever.
            if (_link.Task is { IsCompletedSuccessfully: true, Result: var link })
                yield return new MediaNodeReady(link.Greeting.Node, false);
            await foreach (var e in events.Reader.ReadAllAsync(cancel))
                yield return e;
        }
        finally
        {
            _listeners.TryRemove(events.Writer, out _);
        }
    }

    /// <summary>The node, as soon as there is one.</summary>
    internal async Task<NodeLink> LinkAsync(CancellationToken cancel)
    {
        Task<NodeLink> link;
        lock (_turning)
            link = _link.Task;
        try
        {
            return await link.WaitAsync(Patience, cancel);
        }
        catch (TimeoutException e)
        {
            throw new MediaUnavailableException("No media node could be reached or started.", e);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        if (settings.Wrong() is { } wrong)
            throw new InvalidOperationException(wrong);
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
                log.LogError(e, "The media node cannot be used; trying again.");
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

    /// <summary>Several servers may look at the same moment; one of them, holding the lock, starts a node, and the others find it.</summary>
    private async Task<NodeLink> FindOrStartAsync(CancellationToken stop)
    {
        if (await NodeLink.FindAsync(settings, stop) is { } living)
        {
            if (living.Greeting.Contract == NodeLink.Contract)
                return living;
            log.LogWarning("The media node speaks contract {Theirs}, we speak {Ours}: it is replaced.", living.Greeting.Contract, NodeLink.Contract);
            living.Dispose();
            NodeProcess.Kill(settings);
        }
        await using var starting = settings.Elsewhere ? null : await LockAsync(stop);
        if (await NodeLink.FindAsync(settings, stop) is { } found)
            return found;
        // One that holds the folder and does not answer is in the way of the next.
        if (NodeProcess.Kill(settings))
            log.LogWarning("A media node that did not answer was ended.");
        NodeProcess.Start(settings);
        for (var waited = TimeSpan.Zero; waited < Patience; waited += TimeSpan.FromMilliseconds(50))
        {
            await Task.Delay(50, stop);
            if (await NodeLink.FindAsync(settings, stop) is { } started)
            {
                started.Started = !settings.Elsewhere;
                return started;
            }
        }
        throw new MediaUnavailableException($"The media node did not start: {NodeProcess.LastWords(settings)}");
    }

    private async Task<FileStream> LockAsync(CancellationToken stop)
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
        using var watch = link.Node.Watch(new WatchRequest(), link.Secret, cancellationToken: silence.Token);
        var ready = false;
        try
        {
            silence.CancelAfter(Silence);
            while (await watch.ResponseStream.MoveNext(silence.Token))
            {
                silence.CancelAfter(Silence);
                if (!ready)
                {
                    // Only now do we know that it keeps us in mind: it will not end for want of a server.
                    ready = true;
                    Ready(link);
                }
                if (Translate(watch.ResponseStream.Current) is { } e)
                    Raise(e);
            }
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException or IOException && !stop.IsCancellationRequested)
        {
            if (silence.IsCancellationRequested)
            {
                log.LogError("The media node does not answer: it is ended.");
                NodeProcess.Kill(settings);
            }
            else
            {
                log.LogWarning("The media node is gone.");
            }
        }
    }

    private void Ready(NodeLink link)
    {
        // A node is fresh when it was started for us, or after the one we knew died. One found alive at our own start is not.
        var fresh = _known is not null && _known != link.Greeting.Node || link.Started;
        _known = link.Greeting.Node;
        lock (_turning)
            _link.TrySetResult(link);
        Raise(new MediaNodeReady(link.Greeting.Node, fresh));
    }

    private void Raise(MediaEvent e)
    {
        foreach (var listener in _listeners.Keys)
            listener.TryWrite(e);
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

    /// <summary>One call, on whichever node there is. A node that dies under it is waited for once; all calls may be repeated.</summary>
    private async Task<StatusCode> CallAsync<T>(Func<Node.NodeClient, CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancel)
    {
        StatusCode code = StatusCode.OK;
        await CallAsync(async (node, options) => { await call(node, options); }, cancel, c => code = c);
        return code;
    }

    private async Task CallAsync(Func<Node.NodeClient, CallOptions, Task> call, CancellationToken cancel, Action<StatusCode>? refused = null)
    {
        for (var again = true; ; again = false)
        {
            var link = await LinkAsync(cancel);
            try
            {
                await call(link.Node, new CallOptions(link.Secret, DateTime.UtcNow.Add(Patience), cancel));
                return;
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition or StatusCode.AlreadyExists or StatusCode.ResourceExhausted)
            {
                refused?.Invoke(e.StatusCode);
                return;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.InvalidArgument)
            {
                throw new ArgumentException(e.Status.Detail, e);
            }
            catch (Exception e) when (e is RpcException { StatusCode: StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.Internal } or ObjectDisposedException && again && !cancel.IsCancellationRequested)
            {
                await Task.Delay(250, cancel);
            }
            catch (RpcException e)
            {
                cancel.ThrowIfCancellationRequested();
                throw new MediaUnavailableException("The media node did not answer.", e);
            }
        }
    }
}
