using System.Text.Json;
using Hearth.Database;
using Hearth.Html;
using Hearth.LiveRooms.Media;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.LiveRooms;

/// <summary>
/// The camera check: a room of one's own at the real media server, in which one hears and sees only oneself. A page opens it with
/// <c>{session}</c>, sends its frames as <c>{frame}</c> and ends it with <c>{close: true}</c>; a page that goes away ends it too.
/// </summary>
internal static class EchoFrame
{
    public const string Kind = "echo";

    private static readonly FrameRefusal BadFrame = new("bad-frame"), NotFound = new("not-found"), NoMedia = new("no-media"), NotOpen = new("not-open");

    private sealed record Place(string Room, SeatBridge Bridge);

    public static async Task<object?> RunAsync(FrameCall call)
    {
        if (call.Json.ValueKind != JsonValueKind.Object || call.Json.EnumerateObject().Take(2).ToArray() is not [var only]) return BadFrame;
        switch (only.Name)
        {
            case "session" when only.Value.ValueKind == JsonValueKind.String && only.Value.TryGetGuid(out var session):
                return await OpenAsync(call, session);
            case "frame" when only.Value.ValueKind == JsonValueKind.Object:
                if (PlaceOf(call.Page) is not { Bridge.Ended: false } place) return NotOpen;
                await place.Bridge.SendAsync(only.Value, call.Cancel);
                return null;
            case "close" when only.Value.ValueKind == JsonValueKind.True:
                await EndAsync(call.Services, call.Page);
                return null;
            default:
                return BadFrame;
        }
    }

    public static async Task EndAsync(IServiceProvider services, Connection page)
    {
        if (PlaceOf(page) is not { } place) return;
        page.Items.Remove(typeof(Place));
        await place.Bridge.DisposeAsync();
        try
        {
            await services.GetRequiredService<IMediaRooms>().CloseAsync(place.Room);
        }
        catch (MediaUnavailableException)
        {
            // The room went with its node.
        }
    }

    private static async Task<object?> OpenAsync(FrameCall call, Guid session)
    {
        var db = call.Services.GetRequiredService<HearthDb>();
        await using (await db.BeginReadAsync(call.Cancel))
            if (!await db.SessionsOpenTo(call.Viewer).AnyAsync(s => s.Id == session, call.Cancel)) return NotFound;

        await EndAsync(call.Services, call.Page);
        var media = call.Services.GetRequiredService<IMediaRooms>();
        var (room, seat) = (media.NameNew($"echo-{Guid.NewGuid():N}"), $"{Guid.NewGuid():N}");
        try
        {
            await media.OpenAsync(room, new MediaRoomOptions(Echo: true, Seats: 1), call.Cancel);
            if (await media.SeatAsync(room, seat, call.Cancel) != SeatPlacing.Placed) return NoMedia;
            if (await SeatBridge.OpenAsync(call.Services, room, seat, call.Page, Kind) is not { } bridge) return NoMedia;
            call.Page.Items[typeof(Place)] = new Place(room, bridge);
        }
        catch (MediaUnavailableException)
        {
            return NoMedia;
        }

        // The page may have gone while the node was asked; then nobody else would close it.
        if (call.Page.Ended.IsCancellationRequested) await EndAsync(call.Services, call.Page);
        return new { opened = true };
    }

    private static Place? PlaceOf(Connection page) => page.Items.TryGetValue(typeof(Place), out var place) ? (Place?)place : null;
}
