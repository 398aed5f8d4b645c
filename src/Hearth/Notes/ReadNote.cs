using Hearth.BreakGlass;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.People;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Notes;

/// <summary>A note opened for somebody who may read it.</summary>
/// <param name="Words">Null: they are not what was signed.</param>
/// <param name="Person">Whose note; null: the group's.</param>
public sealed record ReadNote(Note Note, string? Words, Person? Person, string SavedBy, Instant SavedAt, string? SignedBy, Instant? SignedAt, IReadOnlyList<ReadNote> Added);

/// <summary>The one way in which the words of a note reach a page: may they, then on record, then opened.</summary>
public sealed class NoteReading(HearthDb db, Viewer viewer, HappeningLog happenings, GlassDoor glass, NoteWords words)
{
    /// <returns>Null: there is none, or not for this viewer.</returns>
    public async Task<ReadNote?> ReadAsync(Guid id, CancellationToken cancel = default) =>
        await OpenAsync(db.NotesVisibleTo(viewer), id, "notes.read", cancel) ?? (glass.Open is { } open ? await OpenAsync(db.NotesUnder(open), id, "notes.read" + GlassDoor.Mark, cancel) : null);

    /// <summary>For paper: only what is signed, since a printed draft would live on beside what it became; and not under a broken glass, which is for reading.</summary>
    public async Task<ReadNote?> PrintAsync(Guid id, CancellationToken cancel = default) =>
        await db.NoteSignaturesVisibleTo(viewer).AnyAsync(s => s.NoteId == id, cancel) ? await OpenAsync(db.NotesVisibleTo(viewer), id, "notes.printed", cancel) : null;

    private async Task<ReadNote?> OpenAsync(IQueryable<Note> readable, Guid id, string kind, CancellationToken cancel)
    {
        if (await readable.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id && n.AddsTo == null, cancel) is not { } note) return null;
        await happenings.RecordReadAsync(kind, note.Id, note.PersonId, cancel);

        var added = await readable.AsNoTracking().Where(n => n.AddsTo == id).ToListAsync(cancel);
        var ids = added.Select(n => n.Id).Append(id).ToList();
        var signed = await db.SignaturesOn(readable).AsNoTracking().Where(s => ids.Contains(s.NoteId)).ToDictionaryAsync(s => s.NoteId, cancel);
        var people = added.Append(note).Select(n => n.SavedBy).Concat(signed.Values.Select(s => s.SignedBy)).Append(note.PersonId ?? Guid.Empty).Distinct().ToList();
        var known = await db.PeopleOfProgram().AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);

        // What is being added is its writers' until it is signed.
        var parts = new List<ReadNote>();
        foreach (var one in added.Where(a => signed.ContainsKey(a.Id)).OrderBy(a => signed[a.Id].SignedAt)) parts.Add(await PartAsync(one, []));
        return await PartAsync(note, parts);

        async Task<ReadNote> PartAsync(Note one, IReadOnlyList<ReadNote> parts)
        {
            var signature = signed.GetValueOrDefault(one.Id);
            return new(one, await words.WholeAsync(one, signature, cancel), one.PersonId is { } person ? known[person] : null, known[one.SavedBy].Name, one.SavedAt,
                signature is null ? null : known[signature.SignedBy].Name, signature?.SignedAt, parts);
        }
    }
}
