using Hearth.Database;
using Hearth.Notes.Rules;
using Hearth.People;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Notes;

/// <summary>One note that there is or ought to be. <paramref name="Person"/>: null for the group's.</summary>
public sealed record NoteLine(Person? Person, int Minutes, Note? Note, NoteSignature? Signature)
{
    public NoteState State => NoteRule.Of(Note is not null, Signature is not null);
}

/// <summary>A session that has ended, with the notes that its viewer writes: the group's first, then one for each who was there.</summary>
public sealed record NotesOfSession(SessionLine Line, IReadOnlyList<NoteLine> Notes)
{
    public IReadOnlyList<NoteLine> Waiting => [.. Notes.Where(n => n.State != NoteState.Signed)];

    /// <summary>Of these sessions, those that the viewer leads.</summary>
    public static async Task<List<NotesOfSession>> ReadAsync(HearthDb db, Viewer viewer, IQueryable<Session> sessions, CancellationToken cancel = default)
    {
        var lines = await sessions.Where(s => s.State == SessionState.Ended && db.SessionsLedBy(viewer).Any(l => l.Id == s.Id)).WithPeopleAsync(db, viewer, cancel);
        if (lines.Count == 0) return [];
        var ids = lines.Select(l => l.Session.Id).ToList();
        var notes = (await db.NotesWrittenBy(viewer).AsNoTracking().Where(n => ids.Contains(n.SessionId) && n.AddsTo == null).ToListAsync(cancel)).ToDictionary(n => (n.SessionId, n.PersonId ?? Guid.Empty));
        var signed = await db.NoteSignaturesVisibleTo(viewer).AsNoTracking().Where(s => db.NotesWrittenBy(viewer).Any(n => n.Id == s.NoteId && ids.Contains(n.SessionId) && n.AddsTo == null)).ToDictionaryAsync(s => s.NoteId, cancel);
        var there = await db.AttendeesFor(viewer).Where(a => ids.Contains(a.SessionId)).Join(db.PeopleOfProgram(), a => a.PersonId, p => p.Id, (a, p) => new { a.SessionId, a.MinutesPresent, Person = p }).AsNoTracking().ToListAsync(cancel);
        return [.. lines.Select(l => new NotesOfSession(l, [Line(l, null, 0), .. there.Where(t => t.SessionId == l.Session.Id).OrderBy(t => t.Person.Name, StringComparer.Ordinal).Select(t => Line(l, t.Person, t.MinutesPresent))]))];

        NoteLine Line(SessionLine session, Person? person, int minutes)
        {
            var note = notes.GetValueOrDefault((session.Session.Id, person?.Id ?? Guid.Empty));
            return new(person, minutes, note, note is null ? null : signed.GetValueOrDefault(note.Id));
        }
    }
}
