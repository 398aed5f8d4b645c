using Hearth.Database;
using NodaTime;

namespace Hearth.Spaces;

/// <summary>Somebody rests from a topic: for them alone it is folded away, and nobody is told.</summary>
public sealed class Rest : IProgramOwned
{
    private Rest() { }

    public Guid ProgramId { get; private set; }
    public Guid TopicId { get; private set; }
    public Guid PersonId { get; private set; }
    public Instant Since { get; private set; }

    public static Rest From(Topic topic, Guid person, Instant now) => new() { ProgramId = topic.ProgramId, TopicId = topic.Id, PersonId = person, Since = now };
}
