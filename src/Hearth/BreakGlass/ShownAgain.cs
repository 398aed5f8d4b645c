using Hearth.SignIn;

namespace Hearth.BreakGlass;

/// <summary>Whether the viewer has shown again, minutes ago, who they are. The one place in which this room asks.</summary>
public sealed class ShownAgain(FactorChange change)
{
    /// <summary>Where that is done.</summary>
    public const string Page = "/account";

    public Task<bool> LatelyAsync(CancellationToken cancel = default) => change.MayAsync(cancel);
}
