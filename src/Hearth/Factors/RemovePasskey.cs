using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Factors;

/// <summary>Takes one passkey away, never the last way in. Whoever is signed in elsewhere is out.</summary>
public sealed class RemovePasskey(FactorChange change, HearthDb db, UserManager<Account> users, IStringLocalizer<Words> words) : IVerb<RemovePasskey.Form>
{
    public sealed record Form([property: Required, MaxLength(2000)] string? Passkey);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var (account, no) = await change.BeginAsync(cancel);
        if (account is null) return no!;
        if (!Base64Url.IsValid(form.Passkey) || await users.GetPasskeyAsync(account, Base64Url.DecodeFromChars(form.Passkey)) is not { } passkey) return Outcome.Missing;
        var others = await db.PasskeysOf(account.Id).CountAsync(cancel) > 1;
        if (!others && (account.PasswordHash is null || !account.TwoFactorEnabled))
            return Outcome.No("last-way", words["This passkey is your only way in. Add another way first, then remove it."]);
        await users.RemovePasskeyAsync(account, passkey.CredentialId);
        await change.EndOthersAsync(cancel);
        return await change.DoneAsync("signin.passkey-removed", cancel);
    }
}
