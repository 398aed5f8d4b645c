using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Hearth.SignIn;

/// <summary>Shows once more that it is you, with a factor that was there before, to change how you sign in. Holds for ten minutes.</summary>
public sealed class ProveByPassword(FactorCheck check, Proving proving, Viewer viewer, UserManager<Account> users, IHttpContextAccessor http, IStringLocalizer<Words> words) : IVerb<ProveByPassword.Form>
{
    public sealed record Form(
        [property: MaxLength(Rules.Passwords.Longest)] string? Password,
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

public sealed class ProveByPasskey(PasskeyCheck check, Proving proving, Viewer viewer, IStringLocalizer<Words> words) : IVerb<ProveByPasskey.Form>
{
    public sealed record Form([property: MaxLength(20_000)] string? Credential);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel) =>
        form.Credential is not null && await check.CheckAsync(form.Credential) is { } proven && proven.Account.Id == viewer.AccountId
        && await proving.DoneAsync(proven.SpendAsync, cancel)
            ? Outcome.To("/account") : SignInByPasskey.Wrong(words);
}

/// <summary>In a transaction of its own: comparing a password is slow, and comes before it.</summary>
public sealed class Proving(Viewer viewer, Scopes scopes, IHttpContextAccessor http)
{
    public Task<bool> DoneAsync(Func<IServiceProvider, CancellationToken, Task<bool>> spend, CancellationToken cancel)
    {
        var ticket = SignInTicket.TicketOf(http.HttpContext!);
        return scopes.WriteAsync(viewer.ProgramId, async services =>
        {
            if (!await spend(services, cancel)) return false;
            await services.GetRequiredService<TicketDesk>().ProvedAsync(ticket, cancel);
            services.GetRequiredService<HappeningLog>().Record("signin.proved", viewer.MembershipId, viewer.PersonId, viewer.PersonId);
            return true;
        }, cancel);
    }
}

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
