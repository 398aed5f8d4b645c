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
        // Whoever sees a session knows its group's name, also somebody who only leads this one evening.
        var found = await sessions.AsNoTracking().Join(db.GroupsOfProgram(), s => s.GroupId, g => g.Id, (s, g) => new { Session = s, Group = g }).OrderBy(x => x.Session.StartsAt).ThenBy(x => x.Session.Id).ToListAsync(cancel);
        if (found.Count == 0) return [];
        var ids = found.Select(x => x.Session.Id).ToList();
        var leaders = (await db.SessionLeadersOfProgram().Where(l => ids.Contains(l.SessionId))
            .Join(db.PeopleOfProgram(), l => l.PersonId, p => p.Id, (l, p) => new { l.SessionId, Person = p }).AsNoTracking().ToListAsync(cancel)).ToLookup(l => l.SessionId, l => l.Person);
        return [.. found.Select(x => new SessionLine(x.Session, x.Group, [.. leaders[x.Session.Id].OrderBy(p => p.Name, StringComparer.Ordinal)], leaders[x.Session.Id].Any(p => p.Id == viewer.PersonId)))];
    }
}
