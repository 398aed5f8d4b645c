using Hearth.Database;
using NodaTime;

namespace Hearth.Messages;

/// <summary>
/// A peer does not want to hear from another peer. What either of them writes while it stands the other is never shown, not when it is
/// taken back either: nobody comes back to a heap of it. Nobody is told. Staff cannot be blocked: they have to reach people for their safety.
/// </summary>
public sealed class Block : IProgramOwned
{
    private Block() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid ById { get; private set; }
    public Guid WhomId { get; private set; }
    public Instant BlockedAt { get; private set; }
    public Instant? EndedAt { get; private set; }

    public static Block Of(Guid program, Guid by, Guid whom, Instant now) => new() { ProgramId = program, Id = Guid.NewGuid(), ById = by, WhomId = whom, BlockedAt = now };

    public void End(Instant now) => EndedAt ??= now;
}
