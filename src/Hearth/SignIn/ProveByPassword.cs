using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Hearth.SignIn;

/// <summary>Shows once more that it is you, with a factor that was there before, to change how you sign in. Holds for ten minutes.</summary>
public sealed class ProveByPassword(FactorCheck check, Proving proving, Viewer viewer, UserManager<Account> users, IHttpContextAccessor http, IStringLocalizer<Words> words) : IVerb<ProveByPassword.Form>
{
    public sealed record Form(
        [property: MaxLength(Passwords.Longest)] string? Password,
        [property: Required(ErrorMessage = "Type the code."), MaxLength(40)] string? Code);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await users.FindByIdAsync(viewer.AccountId.ToString()) is not { } account) return Outcome.Missing;
        var result = await check.CompareAsync(account.UserName!, form.Password, form.Code!, http.HttpContext!.Connection.RemoteIpAddress, cancel);
        if (result.Verdict == FactorCheck.Verdict.TooMany) return SignInByPassword.TooMany(words);
        return result.Verdict == FactorCheck.Verdict.Right && await proving.DoneAsync(result.SpendAsync!, cancel)
            ? Outcome.To("/account")
            : Outcome.No("no-match", words["That didn’t match. A code works once, and for about a minute."]);
    }
}
