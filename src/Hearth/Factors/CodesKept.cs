using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Hearth.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Factors;

/// <summary>They are written down: from now on nobody is shown them again.</summary>
public sealed class CodesKept(HearthDb db, Viewer viewer) : IVerb<Nothing>
{
    public async Task<Outcome> RunAsync(Nothing form, CancellationToken cancel)
    {
        await db.CodesToKeepOf(viewer.AccountId).ExecuteDeleteAsync(cancel);
        return Outcome.To(viewer.AgreementSigned ? "/account" : "/today");
    }
}
