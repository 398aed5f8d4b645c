namespace Hearth.LiveRooms.Media;

/// <summary>
/// The door to live sound and pictures. A room here is a name for people who hear each other, a seat a name for one person in it;
/// both are random ids that the server makes up, and the media side never learns whose they are.
///
/// What may be counted on: a seat is the only way in and belongs to one room; only the server places one; it is void unless
/// claimed (attached) within a minute; a vacated seat gets nothing more and can never be used again. Rooms, seats and what flows
/// survive the death of the server that opened them. They do not survive the death of the media node: after
/// <see cref="MediaNodeReady"/> whoever keeps the truth opens its rooms and places its seats again, and the browsers find their
/// own way back. Everything here may be repeated without harm.
///
/// Calls wait some seconds for a node that is being started, then throw <see cref="MediaUnavailableException"/>.
/// </summary>
public interface IMediaRooms
{
    /// <summary>
    /// The whole name of a room that is to be made. It says at which media node the room will be, so that every server finds it
    /// there: at the one with the fewest packets a second among those that take new rooms.
    /// </summary>
    string NameNew(string name);

    /// <summary>A name at another node for a room that cannot stay where it is; null: there is no other that answers and takes rooms.</summary>
    string? NameElsewhere(string room);

    /// <summary>Whether a room can be where its name says.</summary>
    MediaStanding StandingOf(string room);

    /// <summary>Makes the room, or makes sure that it is there.</summary>
    Task OpenAsync(string room, MediaRoomOptions options, CancellationToken cancel = default);

    /// <summary>Ends the room and every seat in it.</summary>
    /// <param name="moved">It goes on elsewhere: its browsers are not told that it is over, their lines find it there.</param>
    Task CloseAsync(string room, CancellationToken cancel = default, bool moved = false);

    /// <summary>Stops all sound and pictures in a room (a break), or lets them flow again. Mutes stay as they are.</summary>
    Task<bool> HoldAsync(string room, bool held, CancellationToken cancel = default);

    /// <summary>
    /// Places a seat, to be claimed by <see cref="AttachAsync"/> within a minute. The id is random, one for each person and session,
    /// and is seen by the others in the room, so it must not tell who it is.
    /// </summary>
    Task<SeatPlacing> SeatAsync(string room, string seat, CancellationToken cancel = default);

    /// <summary>Removes a seat. When this returns, not one more packet reaches it, and its id is used up.</summary>
    Task VacateAsync(string room, string seat, CancellationToken cancel = default);

    /// <summary>A leader's mute: stops what the seat sends, at the media server. False when there is no such seat.</summary>
    Task<bool> MuteAsync(string room, string seat, MediaKind kind, bool muted, CancellationToken cancel = default);

    /// <summary>Who sits in the room as the media side knows it, or null when there is no such room. For reconciling, never for showing people.</summary>
    Task<MediaRoster?> RosterAsync(string room, CancellationToken cancel = default);

    /// <summary>
    /// Claims a seat for one browser connection and carries its frames; null when there is no such seat. A second line to
    /// the same seat takes it over. Attaching again after a drop, or from a server started anew, goes on with the same connections.
    /// </summary>
    /// <param name="again">Asked when the node is lost or the room has moved: where the seat is by now. Null: it stays where it was.</param>
    Task<IMediaLine?> AttachAsync(string room, string seat, CancellationToken cancel = default, FindSeat? again = null);

    /// <summary>What happens in all rooms from now on. Several may listen; one who falls far behind misses the oldest.</summary>
    IAsyncEnumerable<MediaEvent> EventsAsync(CancellationToken cancel);
}

/// <summary>The frames between one browser and its seat. Disposing it is a browser that went away: the seat waits a minute for the next line.</summary>
public interface IMediaLine : IAsyncDisposable
{
    /// <summary>Passes on what the browser sent, unread. What is malformed is refused by the media node, to this browser alone.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancel = default);

    /// <summary>
    /// Frames for the browser, in order. Ends when the seat is gone or another line took it. A dead media node does not end it:
    /// the line waits for the seat to be placed again.
    /// </summary>
    IAsyncEnumerable<ReadOnlyMemory<byte>> FramesAsync(CancellationToken cancel = default);
}

/// <summary>Where a seat is by now; null: nowhere at this moment.</summary>
public delegate Task<(string Room, string Seat)?> FindSeat();

