using Hearth.Html;

namespace Hearth.Spaces;

/// <summary>Tells open pages that they are late: those of the space and of the topic. Each reads its own part afresh, as its reader may see it.</summary>
public sealed class SpacePages(Fragments fragments)
{
    public static string Space(Guid space) => $"space/{space:D}";

    public static string Topic(Guid topic) => $"topic/{topic:D}";

    /// <summary>After commit: something in the space that is no topic.</summary>
    public Task TellAsync(Guid space) => fragments.RefreshAsync(Space(space));

    /// <summary>After commit.</summary>
    public Task TellAsync(Topic topic) => Task.WhenAll(fragments.RefreshAsync(Space(topic.SpaceId)), fragments.RefreshAsync(Topic(topic.Id)));
}
