using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Hearth.SignIn;

/// <summary>Shows once more that it is you, with a way in that was there before. Holds for ten minutes, in this sign-in.</summary>
public sealed class ProveByPassword(FactorCheck check, Proving proving, Viewer viewer, UserManager<Account> users, IHttpContextAccessor http, IStringLocalizer<Words> words) : IVerb<ProveByPassword.Form>
{
    public sealed record Form(
        [property: MaxLength(Passwords.Longest)] string? Password,
        [property: Required(ErrorMessage = "Type the code."), MaxLength(40)] string? Code,
        [property: MaxLength(300)] string? To);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await users.FindByIdAsync(viewer.AccountId.ToString()) is not { } account) return Outcome.Missing;
        var whence = new Whence(http.HttpContext!.Connection.RemoteIpAddress, Ticket: SignInTicket.TicketOf(http.HttpContext));
        var result = await check.CompareAsync(account.UserName!, form.Password, form.Code!, whence, cancel);
        if (result.Verdict == FactorCheck.Verdict.TooMany) return SignInByPassword.TooMany(words);
        return result.Verdict == FactorCheck.Verdict.Right && await proving.DoneAsync(result.SpendAsync!, result.Since, cancel)
            ? Outcome.To(LettingIn.PlaceOr(form.To, "/account"))
            : Outcome.No("no-match", words["That didn’t match. A code works once, and for about a minute."]);
    }
}
