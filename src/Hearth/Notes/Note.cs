using Hearth.Database;
using Hearth.Sealing;
using Hearth.Sessions;
using NodaTime;

namespace Hearth.Notes;

/// <summary>
/// A note of one session: the group's, which names no member; that of one who was there, which names nobody else; or what is
/// added to one of these after it was signed. A draft until its <see cref="NoteSignature"/>, and never changed after.
/// </summary>
public sealed class Note : IProgramOwned, IVersioned
{
    public const string Place = "Notes.Text";

    private Note() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid SessionId { get; private set; }

    /// <summary>Whose note it is; null: the group's.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>The signed note that this adds to; null: a note itself.</summary>
    public Guid? AddsTo { get; private set; }

    /// <summary>Under the person's key; the group's under the program's, since it is about no one person.</summary>
    public Sealed Text { get; private set; } = default!;
    public Guid SavedBy { get; private set; }
    public Instant SavedAt { get; private set; }
    public int Version { get; set; }

    /// <param name="id">Made before, since the words are sealed for their row.</param>
    public static Note Draft(Session session, Guid? person, Guid id, Sealed text, Guid by, Instant now) =>
        new() { ProgramId = session.ProgramId, Id = id, SessionId = session.Id, PersonId = person, Text = text, SavedBy = by, SavedAt = now };

    public static Note AddTo(Note signed, Guid id, Sealed text, Guid by, Instant now) =>
        new() { ProgramId = signed.ProgramId, Id = id, SessionId = signed.SessionId, PersonId = signed.PersonId, AddsTo = signed.Id, Text = text, SavedBy = by, SavedAt = now };

    public void Save(Sealed text, Guid by, Instant now) => (Text, SavedBy, SavedAt) = (text, by, now);

    public static string PlaceAt(Guid id) => $"{Place}/{id}";
}

/// <summary>Somebody stands for a note with their name: from here on it is as it was at this moment.</summary>
public sealed class NoteSignature : IProgramOwned
{
    private NoteSignature() { }

    public Guid ProgramId { get; private set; }

    /// <summary>The key: a note is signed once.</summary>
    public Guid NoteId { get; private set; }
    public Guid SignedBy { get; private set; }
    public Instant SignedAt { get; private set; }

    /// <summary>The print of the words with who signed them and when. It stands in the chain too, whose key is not in this database.</summary>
    public byte[] Print { get; private set; } = [];

    public static NoteSignature Of(Note note, Guid by, Instant now, byte[] print) =>
        new() { ProgramId = note.ProgramId, NoteId = note.Id, SignedBy = by, SignedAt = now, Print = print };
}
