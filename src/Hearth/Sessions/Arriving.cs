using Hearth.Database;
using Hearth.Groups;
using Hearth.Sessions.Rules;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Sessions;

/// <summary>The door of a session, for one of its members: theirs to come to, and near enough in time.</summary>
internal static class Arriving
{
    public static async Task<Session?> MineAsync(HearthDb db, Viewer viewer, Guid session, CancellationToken cancel) =>
        await db.SessionsOpenTo(viewer).AsNoTracking().SingleOrDefaultAsync(s => s.Id == session, cancel);

    public static bool IsTime(Session session, Instant now) => ArrivingRule.MayArrive(session.State, session.StartsAt, session.EndsAt, now);

    public static async Task<Arrival> RowAsync(HearthDb db, Viewer viewer, Guid session, Instant now, CancellationToken cancel)
    {
        var arrival = await db.ArrivalsOf(viewer).SingleOrDefaultAsync(a => a.SessionId == session, cancel);
        if (arrival is null) db.Add(arrival = Arrival.Start(viewer.ProgramId, session, viewer.PersonId, now));
        return arrival;
    }
}
