using Hearth.Html;

namespace Hearth.Holds;

/// <summary>
/// Tells somebody's own open pages that something changed about what waits: its author's, and those of the staff who look at it.
/// Never the stream of a space or a topic: that nothing is said there is what keeps it unseen.
/// </summary>
public sealed class HoldPages(Fragments fragments)
{
    public static string Own(Guid person) => $"waits/{person:D}";

    /// <summary>After commit.</summary>
    public Task TellAsync(IEnumerable<Guid> people) => Task.WhenAll(people.Distinct().Select(p => fragments.RefreshAsync(Own(p))));
}
