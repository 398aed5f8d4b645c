using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Hearth.SignIn;

namespace Hearth.Factors;

/// <summary>A new square, to move to another phone. The old app works until the new one's first code.</summary>
public sealed class ChangeApp(FactorChange change, FactorBox box, HearthDb db) : IVerb<Nothing>
{
    public async Task<Outcome> RunAsync(Nothing form, CancellationToken cancel)
    {
        var (account, no) = await change.BeginAsync(adds: a => !a.TwoFactorEnabled, cancel);
        if (account is null) return no!;
        if (account.PasswordHash is null) return Outcome.Missing;
        await SetPassword.ProposeAppAsync(db, box, account.Id, cancel);
        return Outcome.To("/factors");
    }
}
