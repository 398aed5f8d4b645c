using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Hearth.Media.Contract;
using Hearth.MediaNode.Sfu;

namespace Hearth.MediaNode.Rooms;

/// <summary>All rooms of this node, and what happens in them told to those who watch.</summary>
internal sealed class NodeRooms
{
    private readonly ConcurrentDictionary<string, Room> _rooms = new();
    private readonly ConcurrentDictionary<string, Seat> _seats = new();
    private readonly ConcurrentDictionary<(JanusRun, long), Seat> _sessions = new();
    private readonly ConcurrentDictionary<ChannelWriter<Event>, bool> _watchers = new();
    private readonly SemaphoreSlim _changing = new(1);
    private readonly Janus _janus;

    public NodeRooms(NodeSettings settings, Janus janus, TimeProvider clock, ILogger<NodeRooms> log)
    {
        (Settings, _janus, Clock, Log) = (settings, janus, clock, log);
        janus.Up = UpAsync;
        janus.Down = Down;
        _ = KeepAliveAsync();
    }

    public NodeSettings Settings { get; }
    public TimeProvider Clock { get; }
    public ILogger Log { get; }
    public JanusRun? Run => _janus.Run;

    /// <summary>When the last server stopped watching; null while one does.</summary>
    public long? AloneSince { get; private set; } = TimeProvider.System.GetTimestamp();

    /// <summary>Rooms in which nobody sends yet.</summary>
    public int Quiet => _rooms.Values.Count(r => !r.Echo && !r.Seats.Values.Any(s => s.Publishing));

    public Room? Find(string room) => _rooms.GetValueOrDefault(room);

    public Seat? Find(string room, string seat) => _rooms.GetValueOrDefault(room)?.Seats.GetValueOrDefault(seat);

    public Task OpenAsync(string name, bool echo, int seats, int bitrate) => ChangeAsync(async () =>
    {
        if (_rooms.ContainsKey(name))
            return;
        var room = new Room(name, echo, seats, bitrate, Settings.PublicAddress ?? Settings.Address);
        _rooms[name] = room;
        if (Run is { } run)
            await CreateAsync(room, run);
    });

    public Task CloseAsync(string name, string why) => ChangeAsync(async () =>
    {
        if (!_rooms.TryRemove(name, out var room))
            return;
        await Task.WhenAll(room.Seats.Values.Select(s => EndAsync(s, why)));
        if (Run is { } run)
            await room.DestroyAsync(run);
    });

    public async Task HoldAsync(Room room, bool held)
    {
        room.Held = held;
        await Task.WhenAll(room.Seats.Values.Select(s => s.ApplyHoldAsync()));
    }

    public enum Placing { Placed, Spent, InAnotherRoom, Full }

    public async Task<Placing> PlaceAsync(Room room, string name)
    {
        var result = Placing.Placed;
        await ChangeAsync(() =>
        {
            if (room.Spent.ContainsKey(name))
                result = Placing.Spent;
            else if (_seats.TryGetValue(name, out var there))
                result = there.Room == room ? Placing.Placed : Placing.InAnotherRoom;
            else if (room.Seats.Count >= room.Places)
                result = Placing.Full;
            else
                _seats[name] = room.Seats[name] = new Seat(room, name, this);
            return Task.CompletedTask;
        });
        return result;
    }

    public Task VacateAsync(Room room, string name) => ChangeAsync(async () =>
    {
        room.Spent[name] = true;
        if (room.Seats.TryGetValue(name, out var seat))
            await EndAsync(seat, "vacated");
    });

    /// <summary>A seat whose time is up. Its name is free: the server may place it again.</summary>
    public Task DropAsync(Seat seat, string why) => ChangeAsync(async () =>
    {
        if (seat.Room.Seats.TryGetValue(seat.Name, out var there) && there == seat && !seat.Attached)
            await EndAsync(seat, why);
    });

    public void Raise(Event e)
    {
        foreach (var watcher in _watchers.Keys)
            watcher.TryWrite(e);
    }

    public void Watch(ChannelWriter<Event> watcher)
    {
        _watchers[watcher] = true;
        AloneSince = null;
        if (Run is { } run)
            watcher.TryWrite(new Event { JanusStarted = new JanusStarted { Pid = run.Pid } });
    }

    public void Unwatch(ChannelWriter<Event> watcher)
    {
        _watchers.TryRemove(watcher, out _);
        if (_watchers.IsEmpty)
            AloneSince = Clock.GetTimestamp();
    }

    /// <summary>From now on what Janus says to this session is the seat's: called before the session can be spoken to.</summary>
    public void Listen(JanusRun run, long session, Seat seat) => _sessions[(run, session)] = seat;

    public void Unlisten(JanusRun run, long session) => _sessions.TryRemove((run, session), out _);

    private async Task EndAsync(Seat seat, string why)
    {
        seat.Room.Seats.TryRemove(seat.Name, out _);
        _seats.TryRemove(seat.Name, out _);
        await seat.EndAsync(why);
        Raise(new Event { Room = seat.Room.Name, Seat = seat.Name, Gone = new Gone { Why = why } });
        seat.Room.TellFeeds();
    }

    private async Task UpAsync(JanusRun run)
    {
        run.Line.Heard = (session, handle, message) => Hear(run, session, handle, message);
        await ChangeAsync(async () =>
        {
            foreach (var room in _rooms.Values)
                await CreateAsync(room, run);
        });
        Raise(new Event { JanusStarted = new JanusStarted { Pid = run.Pid } });
        foreach (var seat in _seats.Values)
            seat.JanusUp();
    }

    /// <summary>A room that Janus will not make is logged; it must not keep the others from being made.</summary>
    private async Task CreateAsync(Room room, JanusRun run)
    {
        try
        {
            await room.CreateAsync(run);
        }
        catch (JanusRefusedException e)
        {
            Log.LogError("Room {Room}: Janus refused: {Why}", room.Name, e.Message);
        }
    }

    private void Down()
    {
        foreach (var seat in _seats.Values)
            seat.JanusDown();
    }

    private void Hear(JanusRun run, long session, long handle, JsonNode message)
    {
        if (_sessions.TryGetValue((run, session), out var seat))
            seat.Hear(session, handle, message);
    }

    private async Task ChangeAsync(Func<Task> change)
    {
        await _changing.WaitAsync();
        try
        {
            await change();
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Janus ends a session that is silent for a minute; ours are silent whenever nothing changes.</summary>
    private async Task KeepAliveAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(20), Clock);
        while (await timer.WaitForNextTickAsync())
            foreach (var seat in _seats.Values)
                seat.KeepAlive();
    }
}
