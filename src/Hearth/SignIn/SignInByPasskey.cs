using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.SignIn;

public sealed class SignInByPasskey(PasskeyCheck check, LettingIn letting, IStringLocalizer<Words> words) : IVerb<SignInByPasskey.Form>
{
    public sealed record Form([property: MaxLength(20_000)] string? Credential, [property: MaxLength(300)] string? To);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (form.Credential is null || await check.CheckAsync(form.Credential) is not { } proven) return Wrong(words);
        return await letting.LetInAsync(proven.Account.Id, proven.SpendAsync, "signin.signed-in", form.To, cancel) ?? Wrong(words);
    }

    internal static Outcome Wrong(IStringLocalizer<Words> words) =>
        Outcome.No("no-match", words["This passkey didn’t work here. Try again, or use your password and a code."]);
}
