using Hearth.Database;
using Hearth.Happenings;
using Hearth.LiveRooms.Rules;
using Hearth.Sealing;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.LiveRooms;

/// <summary>
/// What an event means outside its room, written in the same transaction: the session's own row, attendance, whereabouts, and the
/// chain of happenings. Hands, passes and words are the room's alone.
/// </summary>
internal static class Consequences
{
    public static async Task WriteAsync(IServiceProvider services, Guid session, Guid by, IReadOnlyList<RoomEvent> events)
    {
        var db = services.GetRequiredService<HearthDb>();
        var happenings = services.GetRequiredService<HappeningLog>();
        foreach (var happened in events)
        {
            if (Kind(happened) is var (kind, about)) happenings.Record($"liverooms.{kind}", session, about, by == Guid.Empty ? null : by);
            if (happened is Knocked knocked) await TellPlaceAsync(services, session, knocked.Person);
            if (happened is Admitted admitted) await TellPlaceAsync(services, session, admitted.Person);
            if (happened is Opened) (await db.SessionsOfProgram().SingleAsync(s => s.Id == session)).Open(happened.At);
            if (happened is Ended) await EndAsync(db, happenings, session, events);
        }
    }

    private static (string Kind, Guid? About)? Kind(RoomEvent happened) => happened switch
    {
        Opened => ("opened", null),
        Ended => ("ended", null),
        DoorLocked e => (e.Locked ? "locked" : "unlocked", null),
        Admitted e => ("admitted", e.Person),
        CameBack e => ("came-back", e.Person),
        WentOut e => ("went-out", e.Person),
        WasPutBack e => ("put-back", e.Person),
        WasRemoved e => ("removed", e.Person),
        WasMuted e => (e.Muted ? "muted" : "unmuted", e.Person),
        CameraWasTaken e => (e.Taken ? "took-camera" : "gave-back-camera", e.Person),
        LeaderNamed e => (e.Leads ? "leads" : "leads-no-more", e.Person),
        BreakStarted => ("began-break", null),
        BreakEnded => ("ended-break", null),
        _ => null,
    };

    /// <summary>From the moment that somebody is at the door, those who lead read where they are if no licence reaches there: once is on record, as a fact about them.</summary>
    private static async Task TellPlaceAsync(IServiceProvider services, Guid session, Guid person)
    {
        var db = services.GetRequiredService<HearthDb>();
        if (await db.SessionLeadersOfProgram().AnyAsync(l => l.SessionId == session && l.PersonId == person)) return;
        var (gaps, _) = await db.PlaceGapsAsync(services.GetRequiredService<Sealer>(), await db.SessionsOfProgram().AsNoTracking().SingleAsync(s => s.Id == session));
        if (!gaps.ContainsKey(person)) return;
        var (me, subject) = (await services.GetRequiredService<Pseudonyms>().OfAsync(person), session.ToString("D"));
        if (!await db.HappeningsAbout(me).AnyAsync(h => h.Kind == "liverooms.place-told" && h.Subject == subject))
            services.GetRequiredService<HappeningLog>().Record("liverooms.place-told", session, person);
    }

    private static async Task EndAsync(HearthDb db, HappeningLog happenings, Guid id, IReadOnlyList<RoomEvent> last)
    {
        var session = await db.SessionsOfProgram().SingleAsync(s => s.Id == id);
        session.End(last.OfType<Ended>().Single().At);
        var log = await db.LogOf(id).AsNoTracking().ToListAsync();
        foreach (var (person, minutes) in AttendanceRule.Minutes(log.Select(e => e.Read()).Concat(last))) db.Add(Attendance.Of(session, person, minutes));

        // Where people are was asked for this hour and for nothing else.
        await ArrivalErasure.EraseAsync(db, happenings, id);
    }
}
