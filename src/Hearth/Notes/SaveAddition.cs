using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Notes.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Notes;

/// <summary>Writes something beside a signed note, with an author and a time of its own. A draft until it is signed too; one at a time.</summary>
public sealed class SaveAddition(HearthDb db, Viewer viewer, HappeningLog happenings, NoteWords noteWords, Clock clock, IStringLocalizer<Words> words) : IVerb<SaveAddition.Form>
{
    public sealed record Form(
        [property: Required] Guid? Note,
        [property: Required(ErrorMessage = "Please write a few words."), MaxLength(4000, ErrorMessage = "Please keep it under 4,000 letters.")] string? Text,
        [property: Required] int? Version, ThenNote? Then);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var mine = db.NotesWrittenBy(viewer).Where(n => n.Id == form.Note && n.AddsTo == null);
        if (await mine.Select(n => (Guid?)n.SessionId).SingleOrDefaultAsync(cancel) is not { } session || await db.HoldSessionAsync(viewer, session, cancel) is null) return Outcome.Missing;
        var note = await mine.AsNoTracking().SingleAsync(cancel);
        var signed = await db.NoteSignaturesVisibleTo(viewer).AnyAsync(s => s.NoteId == note.Id, cancel);
        if (!NoteRule.May(NoteRule.Of(true, signed), NoteAct.Add)) return Outcome.No("not-signed", words["This note isn’t signed yet. You can still change it."]);

        var draft = await db.DraftAdditionOf(viewer, note.Id).SingleOrDefaultAsync(cancel);
        if ((draft?.Version ?? -1) != form.Version) return SaveNote.ChangedMeanwhile(words);

        var id = draft?.Id ?? Guid.NewGuid();
        var text = await noteWords.SealAsync(id, note.PersonId, form.Text!, cancel);
        if (draft is null) db.Add(Note.AddTo(note, id, text, viewer.PersonId, clock.Now));
        else draft.Save(text, viewer.PersonId, clock.Now);
        happenings.Record("notes.saved", id, note.PersonId);
        return Outcome.To(form.Then == ThenNote.Sign ? $"/notes/{id}/sign" : $"/notes/{note.Id}/add?saved=1");
    }
}
