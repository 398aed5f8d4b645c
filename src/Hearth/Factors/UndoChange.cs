using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.SignIn;
using Hearth.SignIn.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Factors;

/// <summary>
/// It wasn't them: what was added in the last day is gone, and so is whoever came in by it. Shown with a way in that was
/// there before, in the same press; where none of these is left, a sign-in from before is enough, else nobody could.
/// </summary>
public sealed class UndoChange(IServiceProvider services, HearthDb db, Viewer viewer, TicketDesk tickets, PasskeyCheck passkeys, FactorCheck check, UserManager<Account> users, HappeningLog happenings, AfterCommit after, Clock clock, IHttpContextAccessor accessor, IStringLocalizer<Words> words) : IVerb<UndoChange.Form>
{
    public sealed record Form(Guid? Notice, [property: MaxLength(20_000)] string? Credential, [property: MaxLength(Passwords.Longest)] string? Password, [property: MaxLength(40)] string? Code);

    private Guid Here => SignInTicket.TicketOf(accessor.HttpContext!);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.NoticesOf(viewer.AccountId).AsNoTracking().SingleOrDefaultAsync(n => n.Id == form.Notice, cancel) is not { } notice) return Outcome.Missing;
        if (!notice.CanBeUndone(clock.Now)) return Outcome.No("final", words["That is a day ago or was undone already, so it stays as it is. Call your program if it wasn’t you."]);

        var (since, spend) = (default(Instant?), default(Func<IServiceProvider, CancellationToken, Task<bool>>));
        if (form.Credential is { } signed && await passkeys.CheckAsync(signed) is { } proven && proven.Account.Id == viewer.AccountId) (since, spend) = (proven.Since, proven.SpendAsync);
        else if (form.Code is { } code && await users.FindByIdAsync(viewer.AccountId.ToString()) is { } account)
        {
            var whence = new Whence(accessor.HttpContext!.Connection.RemoteIpAddress, Ticket: Here);
            var result = await check.CompareAsync(account.UserName!, form.Password, code, whence, cancel);
            if (result.Verdict == FactorCheck.Verdict.TooMany) return SignInByPassword.TooMany(words);
            if (result.Verdict == FactorCheck.Verdict.Right) (since, spend) = (result.Since, result.SpendAsync);
        }
        db.ChangeTracker.Clear();
        return await VerbEndpoints.InTransactionAsync(services, () => ActAsync(notice.Id, since, spend, cancel), cancel);
    }

    private async Task<Outcome> ActAsync(Guid id, Instant? since, Func<IServiceProvider, CancellationToken, Task<bool>>? spend, CancellationToken cancel)
    {
        await db.HoldAccountAsync(viewer.AccountId, cancel);
        var notice = await db.NoticesOf(viewer.AccountId).SingleAsync(n => n.Id == id, cancel);
        if (!notice.CanBeUndone(clock.Now) || !await MayAsync(notice, since, cancel) || (spend is not null && !await spend(services, cancel)))
            return Outcome.No("no-match", words["That didn’t show it’s you. It takes a passkey, or a password and a code, that was there before the change."]);

        var account = (await users.FindByIdAsync(viewer.AccountId.ToString()))!;
        await TakeBackAsync(account, notice, cancel);
        notice.Undo(clock.Now);
        await tickets.EndOthersAsync(viewer.AccountId, Here, cancel);
        happenings.Record("signin.change-undone", viewer.MembershipId, viewer.PersonId);
        after.Do(() =>
        {
            tickets.CutOtherLines(viewer.AccountId, Here);
            return Task.CompletedTask;
        });
        return Outcome.To("/account");
    }

    private async Task<bool> MayAsync(AccountNotice notice, Instant? since, CancellationToken cancel)
    {
        if (notice.TicketId == Here) return false;
        var standing = await db.TicketsOf(viewer.AccountId).AsNoTracking().SingleOrDefaultAsync(t => t.Id == Here, cancel);
        var lately = standing?.ProvedAt > clock.Now - TicketLimits.Proof ? standing.ProofSince : null;
        if (since < notice.At || lately < notice.At) return true;
        var older = (await db.FactorsSinceAsync(viewer.AccountId, cancel)).Any(s => s < notice.At);
        return !older && standing?.StartedAt < notice.At;
    }

    private async Task TakeBackAsync(Account account, AccountNotice notice, CancellationToken cancel)
    {
        if (notice.Kind == NoticeKind.PasskeyAdded)
        {
            if (notice.Passkey is { } one) await users.RemovePasskeyAsync(account, one);
            return;
        }
        var recovered = notice.Kind is NoticeKind.Recovered or NoticeKind.WayBack;
        if (notice.Kind == NoticeKind.PasswordAdded || (recovered && account.PasswordSetAt >= notice.At))
        {
            (account.PasswordHash, account.PasswordSetAt, account.TwoFactorEnabled) = (null, null, false);
            await users.UpdateAsync(account);
            await db.AppOf(account.Id).ExecuteDeleteAsync(cancel);
        }
        if (!recovered) return;
        foreach (var passkey in await users.GetPasskeysAsync(account))
            if (Instant.FromDateTimeOffset(passkey.CreatedAt) >= notice.At) await users.RemovePasskeyAsync(account, passkey.CredentialId);
        // Whoever came in has the paper, or has seen it.
        await db.RecoveryCodesOf(account.Id).ExecuteDeleteAsync(cancel);
        await db.CodesToKeepOf(account.Id).ExecuteDeleteAsync(cancel);
    }
}
