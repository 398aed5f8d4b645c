using Hearth.Database;
using NodaTime;

namespace Hearth.Boundaries;

/// <summary>
/// Somebody does not want to read one other person: theirs alone, silent, and everywhere that people write. Taken back any time, and
/// then as if it had never been.
/// </summary>
public sealed class Quieting : IProgramOwned
{
    private Quieting() { }

    public Guid ProgramId { get; private set; }

    /// <summary>Who does not want to read.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>Whom.</summary>
    public Guid OtherId { get; private set; }
    public Instant At { get; private set; }

    public static Quieting Of(Guid program, Guid person, Guid other, Instant now) => new() { ProgramId = program, PersonId = person, OtherId = other, At = now };
}
