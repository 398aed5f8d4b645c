using Orleans.Concurrency;

namespace Hearth.LiveRooms;

/// <summary>One live session, its only writer. Keyed "program/session". Who asks was established by the caller.</summary>
[Alias("hearth.live-room")]
internal interface ILiveRoomGrain : IGrainWithStringKey
{
    /// <summary>Decides, appends to the log, carries out what must not wait (nobody hears more after being taken out), answers.</summary>
    /// <param name="ask">A <see cref="Rules.Ask"/> as JSON.</param>
    /// <param name="text">Sealed already, when the command names a text.</param>
    [Alias("ask")]
    Task<RoomAnswer> AskAsync(string ask, byte[]? text);

    /// <summary>The state and what leaders get beside it.</summary>
    [Alias("look"), AlwaysInterleave]
    Task<RoomSnapshot> LookAsync();

    /// <summary>Hears of every change. Said again every few seconds, together with who of this server's pages is here.</summary>
    /// <returns>The number of the last event.</returns>
    [Alias("follow")]
    Task<int> FollowAsync(IRoomObserver observer, string server, Guid[] here);

    /// <summary>Places the person's seat on the media side. Null: they are not inside.</summary>
    [Alias("seat"), AlwaysInterleave]
    Task<MediaPlace?> SeatAsync(Guid person);

    /// <summary>Makes the media side as the log says: after a start, and whenever a node comes or goes.</summary>
    /// <param name="fresh">The node knows none of our rooms.</param>
    [Alias("reconcile")]
    Task ReconcileAsync(string node, bool fresh);

    [Alias("talks"), OneWay]
    Task TalksAsync(string seat, bool talking);

    /// <summary>Takes out whoever may not be here any more: suspended, out of the group.</summary>
    [Alias("recheck")]
    Task RecheckAsync();

    /// <summary>Ends this activation; the next call builds the room again from its log.</summary>
    [Alias("rest")]
    Task RestAsync();
}

internal interface IRoomObserver : IGrainObserver
{
    [Alias("changed"), OneWay]
    Task ChangedAsync(int number);

    [Alias("responded"), OneWay]
    Task RespondedAsync(string seat, string response);
}

/// <param name="Reason">Null: done.</param>
/// <param name="Number">The last event's number.</param>
[GenerateSerializer, Immutable]
internal sealed record RoomAnswer([property: Id(0)] string? Reason, [property: Id(1)] string? Words, [property: Id(2)] int Number);

/// <param name="State">A <see cref="Rules.RoomState"/> as JSON.</param>
[GenerateSerializer, Immutable]
internal sealed record RoomSnapshot([property: Id(0)] string State, [property: Id(1)] Dictionary<Guid, int> SecondsSpoken);

[GenerateSerializer, Immutable]
internal sealed record MediaPlace([property: Id(0)] string Room, [property: Id(1)] string Seat);

/// <summary>The room's log has another writer by now: this activation has ended itself, ask again.</summary>
[GenerateSerializer]
internal sealed class RoomMovedException() : Exception("This room is being built again.");
