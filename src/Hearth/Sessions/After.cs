using Hearth.Database;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.Sessions;

/// <summary>What somebody said on leaving: what helped, how tired. Theirs to give; for the leaders of that session.</summary>
public sealed class Leaving : IProgramOwned
{
    public const string Place = "Leavings.Answers";

    private Leaving() { }

    public Guid ProgramId { get; private set; }
    public Guid SessionId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Sealed under the person's key.</summary>
    public Sealed Answers { get; private set; } = default!;
    public Instant At { get; private set; }

    public static Leaving Of(Session session, Guid person, Sealed answers, Instant now) =>
        new() { ProgramId = session.ProgramId, SessionId = session.Id, PersonId = person, Answers = answers, At = now };

    public void Say(Sealed answers, Instant now) => (Answers, At) = (answers, now);

    public static string PlaceAt(Guid session, Guid person) => $"{Place}/{session}/{person}";
}
