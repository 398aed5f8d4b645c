using Hearth.Database;
using Hearth.Html;
using Hearth.LiveRooms.Media;
using Hearth.LiveRooms.Rules;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.LiveRooms;

public sealed record OpenSessionForm(Guid Session);

/// <summary>A leader opens the session. Whoever waits goes on waiting: letting them in is the next step.</summary>
public sealed class OpenSession(HearthDb db, Viewer viewer, LiveRoom room, IMediaRooms media, Clock clock, IStringLocalizer<Words> words) : IVerb<OpenSessionForm>
{
    public async Task<Outcome> RunAsync(OpenSessionForm form, CancellationToken cancel)
    {
        OpenRoom command;
        await using (await db.BeginReadAsync(cancel))
        {
            if (await db.SessionsLedBy(viewer).AsNoTracking().SingleOrDefaultAsync(s => s.Id == form.Session, cancel) is not { } session) return Outcome.Missing;
            // Open and ended are the room's to say; whether it may be opened at all, the plan's and the leaders' papers'.
            if (session.State is SessionState.Planned or SessionState.Cancelled && await db.WhatIsMissingAsync(session, clock.Now, cancel) is { Count: > 0 } missing)
                return Outcome.No("may-not-open", words.SayAll(missing, session, viewer.Zone));
            var cap = await db.CapOf(session.Id).SingleAsync(cancel);
            var steps = await db.StepsVisibleTo(viewer).Where(s => s.SessionId == form.Session).OrderBy(s => s.Position)
                .Select(s => new RoomStep(s.Id, s.Minutes, s.Kind, s.Round)).ToArrayAsync(cancel);
            command = new OpenRoom(media.NameNew($"room-{Guid.NewGuid():N}"), cap, steps);
        }
        return await room.AskAsync(form.Session, command);
    }
}
