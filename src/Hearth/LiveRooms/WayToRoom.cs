using System.Diagnostics;
using Orleans.Runtime;

namespace Hearth.LiveRooms;

/// <summary>
/// The way to a room's grain, wherever it lives. Its server may die or freeze under a call, and the room may be built again just
/// then: it is asked once more, until the servers agree that it is gone. What a call asks for is done once all the same (see <see cref="Rules.Ask"/>).
/// </summary>
internal static class WayToRoom
{
    /// <summary>Longer than it takes to find that a server froze.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    public static async Task<T> InRoomAsync<T>(this IGrainFactory grains, Guid program, Guid session, Func<ILiveRoomGrain, Task<T>> ask)
    {
        var grain = grains.GetGrain<ILiveRoomGrain>(OpenRooms.Key(program, session));
        for (var since = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                return await ask(grain);
            }
            catch (RoomMovedException) when (Stopwatch.GetElapsedTime(since) < Patience)
            {
                // It ends itself and is built again at the next call.
            }
            catch (Exception e) when (IsLost(e) && Stopwatch.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(Again);
            }
        }
    }

    public static Task InRoomAsync(this IGrainFactory grains, Guid program, Guid session, Func<ILiveRoomGrain, Task> ask) =>
        grains.InRoomAsync(program, session, async grain => { await ask(grain); return true; });

    /// <summary>The server it lived on does not answer any more, or refuses since it is about to end.</summary>
    public static bool IsLost(Exception e) => e is OrleansMessageRejectionException or TimeoutException;
}
