using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Holds;
using Hearth.Moderation;
using Hearth.Notes;
using Hearth.People;
using Hearth.Sessions;
using Hearth.Sessions.Rules;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Today;

/// <summary>A session somebody has to see to: as listed, and what is missing to open it.</summary>
public sealed record ToLead(SessionLine Line, IReadOnlyList<Missing> Missing);

/// <summary>Something that somebody wrote, or that peers told of a post of theirs: it waits for the viewer, among others, to read it.</summary>
/// <param name="DueAt">When somebody else is asked to.</param>
public sealed record ToRead(string Name, Instant DueAt);

/// <summary>What Today shows one person, read at once.</summary>
/// <param name="Next">The one big thing: what is open, else what comes next.</param>
/// <param name="Circle">Who will be there: leaders and members, without the reader.</param>
/// <param name="ProgramOpen">Only an admin's page asks.</param>
public sealed record TodayView(
    SessionLine? Next, IReadOnlyList<Person> Circle, IReadOnlyList<Group> Groups, IReadOnlyList<ToLead> ToLead, IReadOnlyList<NotesOfSession> NotesWaiting, IReadOnlyList<SessionLine> OnCall, IReadOnlyList<ToRead> ToRead, bool ProgramOpen)
{
    private static readonly Duration week = Duration.FromDays(7), notes = Duration.FromDays(14), far = Duration.FromDays(60);

    public static async Task<TodayView> ReadAsync(HearthDb db, Viewer viewer, Instant now, CancellationToken cancel = default)
    {
        var soon = now + far;
        var next = (await db.SessionsOpenTo(viewer)
            .Where(s => s.State == SessionState.Open || (s.State == SessionState.Planned && s.EndsAt > now && s.StartsAt < soon))
            .OrderByDescending(s => s.State == SessionState.Open).ThenBy(s => s.StartsAt).Take(1).WithPeopleAsync(db, viewer, cancel)).FirstOrDefault();

        List<Person> circle = [];
        if (next is not null)
        {
            var group = next.Group.Id;
            circle = [.. next.Leaders.Where(p => p.Id != viewer.PersonId), .. await db.PeopleOfProgram().AsNoTracking()
                .Where(p => p.Id != viewer.PersonId && db.MembersVisibleTo(viewer).Any(m => m.GroupId == group && m.PersonId == p.Id)).OrderBy(p => p.Name).ToListAsync(cancel)];
        }

        return new(next, circle,
            await db.GroupsVisibleTo(viewer).AsNoTracking().OrderBy(g => g.Name).Take(20).ToListAsync(cancel),
            await ToLeadAsync(db, viewer, now, cancel), await NotesAsync(db, viewer, now, cancel), await OnCallAsync(db, viewer, now, cancel), await ToReadAsync(db, viewer, cancel),
            !viewer.Is(Role.Admin) || await db.ThisProgram().AnyAsync(p => p.OpenedAt != null, cancel));
    }

    /// <summary>A leader's own sessions of the week; for supervisor and admin those of the program that something is missing for.</summary>
    private static async Task<List<ToLead>> ToLeadAsync(HearthDb db, Viewer viewer, Instant now, CancellationToken cancel)
    {
        if (!viewer.Is(Role.Facilitator, Role.Therapist, Role.PeerFacilitator, Role.Supervisor, Role.Admin)) return [];
        var until = now + week;
        var mine = viewer.Is(Role.Supervisor, Role.Admin) ? db.SessionsVisibleTo(viewer) : db.SessionsLedBy(viewer);
        var lines = await mine.Where(s => s.State == SessionState.Planned && s.EndsAt > now && s.StartsAt < until).WithPeopleAsync(db, viewer, cancel);
        var facts = await db.OpeningFactsAsync([.. lines.Select(l => l.Session)], cancel);
        return [.. lines.Select(l => new ToLead(l, OpeningRule.MissingBefore(facts[l.Session.Id])))
            .Where(l => l.Missing.Count > 0 || !viewer.Is(Role.Supervisor, Role.Admin)).Take(10)];
    }

    /// <summary>Sessions whose door is open now or soon, for whoever is on call for them: where people are is one step away.</summary>
    private static async Task<List<SessionLine>> OnCallAsync(HearthDb db, Viewer viewer, Instant now, CancellationToken cancel)
    {
        if (!viewer.IsStaff) return [];
        var soon = now + ArrivingRule.Early;
        return await db.SessionsOnCallFor(viewer).Where(s => s.State == SessionState.Open || (s.State == SessionState.Planned && s.StartsAt <= soon && s.EndsAt > now)).WithPeopleAsync(db, viewer, cancel);
    }

    /// <summary>What is due first, first.</summary>
    private static async Task<List<ToRead>> ToReadAsync(HearthDb db, Viewer viewer, CancellationToken cancel)
    {
        if (!viewer.IsStaff) return [];
        var waiting = db.HoldsKeptBy(viewer).Waiting(db).Select(h => new { h.AuthorId, h.DueAt }).Concat(db.ReportsKeptBy(viewer).Where(r => r.EndedAt == null).Select(r => new { r.AuthorId, r.DueAt }));
        return await waiting.Join(db.PeopleOfProgram(), w => w.AuthorId, p => p.Id, (w, p) => new { p.Name, w.DueAt }).OrderBy(w => w.DueAt).Take(5).Select(w => new ToRead(w.Name, w.DueAt)).ToListAsync(cancel);
    }

    /// <summary>The oldest first: it has waited longest.</summary>
    private static async Task<List<NotesOfSession>> NotesAsync(HearthDb db, Viewer viewer, Instant now, CancellationToken cancel)
    {
        var since = now - notes;
        if (!viewer.Is(Role.Facilitator, Role.Therapist, Role.PeerFacilitator, Role.Supervisor)) return [];
        return [.. (await NotesOfSession.ReadAsync(db, viewer, db.SessionsLedBy(viewer).Where(s => s.EndsAt > since), cancel)).Where(n => n.Waiting.Count > 0).Take(5)];
    }
}
