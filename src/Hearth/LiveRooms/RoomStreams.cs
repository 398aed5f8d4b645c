using Hearth.Database;
using Hearth.Html;
using Hearth.LiveRooms.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.LiveRooms;

/// <summary>
/// Who may hear a room's streams. Asked at subscription, and again whenever somebody comes, goes or is taken out: of the database
/// whether they may come near at all, of the room whether they are inside.
/// </summary>
internal static class RoomStreams
{
    public static void AddRoomStreams(this IServiceCollection services)
    {
        services.AddStream("session/{session}/stage", (s, viewer, values) => StandsAsync(s, viewer, values, you => you.Standing == Standing.Inside));
        services.AddStream("session/{session}/leading", (s, viewer, values) => StandsAsync(s, viewer, values, you => you is { Standing: Standing.Inside, Leads: true }));
        services.AddStream("session/{session}/you/{person}", async (s, viewer, values) =>
            Guid.TryParseExact(values["person"], "D", out var person) && person == viewer.PersonId && await StandsAsync(s, viewer, values, _ => true));
    }

    private static async Task<bool> StandsAsync(IServiceProvider services, Viewer viewer, IReadOnlyDictionary<string, string> values, Func<YouView, bool> stands) =>
        Guid.TryParseExact(values["session"], "D", out var session) && await services.GetRequiredService<LiveRoom>().YouAsync(session) is { } you && stands(you);
}
