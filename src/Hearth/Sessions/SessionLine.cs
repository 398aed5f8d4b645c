using Hearth.Database;
using Hearth.Groups;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Sessions;

/// <summary>A session as it is listed: with its group and who leads. For pages; already what the viewer may see.</summary>
public sealed record SessionLine(Session Session, Group Group, IReadOnlyList<Person> Leaders, bool Mine)
{
    /// <summary>"Porch Light, evening circle".</summary>
    public string Name => $"{Group.Name}, {Session.Title}";

    /// <summary>Open, or soon to be: its door is worth showing now.</summary>
    public bool Over(Instant now) => Session.State is SessionState.Ended or SessionState.Cancelled || (Session.State == SessionState.Planned && Session.EndsAt <= now);
}

public static class SessionLines
{
    /// <summary>Sessions with their groups and leaders, in order of time. <c>Mine</c>: the viewer leads it.</summary>
    public static async Task<List<SessionLine>> WithPeopleAsync(this IQueryable<Session> sessions, HearthDb db, Viewer viewer, CancellationToken cancel = default)
    {
        var found = await sessions.AsNoTracking().OrderBy(s => s.StartsAt).ThenBy(s => s.Id).ToListAsync(cancel);
        var ids = found.Select(s => s.Id).ToList();
        var groupIds = found.Select(s => s.GroupId).Distinct().ToList();

        // Whoever sees a session knows its group's name, also somebody who only leads this one evening.
        var groups = await db.GroupsOfProgram().AsNoTracking().Where(g => groupIds.Contains(g.Id)).ToDictionaryAsync(g => g.Id, cancel);
        var leaders = (await db.SessionLeadersOfProgram().Where(l => ids.Contains(l.SessionId))
            .Join(db.PeopleOfProgram(), l => l.PersonId, p => p.Id, (l, p) => new { l.SessionId, Person = p }).AsNoTracking().ToListAsync(cancel)).ToLookup(l => l.SessionId, l => l.Person);
        return [.. found.Select(s => new SessionLine(s, groups[s.GroupId], [.. leaders[s.Id].OrderBy(p => p.Name, StringComparer.Ordinal)], leaders[s.Id].Any(p => p.Id == viewer.PersonId)))];
    }
}
