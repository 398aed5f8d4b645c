using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Notes.Rules;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Notes;

/// <summary>What comes after saving: nothing, or reading it over to sign it.</summary>
public enum ThenNote
{
    Sign = 1,
}

/// <summary>Saves a note as a draft: the group's, or that of one who was there. What it says is the writer's; names are only pointed out.</summary>
public sealed class SaveNote(HearthDb db, Viewer viewer, HappeningLog happenings, NoteWords noteWords, Clock clock, IStringLocalizer<Words> words) : IVerb<SaveNote.OfGroup>, IVerb<SaveNote.OfPerson>
{
    /// <param name="Version">Of the draft that was read; -1 when there was none.</param>
    public sealed record OfGroup(
        [property: Required] Guid? Session,
        [property: Required(ErrorMessage = "Please write a few words."), MaxLength(4000, ErrorMessage = "Please keep it under 4,000 letters.")] string? Text,
        [property: Required] int? Version, ThenNote? Then);

    /// <inheritdoc cref="OfGroup"/>
    public sealed record OfPerson(
        [property: Required] Guid? Session, [property: Required] Guid? Person,
        [property: Required(ErrorMessage = "Please write a few words."), MaxLength(4000, ErrorMessage = "Please keep it under 4,000 letters.")] string? Text,
        [property: Required] int? Version, ThenNote? Then);

    public Task<Outcome> RunAsync(OfGroup form, CancellationToken cancel) => SaveAsync(new(form.Session, null, form.Text, form.Version, form.Then), cancel);

    public Task<Outcome> RunAsync(OfPerson form, CancellationToken cancel) => SaveAsync(form, cancel);

    /// <summary>No person: the group's.</summary>
    private async Task<Outcome> SaveAsync(OfPerson form, CancellationToken cancel)
    {
        if (await db.HoldSessionAsync(viewer, form.Session!.Value, cancel) is not { } session) return Outcome.Missing;
        if (form.Person is { } person && !await db.AttendeesFor(viewer).AnyAsync(a => a.SessionId == session.Id && a.PersonId == person, cancel)) return Outcome.Missing;
        if (session.State != SessionState.Ended) return Outcome.No("not-ended", words["The note is written when the session has ended."]);

        var note = await db.NotesWrittenBy(viewer).SingleOrDefaultAsync(n => n.SessionId == session.Id && n.PersonId == form.Person && n.AddsTo == null, cancel);
        var signed = note is not null && await db.NoteSignaturesVisibleTo(viewer).AnyAsync(s => s.NoteId == note.Id, cancel);
        if (!NoteRule.May(NoteRule.Of(note is not null, signed), NoteAct.Save)) return Signed(words);

        // Two leaders may have the page open: the second one is told instead of writing over the first.
        if ((note?.Version ?? -1) != form.Version) return ChangedMeanwhile(words);

        var id = note?.Id ?? Guid.NewGuid();
        var text = await noteWords.SealAsync(id, form.Person, form.Text!, cancel);
        if (note is null) db.Add(Note.Draft(session, form.Person, id, text, viewer.PersonId, clock.Now));
        else note.Save(text, viewer.PersonId, clock.Now);
        happenings.Record("notes.saved", id, form.Person);
        return Outcome.To(form.Then == ThenNote.Sign ? $"/notes/{id}/sign" : $"/sessions/{session.Id}/note{(form.Person is { } of ? $"/{of}" : "")}?saved=1");
    }

    internal static Outcome Signed(IStringLocalizer<Words> words) => Outcome.No("signed", words["This note is signed, so it stays as it is. You can add to it."]);

    internal static Outcome ChangedMeanwhile(IStringLocalizer<Words> words) =>
        Outcome.No("Text", "changed-meanwhile", words["Another leader saved this note while you wrote. Yours is still here: open the note in a second window, put both together, and save it there."]);
}
