using Hearth.ComfortLevels;
using Hearth.Database;
using Hearth.Html;
using Hearth.LiveRooms.Rules;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Hearth.LiveRooms;

public sealed record KnockForm(Guid Session);

/// <summary>Comes to the door, or back into the room without asking anyone. An open page does the same by itself.</summary>
public sealed class KnockAtRoom(HearthDb db, Viewer viewer, LiveRoom room) : IVerb<KnockForm>
{
    public async Task<Outcome> RunAsync(KnockForm form, CancellationToken cancel)
    {
        TakingPart how;
        Comfort comfort;
        await using (await db.BeginReadAsync(cancel))
        {
            how = await db.ArrivalsOf(viewer).Where(a => a.SessionId == form.Session).Select(a => (TakingPart?)a.TakingPart).SingleOrDefaultAsync(cancel) ?? TakingPart.Camera;
            comfort = await db.ComfortNowAsync(viewer, cancel);
        }
        return await room.AskAsync(form.Session, new Knock(how, comfort));
    }
}
