using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Hearth.LiveRooms.Media;

namespace Hearth.Tests;

/// <summary>
/// A media side without sound and pictures: keeps the promises of <see cref="IMediaRooms"/> about rooms and seats, remembers what it
/// was told, and lets a test speak for the node. Real media is tried in the browser tests.
/// </summary>
public sealed class StillMedia : IMediaRooms
{
    public sealed class Room(MediaRoomOptions options)
    {
        public MediaRoomOptions Options => options;
        public bool Held { get; set; }
        public ConcurrentDictionary<string, Seat> Seats { get; } = new();
    }

    public sealed class Seat
    {
        public ConcurrentDictionary<MediaKind, bool> Muted { get; } = new();

        /// <summary>What browsers sent, as text.</summary>
        public ConcurrentQueue<string> Received { get; } = new();
        internal Line? Line { get; set; }

        /// <summary>Says something to the browser that has the seat.</summary>
        public void Say(string json) => Line!.Frames.Writer.TryWrite(Encoding.UTF8.GetBytes(json));

        public bool Attached => Line is { Ended: false };
    }

    private readonly ConcurrentDictionary<string, Room> rooms = new();
    private readonly ConcurrentDictionary<string, bool> spent = new();
    private readonly ConcurrentDictionary<Channel<MediaEvent>, bool> listeners = new();

    public IReadOnlyDictionary<string, Room> Rooms => rooms;

    /// <summary>Something happens on the media side.</summary>
    public void Raise(MediaEvent e)
    {
        foreach (var listener in listeners.Keys) listener.Writer.TryWrite(e);
    }

    /// <summary>Nodes by name that are lost or leave; the one without a name is all there is until a test names others.</summary>
    public ConcurrentDictionary<string, MediaStanding> Nodes { get; } = new() { [""] = MediaStanding.Here };

    public string NameNew(string name) => MediaNames.On(Nodes.OrderBy(n => n.Key).First(n => n.Value == MediaStanding.Here).Key, name);

    public string? NameElsewhere(string room) =>
        Nodes.Where(n => n.Value == MediaStanding.Here && n.Key != MediaNames.NodeOf(room)).Select(n => MediaNames.On(n.Key, $"room-{Guid.NewGuid():N}")).FirstOrDefault();

    public MediaStanding StandingOf(string room) => Nodes.GetValueOrDefault(MediaNames.NodeOf(room), MediaStanding.Away);

    public Task OpenAsync(string room, MediaRoomOptions options, CancellationToken cancel = default)
    {
        rooms.GetOrAdd(room, _ => new Room(options));
        return Task.CompletedTask;
    }

    public Task CloseAsync(string room, CancellationToken cancel = default, bool moved = false)
    {
        if (rooms.TryRemove(room, out var closed))
            foreach (var seat in closed.Seats.Values) seat.Line?.End();
        return Task.CompletedTask;
    }

    public Task<bool> HoldAsync(string room, bool held, CancellationToken cancel = default)
    {
        if (rooms.GetValueOrDefault(room) is not { } there) return Task.FromResult(false);
        there.Held = held;
        return Task.FromResult(true);
    }

    public Task<SeatPlacing> SeatAsync(string room, string seat, CancellationToken cancel = default)
    {
        if (rooms.GetValueOrDefault(room) is not { } there) return Task.FromResult(SeatPlacing.NoRoom);
        if (spent.ContainsKey(seat)) return Task.FromResult(SeatPlacing.Spent);
        if (rooms.Any(r => r.Key != room && MediaNames.NodeOf(r.Key) == MediaNames.NodeOf(room) && r.Value.Seats.ContainsKey(seat))) return Task.FromResult(SeatPlacing.InAnotherRoom);
        if (there.Seats.Count >= there.Options.Seats && !there.Seats.ContainsKey(seat)) return Task.FromResult(SeatPlacing.Full);
        there.Seats.GetOrAdd(seat, _ => new Seat());
        return Task.FromResult(SeatPlacing.Placed);
    }

    public Task VacateAsync(string room, string seat, CancellationToken cancel = default)
    {
        spent[seat] = true;
        if (rooms.GetValueOrDefault(room)?.Seats.TryRemove(seat, out var gone) == true) gone!.Line?.End();
        return Task.CompletedTask;
    }

    public Task<bool> MuteAsync(string room, string seat, MediaKind kind, bool muted, CancellationToken cancel = default)
    {
        if (rooms.GetValueOrDefault(room)?.Seats.GetValueOrDefault(seat) is not { } there) return Task.FromResult(false);
        there.Muted[kind] = muted;
        return Task.FromResult(true);
    }

    public Task<MediaRoster?> RosterAsync(string room, CancellationToken cancel = default) =>
        Task.FromResult(rooms.GetValueOrDefault(room) is { } there
            ? new MediaRoster(there.Held, [.. there.Seats.Select(s => new MediaRosterSeat(s.Key, s.Value.Attached, s.Value.Attached, true, true,
                s.Value.Muted.GetValueOrDefault(MediaKind.Audio), s.Value.Muted.GetValueOrDefault(MediaKind.Video), false))])
            : null);

    public Task<IMediaLine?> AttachAsync(string room, string seat, CancellationToken cancel = default, FindSeat? again = null)
    {
        if (rooms.GetValueOrDefault(room)?.Seats.GetValueOrDefault(seat) is not { } there) return Task.FromResult<IMediaLine?>(null);
        there.Line?.End();
        return Task.FromResult<IMediaLine?>(there.Line = new Line(there));
    }

    public async IAsyncEnumerable<MediaEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var mine = Channel.CreateUnbounded<MediaEvent>();
        listeners[mine] = true;
        try
        {
            yield return new MediaNodeReady("still", Fresh: true);
            await foreach (var e in mine.Reader.ReadAllAsync(cancel)) yield return e;
        }
        finally
        {
            listeners.TryRemove(mine, out _);
        }
    }

    internal sealed class Line(Seat seat) : IMediaLine
    {
        public Channel<ReadOnlyMemory<byte>> Frames { get; } = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
        public bool Ended { get; private set; }

        public void End()
        {
            Ended = true;
            Frames.Writer.TryComplete();
        }

        public ValueTask SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancel = default)
        {
            seat.Received.Enqueue(Encoding.UTF8.GetString(frame.Span));
            return ValueTask.CompletedTask;
        }

        public IAsyncEnumerable<ReadOnlyMemory<byte>> FramesAsync(CancellationToken cancel = default) => Frames.Reader.ReadAllAsync(cancel);

        public ValueTask DisposeAsync()
        {
            End();
            return ValueTask.CompletedTask;
        }
    }
}
