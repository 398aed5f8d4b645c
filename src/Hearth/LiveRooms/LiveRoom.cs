using System.Text.Json;
using Hearth.Database;
using Hearth.Html;
using Hearth.LiveRooms.Rules;
using Hearth.Sealing;
using Hearth.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.LiveRooms;

/// <summary>What a page is made of: where the viewer stands, and the room as they may see it.</summary>
/// <param name="Room">Null unless they are inside.</param>
/// <param name="Leading">Null unless they are inside and lead.</param>
public sealed record RoomSight(YouView You, RoomView? Room, RoomView? Leading);

/// <summary>
/// The viewer's way to a live room. Whether they may come near, and whether they lead, is asked of the database each time and never
/// taken from what was sent.
/// </summary>
public sealed class LiveRoom(IGrainFactory grains, HearthDb db, Viewer viewer, Sealer sealer, RoomFeeds feeds, RoomReading reading, IHttpContextAccessor accessor, IStringLocalizer<Words> words)
{
    public static string Address(Guid session) => $"/sessions/{session:D}/room";

    /// <summary>Asks for something in the viewer's own name.</summary>
    /// <param name="text">What they wrote, when the command names a text: sealed here, before it goes anywhere.</param>
    public async Task<Outcome> AskAsync(Guid session, RoomCommand what, string? text = null, Guid textId = default)
    {
        if (await LeadsAsync(session) is not { } leads) return Outcome.Missing;
        var sealedText = text is null ? null : (await sealer.SealForProgramAsync(RoomText.Place(session, textId), text)).Bytes;
        // Its id is made once: asked again, by us or by the page whose answer was lost, it is still the same press.
        var command = JsonSerializer.Serialize(new Ask(viewer.PersonId, leads, what, LiveRoomGrain.FreshSeat(), Pressed()), RoomJson.Options);
        var answer = await InRoomAsync(session, grain => grain.AskAsync(command, sealedText));
        feeds.Wake(viewer.ProgramId, session);
        return answer.Reason is null ? Outcome.To(Address(session)) : Outcome.No(answer.Reason, words[answer.Words!]);
    }

    private Guid Pressed() => PressId.Said(accessor.HttpContext) is { } press ? PressId.Of(viewer.PersonId, press) : Guid.NewGuid();

    /// <summary>What the viewer may see of it now; null: there is no such session for them.</summary>
    public async Task<RoomSight?> LookAsync(Guid session)
    {
        if (await LeadsAsync(session) is not { } leads) return null;
        var snapshot = await InRoomAsync(session, grain => grain.LookAsync());
        await using var transaction = await db.BeginReadAsync();
        var (state, room) = await reading.ReadAsync(session, snapshot);
        var inside = state.IsInside(viewer.PersonId);
        return new(YouView.For(state, viewer.PersonId, room.Words),
            inside ? room.For(state, RoomAudience.Members) : null,
            inside && leads ? room.For(state, RoomAudience.Leaders) : null);
    }

    /// <summary>Where the viewer stands with it, without reading anything that was said.</summary>
    internal async Task<YouView?> YouAsync(Guid session)
    {
        if (await LeadsAsync(session) is null) return null;
        var snapshot = await InRoomAsync(session, grain => grain.LookAsync());
        return YouView.For(JsonSerializer.Deserialize<RoomState>(snapshot.State, RoomJson.Options)!, viewer.PersonId, RoomWords.None(session));
    }

    internal async Task<MediaPlace?> SeatAsync(Guid session) =>
        await LeadsAsync(session) is null ? null : await InRoomAsync(session, grain => grain.SeatAsync(viewer.PersonId));

    /// <summary>Null: the viewer may not come to its door; else whether they lead it.</summary>
    internal async Task<bool?> LeadsAsync(Guid session)
    {
        await using var transaction = await db.BeginReadAsync();
        if (!await db.SessionsOpenTo(viewer).AnyAsync(s => s.Id == session && s.State != SessionState.Cancelled)) return null;
        return await db.SessionsLedBy(viewer).AnyAsync(s => s.Id == session);
    }

    private Task<T> InRoomAsync<T>(Guid session, Func<ILiveRoomGrain, Task<T>> ask) =>
        db.BetweenReadsAsync(() => grains.InRoomAsync(viewer.ProgramId, session, ask));
}
