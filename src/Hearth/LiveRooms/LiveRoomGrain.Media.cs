using Hearth.LiveRooms.Media;
using Hearth.LiveRooms.Rules;
using Microsoft.Extensions.Logging;

namespace Hearth.LiveRooms;

/// <summary>What the log says, done on the media side. The node may be away at any time: then it is done as soon as one is there.</summary>
internal sealed partial class LiveRoomGrain
{
    /// <summary>Long enough for a node that hangs to be found and ended: nobody who was taken out is answered for while they might still hear.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private bool mediaBehind;

    private async Task CarryOutAsync(RoomState before, IEnumerable<RoomEvent> events)
    {
        foreach (var happened in events)
        {
            switch (happened)
            {
                case Opened e:
                    openRooms.Add(e.Room, this.GetPrimaryKeyString());
                    await TryAsync(c => media.OpenAsync(e.Room, Options, c));
                    break;
                case WasPutBack or WasRemoved or WentOut when before.Find(Whom(happened)) is { Admitted: true } p && before.Room is { } room:
                    StopTalking(p.Id);
                    await TryAsync(c => media.VacateAsync(room, p.Seat, c));
                    break;
                case WasMuted e when state.Find(e.Person) is { } p:
                    await TryAsync(c => media.MuteAsync(state.Room!, p.Seat, MediaKind.Audio, e.Muted, c));
                    break;
                case CameraWasTaken e when state.Find(e.Person) is { } p:
                    await TryAsync(c => media.MuteAsync(state.Room!, p.Seat, MediaKind.Video, e.Taken, c));
                    break;
                case BreakStarted:
                    foreach (var person in talkingSince.Keys.ToList()) StopTalking(person);
                    await TryAsync(c => media.HoldAsync(state.Room!, true, c));
                    break;
                case BreakEnded:
                    await TryAsync(c => media.HoldAsync(state.Room!, false, c));
                    break;
                case MediaMoved e:
                    openRooms.Remove(before.Room!);
                    openRooms.Add(e.Room, this.GetPrimaryKeyString());
                    await TryAsync(c => MakeAsync(e.Room, c));
                    await TryAsync(LeaveOldRoomsAsync);
                    break;
                case Ended:
                    openRooms.Remove(state.Room!);
                    await TryAsync(c => media.CloseAsync(state.Room!, c));
                    break;
            }
        }
    }

    public async Task<MediaPlace?> SeatAsync(Guid person)
    {
        if (Inside(person) is not { } p || MustMove) return null;
        if (await PlaceAsync(p) is not SeatPlacing.Placed) return null;
        // Other calls may have come between: whoever was taken out meanwhile has a new seat's name, and the old one goes.
        if (Inside(person)?.Seat == p.Seat) return new(state.Room!, p.Seat);
        await media.VacateAsync(state.Room!, p.Seat);
        return null;
    }

    public async Task ReconcileAsync(string node, bool fresh)
    {
        if (state.EndedAt is not null || state.Room is not { } room) return;
        mediaBehind = false;
        if (await MoveAsync()) return;
        fresh = fresh && MediaNames.NodeOf(room) == node;
        await TryAsync(async c =>
        {
            await LeaveOldRoomsAsync(c);
            await media.OpenAsync(room, Options, c);
            if (await media.RosterAsync(room, c) is not { } roster) return;
            if (roster.Held != state.Break is not null) await media.HoldAsync(room, state.Break is not null, c);
            var seats = roster.Seats.ToDictionary(s => s.Seat);
            // Only what differs is touched: where the node is the one from before, everything flows on.
            foreach (var stray in seats.Keys.Except(state.Inside.Select(p => p.Seat)).ToList()) await media.VacateAsync(room, stray, c);
            foreach (var p in state.Inside)
            {
                if (seats.TryGetValue(p.Seat, out var there)) await MuteAsync(room, p, there.AudioMuted, there.VideoMuted, c);
                else if (fresh || p.Connected) await PlaceAsync(p, c);
            }
        });
    }

    /// <summary>Its node is lost, or is to be stopped and there is a break: nobody is in the middle of a sentence.</summary>
    private bool MustMove => media.StandingOf(state.Room!) switch
    {
        MediaStanding.Away => true,
        MediaStanding.Leaving => state.Break is not null,
        _ => false,
    } && media.NameElsewhere(state.Room!) is not null;

    private async Task<bool> MoveAsync()
    {
        if (!MustMove || media.NameElsewhere(state.Room!) is not { } other) return false;
        await AskAsync(new Ask(Guid.Empty, false, new MoveMedia(other), ""), null);
        return true;
    }

    /// <summary>The whole room, at a node that knows nothing of it.</summary>
    private async Task MakeAsync(string room, CancellationToken cancel)
    {
        await media.OpenAsync(room, Options, cancel);
        if (state.Break is not null) await media.HoldAsync(room, true, cancel);
        foreach (var p in state.Inside) await PlaceAsync(p, cancel);
    }

    /// <summary>Rooms that this one has moved out of: at a node that was only out of reach they may stand yet, with people in them.</summary>
    private async Task LeaveOldRoomsAsync(CancellationToken cancel)
    {
        foreach (var old in state.OldRooms.Where(r => media.StandingOf(r) != MediaStanding.Away)) await media.CloseAsync(old, cancel, moved: true);
    }

    private MediaRoomOptions Options => new(Seats: Math.Max(16, state.Cap + 4));

    private RoomPerson? Inside(Guid person) => state.IsInside(person) ? state.Find(person) : null;

    private async Task<SeatPlacing> PlaceAsync(RoomPerson p, CancellationToken cancel = default)
    {
        var room = state.Room!;
        var placing = await media.SeatAsync(room, p.Seat, cancel);
        if (placing == SeatPlacing.NoRoom)
        {
            await media.OpenAsync(room, Options, cancel);
            placing = await media.SeatAsync(room, p.Seat, cancel);
        }
        if (placing == SeatPlacing.Placed) await MuteAsync(room, p, false, false, cancel);
        else log.LogError("Session {Session}: a seat was not placed ({Status}).", session, placing);
        return placing;
    }

    private async Task MuteAsync(string room, RoomPerson p, bool audio, bool video, CancellationToken cancel)
    {
        if (p.Muted != audio) await media.MuteAsync(room, p.Seat, MediaKind.Audio, p.Muted, cancel);
        if (p.CameraTaken != video) await media.MuteAsync(room, p.Seat, MediaKind.Video, p.CameraTaken, cancel);
    }

    private async Task TryAsync(Func<CancellationToken, Task> what)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await what(patience.Token);
        }
        catch (Exception e) when (e is MediaUnavailableException or OperationCanceledException)
        {
            mediaBehind = true;
            log.LogWarning("Session {Session}: no media node; what was decided is done there as soon as one answers.", session);
        }
    }

    private static Guid Whom(RoomEvent happened) => happened switch { WasPutBack e => e.Person, WasRemoved e => e.Person, WentOut e => e.Person, _ => Guid.Empty };
}
