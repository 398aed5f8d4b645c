using Hearth.BreakGlass;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Groups;
using NodaTime;

namespace Hearth.Sessions;

public static class SessionAccess
{
    // The treatment relation, as far as it exists: who leads somebody's session (SessionsLedBy), and who is on call for it
    // (SessionsOnCallFor). What is sealed about a person is asked through these two; a supervisor's rank is no such relation,
    // and for them there is the broken glass.

    /// <summary>Sessions a viewer may know of: of their groups, those they lead, those they are on call for; all for supervisor and admin.</summary>
    public static IQueryable<Session> SessionsVisibleTo(this HearthDb db, Viewer viewer)
    {
        if (viewer.Is(Role.Supervisor, Role.Admin)) return db.Set<Session>();
        return db.Set<Session>().Where(s =>
            db.GroupsVisibleTo(viewer).Select(g => g.Id).Contains(s.GroupId) ||
            db.SessionIdsLedBy(viewer).Contains(s.Id) ||
            db.SessionsOnCallFor(viewer).Any(o => o.Id == s.Id));
    }

    /// <summary>Sessions a viewer is on call for: as the session's own clinician; or as the program's, then for each of them.</summary>
    public static IQueryable<Session> SessionsOnCallFor(this HearthDb db, Viewer viewer) =>
        db.Set<Session>().Where(s => viewer.IsStaff && (s.ClinicianOnCallId == viewer.PersonId || db.ThisProgram().Any(p => p.OnCallPersonId == viewer.PersonId)));

    /// <summary>Sessions a viewer leads: their own only, whatever else they may see.</summary>
    public static IQueryable<Session> SessionsLedBy(this HearthDb db, Viewer viewer) =>
        db.Set<Session>().Where(s => db.SessionIdsLedBy(viewer).Contains(s.Id));

    // As in GroupAccess: from the few that are somebody's, by key.
    private static IQueryable<Guid> SessionIdsLedBy(this HearthDb db, Viewer viewer) =>
        db.Set<SessionLeader>().Where(l => l.PersonId == viewer.PersonId).Select(l => l.SessionId);

    /// <summary>Sessions whose door a viewer may come to: as a present member of its group, or as its leader.</summary>
    public static IQueryable<Session> SessionsOpenTo(this HearthDb db, Viewer viewer) =>
        db.Set<Session>().Where(s =>
            db.SessionIdsLedBy(viewer).Contains(s.Id) ||
            db.PlacesOf(viewer.PersonId).Select(m => m.GroupId).Contains(s.GroupId));

    public static IQueryable<SessionLeader> SessionLeadersVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<SessionLeader>().Where(l => db.SessionsVisibleTo(viewer).Any(s => s.Id == l.SessionId));

    public static IQueryable<AgendaStep> StepsVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<AgendaStep>().Where(a => db.SessionsVisibleTo(viewer).Any(s => s.Id == a.SessionId));

    /// <summary>One's own arrivals. Others' whereabouts: see <see cref="ArrivalsForLeaders"/>.</summary>
    public static IQueryable<Arrival> ArrivalsOf(this HearthDb db, Viewer viewer) =>
        db.Set<Arrival>().Where(a => a.PersonId == viewer.PersonId);

    /// <summary>The answers that somebody keeps for themselves.</summary>
    public static IQueryable<KeptArrival> KeptArrivalOf(this HearthDb db, Viewer viewer) =>
        db.Set<KeptArrival>().Where(k => k.PersonId == viewer.PersonId);

    /// <summary>Whereabouts, to the leaders of that session and to whoever is on call (its own clinician, or the program's). Each look is recorded by the caller.</summary>
    public static IQueryable<Arrival> ArrivalsForLeaders(this HearthDb db, Viewer viewer) =>
        db.Set<Arrival>().Where(a => db.SessionsLedBy(viewer).Any(s => s.Id == a.SessionId) || db.SessionsOnCallFor(viewer).Any(s => s.Id == a.SessionId));

    /// <summary>The same of the one person whose records a broken glass opens.</summary>
    public static IQueryable<Arrival> ArrivalsUnder(this HearthDb db, Glass glass) => db.Set<Arrival>().Where(a => a.PersonId == glass.PersonId);

    /// <summary>Arrivals that hold whereabouts though their session is over: ended or called off, or never opened and past its end, or left open for long.</summary>
    public static IQueryable<Arrival> ArrivalsToErase(this HearthDb db, Instant now, Duration leftOpen)
    {
        var longAgo = now - leftOpen;
        return db.Set<Arrival>().Where(a => (a.Where != null || a.CallBack != null || a.Region != null || a.Privacy != null) && db.Set<Session>().Any(s => s.Id == a.SessionId &&
            (s.State == SessionState.Ended || s.State == SessionState.Cancelled || (s.State == SessionState.Planned && s.EndsAt <= now) || s.EndsAt <= longAgo)));
    }

    public static IQueryable<KeptArrival> KeptArrivalsUnusedSince(this HearthDb db, Instant then) => db.Set<KeptArrival>().Where(k => k.UsedAt < then);

    /// <summary>What one said oneself on leaving.</summary>
    public static IQueryable<Leaving> LeavingsOf(this HearthDb db, Viewer viewer) => db.Set<Leaving>().Where(l => l.PersonId == viewer.PersonId);

    /// <summary>What people said on leaving: to the leaders of that session. Each look is recorded by the caller.</summary>
    public static IQueryable<Leaving> LeavingsForLeaders(this HearthDb db, Viewer viewer) =>
        db.Set<Leaving>().Where(l => db.SessionsLedBy(viewer).Any(s => s.Id == l.SessionId));

    /// <inheritdoc cref="ArrivalsUnder"/>
    public static IQueryable<Leaving> LeavingsUnder(this HearthDb db, Glass glass) => db.Set<Leaving>().Where(l => l.PersonId == glass.PersonId);

    /// <summary>Sessions a viewer may plan and change: those they lead, those of groups they run; all for supervisor and admin.</summary>
    public static IQueryable<Session> SessionsPlannedBy(this HearthDb db, Viewer viewer) =>
        db.Set<Session>().Where(s => db.GroupsLedBy(viewer).Select(g => g.Id).Contains(s.GroupId) || db.SessionIdsLedBy(viewer).Contains(s.Id));

    public static IQueryable<Series> SeriesVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<Series>().Where(x => db.GroupsVisibleTo(viewer).Select(g => g.Id).Contains(x.GroupId));

    /// <summary>Minutes present: of the sessions one leads; all for supervisor and admin.</summary>
    public static IQueryable<Attendance> AttendanceVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<Attendance>().Where(a => viewer.Role == Role.Supervisor || viewer.Role == Role.Admin || db.SessionsLedBy(viewer).Any(s => s.Id == a.SessionId));

    // For the live room's grain, which works for the whole session and asks on nobody's behalf.
    public static IQueryable<Session> SessionsOfProgram(this HearthDb db) => db.Set<Session>();
    public static IQueryable<SessionLeader> SessionLeadersOfProgram(this HearthDb db) => db.Set<SessionLeader>();
    public static IQueryable<AgendaStep> StepsOfProgram(this HearthDb db) => db.Set<AgendaStep>();
    public static IQueryable<Arrival> ArrivalsOfProgram(this HearthDb db) => db.Set<Arrival>();
}
