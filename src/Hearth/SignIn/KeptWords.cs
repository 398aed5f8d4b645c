using Hearth.Database;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.SignIn;

/// <summary>
/// What a person sent after their sign-in had ended: kept, sealed under their key, until they are back. For nobody else,
/// on whatever machine, and for a day.
/// </summary>
public sealed class KeptWords : IProgramOwned
{
    public static readonly Duration For = Duration.FromHours(24);

    private KeptWords() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>The verb they were sent to.</summary>
    public string Path { get; private set; } = "";
    public Sealed Fields { get; private set; } = default!;
    public Instant KeptAt { get; private set; }
    public Instant? ShownAt { get; private set; }

    public static string Place(Guid id) => $"KeptWords.Fields/{id}";

    public static KeptWords Keep(Guid program, Guid id, Guid person, string path, Sealed fields, Instant now) =>
        new() { ProgramId = program, Id = id, PersonId = person, Path = path, Fields = fields, KeptAt = now };
}
