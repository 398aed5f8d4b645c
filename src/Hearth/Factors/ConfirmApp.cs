using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.Html;
using Hearth.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Factors;

/// <summary>The first code from the app: from now on it is part of the password's way.</summary>
public sealed class ConfirmApp(IServiceProvider services, FactorChange change, FactorBox box, Attempts attempts, HearthDb db, UserManager<Account> users, Clock clock, IHttpContextAccessor http, IStringLocalizer<Words> words) : IVerb<ConfirmApp.Form>
{
    public sealed record Form([property: Required(ErrorMessage = "Type the six digits that the app shows."), MaxLength(20)] string? Code);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        // Counted before, and for itself: what is refused takes nothing back with it.
        var whence = new Whence(null, Ticket: SignInTicket.TicketOf(http.HttpContext!));
        if (!await attempts.TakeAsync("", whence, own: false, cancel)) return SignInByPassword.TooMany(words);
        var done = await VerbEndpoints.InTransactionAsync(services, () => ActAsync(form, cancel), cancel);
        if (done is Outcome.Done) await attempts.GiveBackAsync("", whence, own: false, cancel);
        return done;
    }

    private async Task<Outcome> ActAsync(Form form, CancellationToken cancel)
    {
        var (account, no) = await change.BeginAsync(adds: a => !a.TwoFactorEnabled, cancel);
        if (account is null) return no!;
        var app = await db.AppOf(account.Id).SingleOrDefaultAsync(cancel);
        if (app?.Pending is not { } pending || account.PasswordHash is null) return Outcome.No("nothing-pending", words["There is no app waiting for its first code. Start with your password."]);
        if (OneTimeCodes.StepOf(box.OpenSecret(account.Id, pending), form.Code!, clock.Now.ToDateTimeUtc()) is not { } step)
            return Outcome.No(nameof(form.Code), "no-match", words["That isn’t the code of this minute. Wait for the next one in the app, and type that."]);
        var had = account.TwoFactorEnabled;
        app.Confirm(step, clock.Now);
        account.TwoFactorEnabled = true;
        await users.UpdateAsync(account);
        if (had) await change.EndOthersAsync(cancel);
        return await change.DoneAsync(had ? "signin.app-changed" : "signin.app-added", had ? NoticeKind.AppChanged : NoticeKind.PasswordAdded, cancel);
    }
}
