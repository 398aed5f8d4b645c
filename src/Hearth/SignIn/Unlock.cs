using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Hearth.SignIn;

/// <summary>Opens a locked sign-in again, in the browser it was made in, by the password alone. The passkey's way is signing in.</summary>
public sealed class Unlock(TicketDesk tickets, FactorCheck check, UserManager<Account> users, Scopes scopes, KeepingWords kept, IHttpContextAccessor accessor, IStringLocalizer<Words> words) : IVerb<Unlock.Form>
{
    public sealed record Form([property: Required(ErrorMessage = "Type your password."), MaxLength(Passwords.Longest)] string? Password, [property: MaxLength(300)] string? To);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var http = accessor.HttpContext!;
        if (await tickets.LockedAsync(SignInTicket.WhoWas(http), cancel) is not var (ticket, membership)
            || await users.FindByIdAsync(membership.AccountId.ToString()) is not { TwoFactorEnabled: true } account)
            return Outcome.No("over", words["This sign-in is over. Please sign in again."]);

        switch (await check.ComparePasswordAsync(account, form.Password!, new(http.Connection.RemoteIpAddress, Ticket: ticket.Id), cancel))
        {
            case FactorCheck.Verdict.TooMany: return SignInByPassword.TooMany(words);
            case FactorCheck.Verdict.Wrong: return Outcome.No(nameof(form.Password), "no-match", words["That isn’t the password of this sign-in."]);
        }
        await scopes.WriteAsync(membership.ProgramId, async services =>
        {
            await services.GetRequiredService<TicketDesk>().UnlockAsync(ticket.Id, cancel);
            services.GetRequiredService<HappeningLog>().Record("signin.unlocked", membership.Id, membership.PersonId, membership.PersonId);
        }, cancel);
        return Outcome.To(await kept.AnyForAsync(membership, cancel) ? "/kept" : LettingIn.PlaceOr(form.To, "/today"));
    }
}
