using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Groups.Rules;
using Hearth.People;
using Hearth.Sessions.Rules;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Sessions;

/// <summary>Who may be named for a session: its leaders, and the clinician on call.</summary>
public static class LeaderChoice
{
    public const int Most = 4;

    private static readonly Role[] clinicians = [Role.Facilitator, Role.Therapist, Role.Supervisor];

    /// <summary>People whom this viewer may name as leaders of a group's sessions. A peer who leads sees their circle and staff, not the program.</summary>
    public static async Task<List<Person>> CandidatesAsync(HearthDb db, Viewer viewer, Group group, CancellationToken cancel = default)
    {
        var allowed = await db.ThisProgram().AnyAsync(p => p.PeerLedAllowed, cancel);
        var people = await db.PeopleKnownTo(viewer).AsNoTracking().Where(p => !db.MembersVisibleTo(viewer).Any(m => m.GroupId == group.Id && m.PersonId == p.Id)).OrderBy(p => p.Name).ToListAsync(cancel);
        return [.. people.Where(p => LeaderRule.MayLead(p.Role, group.LedBy, allowed))];
    }

    /// <summary>The chosen leaders, each once, or null if they cannot be taken as they are.</summary>
    public static async Task<IReadOnlyList<Guid>?> CheckAsync(HearthDb db, Viewer viewer, Group group, IEnumerable<Guid> chosen, CancellationToken cancel = default)
    {
        var leaders = chosen.Distinct().ToList();
        if (leaders.Count is 0 or > Most) return null;
        var candidates = (await CandidatesAsync(db, viewer, group, cancel)).Select(p => p.Id).ToHashSet();
        return leaders.All(candidates.Contains) ? leaders : null;
    }

    public static Task<List<Person>> CliniciansAsync(HearthDb db, CancellationToken cancel = default) =>
        db.PeopleOfProgram().AsNoTracking().Where(p => clinicians.Contains(p.Role)).OrderBy(p => p.Name).ToListAsync(cancel);

    public static async Task<bool> OnCallFitsAsync(HearthDb db, LedBy ledBy, Guid? onCall, CancellationToken cancel = default) =>
        ledBy != LedBy.Peer || (onCall is { } id && await db.PeopleOfProgram().AnyAsync(p => p.Id == id && clinicians.Contains(p.Role), cancel));

    /// <summary>A session of this group that takes time from one of these.</summary>
    public static async Task<Session?> OtherSessionInTheWayAsync(this HearthDb db, Guid group, Guid? except, IReadOnlyList<Occurrence> planned, CancellationToken cancel = default)
    {
        var (from, to) = (planned[0].StartsAt, planned[^1].EndsAt);
        var others = await db.SessionsOfProgram().AsNoTracking()
            .Where(s => s.GroupId == group && s.State != SessionState.Cancelled && s.State != SessionState.Ended && s.Id != except && s.StartsAt < to && s.EndsAt > from)
            .OrderBy(s => s.StartsAt).ToListAsync(cancel);
        return others.Find(o => planned.Any(p => SeriesRule.Overlap(p.StartsAt, p.EndsAt, o.StartsAt, o.EndsAt)));
    }
}
