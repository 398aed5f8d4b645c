using Hearth.BreakGlass;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Notes;

public static class NoteAccess
{
    /// <summary>Every note of the program in scope, for proving that a backup opens: opened, counted, shown to nobody.</summary>
    public static IQueryable<Note> EveryNote(this HearthDb db) => db.Set<Note>();

    /// <summary>
    /// Notes that a viewer writes: the group's of the sessions they lead; those of single people only if they are staff. A peer who
    /// leads writes no record of another peer.
    /// </summary>
    public static IQueryable<Note> NotesWrittenBy(this HearthDb db, Viewer viewer) =>
        db.Set<Note>().Where(n => db.SessionsLedBy(viewer).Any(s => s.Id == n.SessionId) && (n.PersonId == null || viewer.IsStaff));

    /// <summary>
    /// Notes that a viewer may read: those they write; and the group's, once signed, for supervisors and therapists. Each look is
    /// recorded by the caller.
    /// </summary>
    public static IQueryable<Note> NotesVisibleTo(this HearthDb db, Viewer viewer) => db.Set<Note>().Where(n =>
        db.NotesWrittenBy(viewer).Any(w => w.Id == n.Id) ||
        (n.PersonId == null && (viewer.Role == Role.Supervisor || viewer.Role == Role.Therapist) && db.Set<NoteSignature>().Any(s => s.NoteId == n.Id)));

    /// <summary>The notes about the one person whose records a broken glass opens.</summary>
    public static IQueryable<Note> NotesUnder(this HearthDb db, Glass glass) => db.Set<Note>().Where(n => n.PersonId == glass.PersonId);

    /// <summary>Signatures on these notes.</summary>
    public static IQueryable<NoteSignature> SignaturesOn(this HearthDb db, IQueryable<Note> notes) => db.Set<NoteSignature>().Where(s => notes.Any(n => n.Id == s.NoteId));

    /// <summary>What is being added to a signed note, and is not signed yet.</summary>
    internal static IQueryable<Note> DraftAdditionOf(this HearthDb db, Viewer viewer, Guid note) =>
        db.NotesWrittenBy(viewer).Where(n => n.AddsTo == note && !db.Set<NoteSignature>().Any(s => s.NoteId == n.Id));

    public static IQueryable<NoteSignature> NoteSignaturesVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<NoteSignature>().Where(s => db.NotesVisibleTo(viewer).Any(n => n.Id == s.NoteId));

    /// <summary>Who was there and gets a note of their own, to the staff who led: everybody but the leaders. What peers lead is no treatment, and has the group's note alone.</summary>
    public static IQueryable<Attendance> AttendeesFor(this HearthDb db, Viewer viewer) =>
        db.Attendees().Where(a => viewer.IsStaff && db.SessionsLedBy(viewer).Any(s => s.Id == a.SessionId));

    /// <summary>All notes of a session are signed: the group's, and one for each who was there.</summary>
    internal static async Task<bool> AllNotesSignedAsync(this HearthDb db, Guid session, CancellationToken cancel)
    {
        var signed = db.Set<Note>().Where(n => n.SessionId == session && n.AddsTo == null && db.Set<NoteSignature>().Any(s => s.NoteId == n.Id));
        return await signed.AnyAsync(n => n.PersonId == null, cancel)
            && !await db.Attendees().AnyAsync(a => a.SessionId == session && !signed.Any(n => n.PersonId == a.PersonId), cancel);
    }

    private static IQueryable<Attendance> Attendees(this HearthDb db) => db.Set<Attendance>().Where(a =>
        db.Set<Session>().Any(s => s.Id == a.SessionId && s.LedBy == LedBy.Therapist) && !db.Set<SessionLeader>().Any(l => l.SessionId == a.SessionId && l.PersonId == a.PersonId));

    /// <summary>
    /// An ended or other session that the viewer leads, with its row locked to the end of the transaction: all that is done to its
    /// notes takes turns.
    /// </summary>
    internal static async Task<Session?> HoldSessionAsync(this HearthDb db, Viewer viewer, Guid session, CancellationToken cancel)
    {
        var led = db.SessionsLedBy(viewer).Where(s => s.Id == session);
        return await led.ExecuteUpdateAsync(s => s.SetProperty(x => x.Title, x => x.Title), cancel) == 1 ? await led.AsNoTracking().SingleOrDefaultAsync(cancel) : null;
    }
}
