using Hearth.Database;
using NodaTime;

namespace Hearth.Channels;

/// <summary>A test call, and when the human whom it was for said that it had reached them.</summary>
public sealed class Drill : IProgramOwned
{
    /// <summary>After that its link leads nowhere: who answers a test the day after was not reached by it.</summary>
    public static readonly Duration Lasts = Duration.FromHours(12);

    private Drill() { }

    public Guid ProgramId { get; private set; }

    /// <summary>Stands in the link, and opens for that person alone.</summary>
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public Channel Channel { get; private set; }
    public Guid AskedBy { get; private set; }
    public Instant AskedAt { get; private set; }
    public Instant? AnsweredAt { get; private set; }

    public static Drill Ask(Guid program, Guid person, Channel channel, Guid by, Instant now) =>
        new() { ProgramId = program, Id = Guid.NewGuid(), PersonId = person, Channel = channel, AskedBy = by, AskedAt = now };

    public static string PathOf(Guid id) => $"/a/{id}";
}
