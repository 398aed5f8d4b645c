using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Grpc.Core;
using Hearth.LiveRooms.Media;
using Hearth.Media.Contract;
using Hearth.Sealing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hearth.Media;

/// <summary>
/// The server's side of the door: passes calls, events and frames to the node that a room's name says. With none configured there
/// is one node, the server's own; with several, new rooms go where the fewest packets flow.
/// </summary>
internal sealed class MediaRooms : BackgroundService, IMediaRooms
{
    private readonly ConcurrentDictionary<ChannelWriter<MediaEvent>, bool> _listeners = new();
    private readonly Dictionary<string, NodeKeeper> _nodes;

    public MediaRooms(MediaSettings settings, ILogger<MediaRooms> log)
    {
        if (settings.Wrong() is { } wrong)
            throw new InvalidOperationException(wrong);
        var key = settings.Secret.Length > 0 ? SecretFile.Read(settings.Secret) : null;
        _nodes = settings.Nodes.Count == 0
            ? new() { [""] = Own("", settings, mayStart: true) }
            : settings.Nodes.ToDictionary(n => n.Key, n => n.Value.At.Length > 0
                ? new NodeKeeper(n.Key, cancel => NodeLink.FindAsync(IPEndPoint.Parse(n.Value.At), key!, cancel), null, mayStart: false, Raise, log)
                : Own(n.Key, settings with { Run = n.Value.Run, Rtp = n.Value.Rtp.Length > 0 ? n.Value.Rtp : settings.Rtp }, n.Value.Start));

        NodeKeeper Own(string name, MediaSettings one, bool mayStart) => new(name, cancel => NodeLink.FindAsync(one, cancel), one.Elsewhere ? null : one, mayStart, Raise, log);
    }

    public string NameNew(string name)
    {
        var node = Least(but: null) ?? _nodes.Values.First();
        node.Expect();
        return MediaNames.On(node.Name, name);
    }

    public string? NameElsewhere(string room)
    {
        var node = Least(but: MediaNames.NodeOf(room));
        return node is null ? null : MediaNames.On(node.Name, $"room-{Guid.NewGuid():N}");
    }

    public MediaStanding StandingOf(string room) => _nodes.GetValueOrDefault(MediaNames.NodeOf(room))?.Standing ?? MediaStanding.Away;

    public Task OpenAsync(string room, MediaRoomOptions options, CancellationToken cancel = default) =>
        CallAsync(room, (node, call) => node.OpenAsync(new OpenRequest { Room = room, Echo = options.Echo, Seats = options.Seats, Bitrate = options.Bitrate }, call), cancel);

    public Task CloseAsync(string room, CancellationToken cancel = default, bool moved = false) =>
        CallAsync(room, (node, call) => node.CloseAsync(new CloseRequest { Room = room, Moved = moved }, call), cancel);

    public async Task<bool> HoldAsync(string room, bool held, CancellationToken cancel = default) =>
        await CallAsync(room, (node, call) => node.HoldAsync(new HoldRequest { Room = room, Held = held }, call), cancel) == StatusCode.OK;

    public async Task<SeatPlacing> SeatAsync(string room, string seat, CancellationToken cancel = default) =>
        await CallAsync(room, (node, call) => node.PlaceAsync(new SeatRequest { Room = room, Seat = seat }, call), cancel) switch
        {
            StatusCode.OK => SeatPlacing.Placed,
            StatusCode.FailedPrecondition => SeatPlacing.Spent,
            StatusCode.AlreadyExists => SeatPlacing.InAnotherRoom,
            StatusCode.ResourceExhausted => SeatPlacing.Full,
            _ => SeatPlacing.NoRoom,
        };

    public Task VacateAsync(string room, string seat, CancellationToken cancel = default) =>
        CallAsync(room, (node, call) => node.VacateAsync(new SeatRequest { Room = room, Seat = seat }, call), cancel);

    public async Task<bool> MuteAsync(string room, string seat, MediaKind kind, bool muted, CancellationToken cancel = default) =>
        await CallAsync(room, (node, call) => node.MuteAsync(new MuteRequest { Room = room, Seat = seat, Kind = kind == MediaKind.Audio ? Kind.Audio : Kind.Video, Muted = muted }, call), cancel) == StatusCode.OK;

    public async Task<MediaRoster?> RosterAsync(string room, CancellationToken cancel = default)
    {
        RosterReply? reply = null;
        await CallAsync(room, async (node, call) => reply = await node.RosterAsync(new RoomRequest { Room = room }, call), cancel);
        return reply is null ? null : new MediaRoster(reply.Held, [.. reply.Seats.Select(s =>
            new MediaRosterSeat(s.Seat, s.Attached, s.Publishing, s.Audio, s.Video, s.AudioMuted, s.VideoMuted, s.Talking))]);
    }

    public async Task<IMediaLine?> AttachAsync(string room, string seat, CancellationToken cancel = default, FindSeat? again = null)
    {
        var line = new MediaLine(this, room, seat, again);
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
            // Whoever comes late must hear which nodes there are, or would wait for them for ever.
            foreach (var ready in _nodes.Values.Select(n => n.Ready).OfType<MediaNodeReady>().ToList())
                yield return ready;
            await foreach (var e in events.Reader.ReadAllAsync(cancel))
                yield return e;
        }
        finally
        {
            _listeners.TryRemove(events.Writer, out _);
        }
    }

    /// <summary>The node of a room. The only one there is is waited for; of several, one that was given up is not.</summary>
    internal Task<NodeLink> LinkAsync(string room, CancellationToken cancel) =>
        _nodes.TryGetValue(MediaNames.NodeOf(room), out var node) ? node.LinkAsync(wait: _nodes.Count == 1, cancel)
        : throw new MediaUnavailableException("This room is on a media node that is not configured here.");

    protected override Task ExecuteAsync(CancellationToken stop) => Task.WhenAll(_nodes.Values.Select(n => n.RunAsync(stop)));

    private NodeKeeper? Least(string? but) => _nodes.Values.Where(n => n.Name != but && n.TakesRooms).OrderBy(n => n.Load).FirstOrDefault();

    private void Raise(MediaEvent e)
    {
        foreach (var listener in _listeners.Keys)
            listener.TryWrite(e);
    }

    /// <summary>One call, on the room's node. One that dies under it is waited for once; all calls may be repeated.</summary>
    private async Task<StatusCode> CallAsync<T>(string room, Func<Node.NodeClient, CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancel)
    {
        StatusCode code = StatusCode.OK;
        await CallAsync(room, async (node, options) => { await call(node, options); }, cancel, c => code = c);
        return code;
    }

    private async Task CallAsync(string room, Func<Node.NodeClient, CallOptions, Task> call, CancellationToken cancel, Action<StatusCode>? refused = null)
    {
        for (var again = true; ; again = false)
        {
            var link = await LinkAsync(room, cancel);
            try
            {
                await call(link.Node, new CallOptions(link.Secret, DateTime.UtcNow.Add(NodeKeeper.Patience), cancel));
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
