using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.SignIn;

namespace Hearth.Factors;

/// <summary>Out everywhere but here.</summary>
public sealed class SignOutElsewhere(FactorChange change, Viewer viewer, HappeningLog happenings) : IVerb<Nothing>
{
    public async Task<Outcome> RunAsync(Nothing form, CancellationToken cancel)
    {
        await change.EndOthersAsync(cancel);
        happenings.Record("signin.signed-out-elsewhere", viewer.MembershipId, viewer.PersonId);
        return Outcome.To("/account");
    }
}
