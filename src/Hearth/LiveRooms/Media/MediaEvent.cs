namespace Hearth.LiveRooms.Media;

/// <summary>Something that happened on the media side. Fleeting: nothing of it is kept there.</summary>
public abstract record MediaEvent;

/// <summary>
/// A node answers. When <paramref name="Fresh"/>, it knows none of our rooms (it is the first one, or the one before it died):
/// open them and place their seats again. When not, it is the node that an earlier server left behind, with everything in it.
/// </summary>
public sealed record MediaNodeReady(string Node, bool Fresh) : MediaEvent;

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

/// <summary>A seat is no more: "unclaimed", "away", "vacated" or "closed".</summary>
public sealed record SeatGone(string Room, string Seat, string Why) : MediaEvent;
