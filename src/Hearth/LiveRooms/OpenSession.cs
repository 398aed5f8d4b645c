using Hearth.Database;
using Hearth.Html;
using Hearth.LiveRooms.Rules;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Hearth.LiveRooms;

public sealed record OpenSessionForm(Guid Session);

/// <summary>A leader opens the session. Whoever waits goes on waiting: letting them in is the next step.</summary>
public sealed class OpenSession(HearthDb db, Viewer viewer, LiveRoom room) : IVerb<OpenSessionForm>
{
    public async Task<Outcome> RunAsync(OpenSessionForm form, CancellationToken cancel)
    {
        OpenRoom command;
        await using (await db.BeginReadAsync(cancel))
        {
            if (await db.SessionsLedBy(viewer).AsNoTracking().SingleOrDefaultAsync(s => s.Id == form.Session && s.State != SessionState.Cancelled, cancel) is not { } session) return Outcome.Missing;
            var cap = await db.CapOf(session.Id).SingleAsync(cancel);
            var steps = await db.StepsVisibleTo(viewer).Where(s => s.SessionId == form.Session).OrderBy(s => s.Position)
                .Select(s => new RoomStep(s.Id, s.Minutes, s.Kind, s.Round)).ToArrayAsync(cancel);
            command = new OpenRoom($"room-{Guid.NewGuid():N}", cap, steps);
        }
        return await room.AskAsync(form.Session, command);
    }
}
