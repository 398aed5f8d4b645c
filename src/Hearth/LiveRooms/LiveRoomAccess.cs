using Hearth.Accounts;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Sessions;

namespace Hearth.LiveRooms;

/// <summary>
/// While a room is open, its rows are never read for a viewer: the grain and the feed read them for the whole room, and give each audience
/// what <see cref="Rules.RoomView"/> lets through.
/// </summary>
public static class LiveRoomAccess
{
    internal static IQueryable<LoggedEvent> LogOf(this HearthDb db, Guid session) => db.Set<LoggedEvent>().Where(e => e.SessionId == session).OrderBy(e => e.Number);

    internal static IQueryable<RoomText> TextsOf(this HearthDb db, Guid session) => db.Set<RoomText>().Where(t => t.SessionId == session);

    internal static IQueryable<RoomVoice> VoicesOf(this HearthDb db, Guid session) => db.Set<RoomVoice>().Where(v => v.SessionId == session);

    /// <summary>One's own keys.</summary>
    internal static IQueryable<KeyChoice> KeysOf(this HearthDb db, Viewer viewer) => db.Set<KeyChoice>().Where(k => k.PersonId == viewer.PersonId);

    /// <summary>What was written in a room, after its end: to those who led it, until it is erased. Each look is recorded by the caller.</summary>
    internal static IQueryable<RoomText> TextsForLeaders(this HearthDb db, Viewer viewer) =>
        db.Set<RoomText>().Where(t => db.SessionsLedBy(viewer).Any(s => s.Id == t.SessionId && s.State == SessionState.Ended));

    /// <inheritdoc cref="TextsForLeaders"/>
    internal static IQueryable<RoomVoice> VoicesForLeaders(this HearthDb db, Viewer viewer) =>
        db.Set<RoomVoice>().Where(v => db.SessionsLedBy(viewer).Any(s => s.Id == v.SessionId && s.State == SessionState.Ended));

    /// <summary>
    /// Who may be in a session at this moment: its leaders and its group's present members, whose place in the program is active.
    /// Asked again whenever somebody's membership may have changed.
    /// </summary>
    internal static IQueryable<Guid> WhoMayBeIn(this HearthDb db, Guid session) =>
        db.MembershipsOfProgram().Where(m => m.State == MembershipState.Active).Select(m => m.PersonId).Where(p =>
            db.Set<SessionLeader>().Any(l => l.SessionId == session && l.PersonId == p) ||
            db.Set<Session>().Any(s => s.Id == session && db.Set<GroupMember>().Any(m => m.GroupId == s.GroupId && m.PersonId == p && m.LeftAt == null)));

    /// <summary>Members at the most, of the group that a session is of.</summary>
    internal static IQueryable<int> CapOf(this HearthDb db, Guid session) =>
        db.Set<Session>().Where(s => s.Id == session).SelectMany(s => db.Set<Group>().Where(g => g.Id == s.GroupId)).Select(g => g.Cap);

    /// <summary>Sessions that are open now, for the sweep that looks after them.</summary>
    internal static IQueryable<Session> OpenSessions(this HearthDb db) => db.Set<Session>().Where(s => s.State == SessionState.Open);

    /// <summary>Ended sessions with something left that is to be erased.</summary>
    internal static IQueryable<Session> SessionsWithRemains(this HearthDb db) => db.Set<Session>().Where(s => s.State == SessionState.Ended &&
        (db.Set<RoomText>().Any(t => t.SessionId == s.Id) || db.Set<RoomVoice>().Any(v => v.SessionId == s.Id)));
}
