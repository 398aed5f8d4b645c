using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.SignIn;

/// <summary>The same with a passkey.</summary>
public sealed class ProveByPasskey(PasskeyCheck check, Proving proving, Viewer viewer, IStringLocalizer<Words> words) : IVerb<ProveByPasskey.Form>
{
    public sealed record Form([property: MaxLength(20_000)] string? Credential, [property: MaxLength(300)] string? To);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel) =>
        form.Credential is not null && await check.CheckAsync(form.Credential) is { } proven && proven.Account.Id == viewer.AccountId
        && await proving.DoneAsync(proven.SpendAsync, proven.Since, cancel)
            ? Outcome.To(LettingIn.PlaceOr(form.To, "/account")) : SignInByPasskey.Wrong(words);
}
