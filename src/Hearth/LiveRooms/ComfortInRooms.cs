using Hearth.ComfortLevels;
using Hearth.Database;
using Hearth.LiveRooms.Rules;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Hearth.LiveRooms;

/// <summary>Whoever chooses anew in the middle of a session has chosen for the room they are in, from that moment on.</summary>
internal sealed class ComfortInRooms(HearthDb db, Viewer viewer, LiveRoom rooms) : IHearsOfComfort
{
    public async Task HearAsync(Comfort comfort)
    {
        List<Guid> open;
        await using (await db.BeginReadAsync())
            open = await db.SessionsOpenTo(viewer).Where(s => s.State == SessionState.Open).Select(s => s.Id).ToListAsync();
        // Where they are not inside, the room takes no notice: it reads the choice when they come.
        foreach (var session in open) await rooms.AskAsync(session, new SetComfort(comfort));
    }
}
