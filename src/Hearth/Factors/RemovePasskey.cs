using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.Html;
using Hearth.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Factors;

/// <summary>Takes one passkey away, never the last way in, and not the last old one on the day a new one came. Whoever is signed in elsewhere is out.</summary>
public sealed class RemovePasskey(FactorChange change, StepUp stepUp, HearthDb db, UserManager<Account> users, Clock clock, IStringLocalizer<Words> words) : IVerb<RemovePasskey.Form>
{
    public sealed record Form([property: Required, MaxLength(2000)] string? Passkey);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var (account, no) = await change.BeginAsync(adds: _ => false, cancel);
        if (account is null) return no!;
        if (!Base64Url.IsValid(form.Passkey) || await users.GetPasskeyAsync(account, Base64Url.DecodeFromChars(form.Passkey)) is not { } passkey) return Outcome.Missing;

        var since = Instant.FromDateTimeOffset(passkey.CreatedAt);
        var others = (await db.FactorsSinceAsync(account.Id, cancel)).ToList();
        others.Remove(since);
        if (others.Count == 0)
            return Outcome.No("last-way", words["This passkey is your only way in. Add another way first, then remove it."]);
        if (Waiting.RemovableFrom(since, others, clock.Now) is { } from)
            return Outcome.No("too-new", words["Your other way in is new. Until {0} this older one stays, in case it wasn’t you who added the new one.", stepUp.Say(from)]);

        await users.RemovePasskeyAsync(account, passkey.CredentialId);
        await change.EndOthersAsync(cancel);
        return await change.DoneAsync("signin.passkey-removed", NoticeKind.PasskeyRemoved, cancel);
    }
}
