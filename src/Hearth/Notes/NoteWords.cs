using System.Security.Cryptography;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Notes;

/// <summary>Seals, opens and signs the words of notes, and finds it when signed ones are no longer what was signed.</summary>
public sealed class NoteWords(HearthDb db, Sealer sealer, Pseudonyms pseudonyms)
{
    public Task<Sealed> SealAsync(Guid id, Guid? person, string text, CancellationToken cancel = default) =>
        person is { } whose ? sealer.SealAsync(whose, Note.PlaceAt(id), text, cancel) : sealer.SealForProgramAsync(Note.PlaceAt(id), text, cancel);

    public Task<string> OpenAsync(Note note, CancellationToken cancel = default) => sealer.OpenAsync(Note.PlaceAt(note.Id), note.Text, cancel);

    public async Task<byte[]> PrintAsync(Note note, Guid by, Instant at, CancellationToken cancel = default) =>
        await sealer.PrintAsync($"{Note.PlaceAt(note.Id)}/{note.SessionId}/{note.PersonId}/{note.AddsTo}/{by}/{at.ToUnixTimeTicks()}", note.Text, await OpenAsync(note, cancel), cancel);

    /// <summary>
    /// The words, or null when they are not what was signed: changed, put back to an older draft, given another author or time, or
    /// their signature taken away. The seal finds what does not open; the print finds what opens and is something else; the chain
    /// knows what was signed at all.
    /// </summary>
    public async Task<string?> WholeAsync(Note note, NoteSignature? signature, CancellationToken cancel = default)
    {
        try
        {
            var said = await db.Chain().Where(h => h.Subject == note.Id.ToString("D") && h.Proof != "").Select(h => new { h.Actor, h.Proof }).SingleOrDefaultAsync(cancel);
            if (signature is null) return said is null ? await OpenAsync(note, cancel) : null;
            var print = await PrintAsync(note, signature.SignedBy, signature.SignedAt, cancel);
            return said is not null && said.Actor == await pseudonyms.OfAsync(signature.SignedBy, cancel) && said.Proof == Convert.ToHexStringLower(print) && print.AsSpan().SequenceEqual(signature.Print)
                ? await OpenAsync(note, cancel) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
