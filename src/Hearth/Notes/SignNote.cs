using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.LiveRooms;
using Hearth.Notes.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Notes;

/// <summary>
/// Signs a note or an addition as it was read over: from here on it stays as it is. With a session's last note, what was written in
/// its room and how long people spoke are gone.
/// </summary>
public sealed class SignNote(HearthDb db, Viewer viewer, HappeningLog happenings, NoteWords noteWords, NamesSeen names, Clock clock, IStringLocalizer<Words> words) : IVerb<SignNote.Form>
{
    /// <param name="Version">Of the draft that was read over: nobody signs words that somebody else put there meanwhile.</param>
    public sealed record Form([property: Required] Guid? Note, [property: Required] int? Version);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var mine = db.NotesWrittenBy(viewer).Where(n => n.Id == form.Note);
        if (await mine.Select(n => (Guid?)n.SessionId).SingleOrDefaultAsync(cancel) is not { } session || await db.HoldSessionAsync(viewer, session, cancel) is null) return Outcome.Missing;
        var note = await mine.AsNoTracking().SingleAsync(cancel);
        var signed = await db.NoteSignaturesVisibleTo(viewer).AnyAsync(s => s.NoteId == note.Id, cancel);
        if (!NoteRule.May(NoteRule.Of(true, signed), NoteAct.Sign)) return SaveNote.Signed(words);
        if (note.Version != form.Version) return Outcome.No("changed-meanwhile", words["Another leader changed this note while you read it. This is how it stands now."]);

        byte[] print;
        string text;
        var now = clock.Now;
        try
        {
            (text, print) = (await noteWords.OpenAsync(note, cancel), await noteWords.PrintAsync(note, viewer.PersonId, now, cancel));
        }
        catch (CryptographicException)
        {
            return Outcome.No("not-whole", words["These words can’t be opened as they were saved, so they can’t be signed. Please tell whoever runs this server."]);
        }
        db.Add(NoteSignature.Of(note, viewer.PersonId, now, print));
        happenings.Record(note.AddsTo is null ? "notes.signed" : "notes.added-to", note.Id, note.PersonId, proof: print);
        // Pointed out on the page, and kept: a fact about the note, not a fault.
        if ((await names.InAsync(text, note.SessionId, note.PersonId, cancel)).Count > 0) happenings.Record("notes.names-kept", note.Id, note.PersonId);

        await db.SaveChangesAsync(cancel);
        if (await db.AllNotesSignedAsync(note.SessionId, cancel)) await RoomRemains.EraseAsync(db, happenings, note.SessionId, cancel);
        return Outcome.To($"/notes/{note.AddsTo ?? note.Id}?signed=1");
    }
}
