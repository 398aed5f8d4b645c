using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Hearth.Factors;

public sealed class AddPasskey(FactorChange change, PasskeyCheck check, HearthDb db, UserManager<Account> users, IStringLocalizer<Words> words) : IVerb<AddPasskey.Form>
{
    public sealed record Form([property: MaxLength(20_000)] string? Credential);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var (account, no) = await change.BeginAsync(adds: _ => true, cancel);
        if (account is null) return no!;
        if (form.Credential is null || await check.CheckNewAsync(account.Id, form.Credential, db, cancel) is not { } passkey)
            return Outcome.No("no-match", words["The passkey wasn’t set up. Try once more, or take a password and a code."]);
        return (await users.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded
            ? await change.DoneAsync("signin.passkey-added", NoticeKind.PasskeyAdded, cancel, passkey.CredentialId)
            : Outcome.No("no-match", words["The passkey wasn’t set up. Try once more, or take a password and a code."]);
    }
}
