using System.Text.Json;
using Hearth.Html;
using Hearth.LiveRooms.Media;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.LiveRooms;

/// <summary>
/// What a page says through its open line: which room it is in, and its frames to the media side. Who it is comes from the line
/// and is loaded afresh for each call; a page that is in no room has no seat to claim.
/// </summary>
internal static class RoomFrames
{
    private static readonly FrameRefusal BadFrame = new("bad-frame"), NotFound = new("not-found"), NoRoom = new("no-room"), NotInside = new("not-inside"), NoMedia = new("no-media"), NotOpen = new("not-open");

    private sealed record InRoom(Guid Session, RoomFeed Feed)
    {
        public SeatBridge? Bridge { get; set; }
    }

    /// <summary>"room" {session}: the page is at this room's door from now on, or back inside.</summary>
    public static async Task<object?> EnterAsync(FrameCall call)
    {
        if (call.Json.ValueKind != JsonValueKind.Object || call.Json.EnumerateObject().ToArray() is not [{ Name: "session", Value: { ValueKind: JsonValueKind.String } value }] || !value.TryGetGuid(out var session)) return BadFrame;
        var room = call.Services.GetRequiredService<LiveRoom>();
        if (await room.LeadsAsync(session) is null) return NotFound;
        if (Of(call.Page) is { } other && other.Session != session) await LeaveAsync(call.Services, call.Page);

        // The answer does not matter here: whoever was taken out, or came too late, is told where they stand.
        await ActivatorUtilities.CreateInstance<KnockAtRoom>(call.Services).RunAsync(new(session), call.Cancel);
        var feed = call.Services.GetRequiredService<RoomFeeds>().Of(call.Viewer.ProgramId, session);
        call.Page.Items.TryAdd(typeof(InRoom), new InRoom(session, feed));
        await feed.HereAsync(call.Page.Id, call.Viewer.PersonId);
        // The line may have ended while we asked; then nobody else would say so.
        if (call.Page.Ended.IsCancellationRequested) await LeaveAsync(call.Services, call.Page);
        // Not what was said: after a server's end everybody asks this at once, and reads the room afterwards anyway.
        return await room.YouAsync(session) is { } you ? new { standing = you.Standing.ToString(), seat = you.Seat } : NotFound;
    }

    /// <summary>"media-open" {}: claims the person's seat for this page. A page of theirs that had it loses it.</summary>
    public static async Task<object?> OpenMediaAsync(FrameCall call)
    {
        if (Of(call.Page) is not { } here) return NoRoom;
        try
        {
            await CloseBridgeAsync(here);
            if (await call.Services.GetRequiredService<LiveRoom>().SeatAsync(here.Session) is not { } place) return NotInside;
            var (feed, person) = (here.Feed, call.Viewer.PersonId);
            here.Bridge = await SeatBridge.OpenAsync(call.Services, place.Room, place.Seat, call.Page, "media", () => feed.SeatAsync(person));
            return here.Bridge is null ? NoMedia : new { seat = place.Seat };
        }
        catch (MediaUnavailableException)
        {
            return NoMedia;
        }
    }

    /// <summary>"media" {…}: one frame to the seat, unread.</summary>
    public static async Task<object?> MediaAsync(FrameCall call)
    {
        if (call.Json.ValueKind != JsonValueKind.Object) return BadFrame;
        if (Of(call.Page) is not { Bridge: { Ended: false } bridge }) return NotOpen;
        await bridge.SendAsync(call.Json, call.Cancel);
        return null;
    }

    public static async Task LeaveAsync(IServiceProvider services, Connection page)
    {
        if (Of(page) is not { } here) return;
        page.Items.Remove(typeof(InRoom));
        await CloseBridgeAsync(here);
        await here.Feed.GoneAsync(page.Id);
    }

    private static async Task CloseBridgeAsync(InRoom here)
    {
        if (here.Bridge is not { } bridge) return;
        here.Bridge = null;
        await bridge.DisposeAsync();
    }

    private static InRoom? Of(Connection page) => page.Items.TryGetValue(typeof(InRoom), out var here) ? (InRoom?)here : null;
}