/// <summary>How it stands with a media node: it answers; it answers and is to be stopped, so it takes no new rooms; it does not answer.</summary>
public enum MediaStanding { Here, Leaving, Away }

/// <summary>A room's name begins with its node's, where there are several.</summary>
public static class MediaNames
{
    public static string On(string node, string name) => node.Length == 0 ? name : $"{node}_{name}";

    public static string NodeOf(string room) => room.IndexOf('_', StringComparison.Ordinal) is > 0 and var end ? room[..end] : "";
}

/// <summary>How a room is made.</summary>
/// <param name="Echo">A tech check: everyone in it hears and sees only themselves, through the same media server.</param>
/// <param name="Seats">How many people it may hold.</param>
/// <param name="Bitrate">The most that one camera may send, in bits per second.</param>
public sealed record MediaRoomOptions(bool Echo = false, int Seats = 16, int Bitrate = 256_000);

/// <summary>Sound or picture.</summary>
public enum MediaKind { Audio, Video }

/// <summary>What became of placing a seat: there is no such room, it was vacated before, or it belongs to another room.</summary>
public enum SeatPlacing { Placed, NoRoom, Spent, InAnotherRoom, Full }

/// <summary>Who sits in a room as the media node sees it; not held when the node knows no such room.</summary>
public sealed record MediaRoster(bool Held, IReadOnlyList<MediaRosterSeat> Seats);

/// <param name="Attached">A browser is on its line.</param>
/// <param name="Publishing">It has a connection that sends.</param>
/// <param name="Audio">Its own microphone switch.</param>
/// <param name="Video">Its own camera switch.</param>
/// <param name="AudioMuted">Muted by a leader.</param>
/// <param name="VideoMuted">Taken away by a leader.</param>
/// <param name="Talking">Speaking at this moment.</param>
public sealed record MediaRosterSeat(string Seat, bool Attached, bool Publishing, bool Audio, bool Video, bool AudioMuted, bool VideoMuted, bool Talking);

/// <summary>No media node could be reached or started.</summary>
[GenerateSerializer]
public sealed class MediaUnavailableException(string message, Exception? inner = null) : Exception(message, inner);


/// <summary>Something that happened on the media side. Fleeting: nothing of it is kept there.</summary>
public abstract record MediaEvent;

/// <summary>
/// A node answers. When <paramref name="Fresh"/>, it knows none of our rooms (it is the first one, or the one before it died):
/// open them and place their seats again. When not, it is the node that an earlier server left behind, with everything in it.
/// </summary>
/// <param name="Name">Under which it is configured; empty: the only one.</param>
public sealed record MediaNodeReady(string Node, bool Fresh, string Name = "") : MediaEvent;

/// <summary>A node does not answer any more. Its rooms are made again elsewhere, where there is an elsewhere.</summary>
public sealed record MediaNodeGone(string Name) : MediaEvent;

/// <summary>The media server itself was started (again). Rooms, seats and mutes are put back by the node; nothing to do.</summary>
public sealed record MediaServerStarted(int Pid) : MediaEvent;

/// <summary>Somebody starts or stops speaking, measured from sound levels, with short gaps bridged. Level: dB below full, 0 is loudest.</summary>
public sealed record SeatTalks(string Room, string Seat, bool Talking, double Level) : MediaEvent;

/// <summary>The seat's own switches: what it means to send.</summary>
public sealed record SeatShares(string Room, string Seat, bool Audio, bool Video) : MediaEvent;

/// <summary>What a seat sends arrives at the media server, or has stopped arriving for three seconds.</summary>
public sealed record SeatFlows(string Room, string Seat, MediaKind Kind, bool Receiving) : MediaEvent;

/// <summary>Packets are being lost on the way to (<paramref name="Uplink"/> false) or from a seat.</summary>
public sealed record SeatSlow(string Room, string Seat, bool Uplink, int Lost) : MediaEvent;

/// <summary>A browser stepped its own quality down or up: "full", "low" (others' pictures paused) or "audio" (its own too).</summary>
public sealed record SeatQuality(string Room, string Seat, string Level) : MediaEvent;

/// <summary>A seat is no more: "unclaimed", "away", "vacated", "closed" or "moved".</summary>
public sealed record SeatGone(string Room, string Seat, string Why) : MediaEvent;
