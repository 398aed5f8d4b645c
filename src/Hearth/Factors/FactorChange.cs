using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Factors;

/// <summary>
/// What every change of one's factors goes through. Either the account has none yet (it is being set up), or its holder has
/// shown again, minutes ago, who they are: an unlocked phone in another's hand is not enough. Whoever came in by a recovery
/// code may add a way at once, else they would be out again; what takes a way from somebody waits (<see cref="Waiting"/>).
/// </summary>
public sealed class FactorChange(HearthDb db, Viewer viewer, TicketDesk tickets, StepUp stepUp, FactorBox box, HappeningLog happenings, AfterCommit after, Clock clock, IHttpContextAccessor accessor, UserManager<Account> users)
{
    private HttpContext Http => accessor.HttpContext!;

    /// <summary>Whether a way in may be added here and now.</summary>
    public async Task<bool> MayAddAsync(CancellationToken cancel)
    {
        if (!await db.HasFactorsAsync(viewer.AccountId, cancel)) return true;
        var here = SignInTicket.TicketOf(Http);
        var recovering = await db.TicketsOf(viewer.AccountId).AnyAsync(t => t.Id == here && t.Recovering, cancel);
        return (recovering && await db.RecoveredAtAsync(viewer.AccountId, clock.Now, cancel) is not null) || (await stepUp.StandingAsync(cancel)).Shown;
    }

    /// <summary>The account, held against others until the commit, or why not.</summary>
    /// <param name="adds">Whether it takes nothing from anybody.</param>
    public async Task<(Account? Account, Outcome? No)> BeginAsync(Func<Account, bool> adds, CancellationToken cancel)
    {
        await db.HoldAccountAsync(viewer.AccountId, cancel);
        if (await users.FindByIdAsync(viewer.AccountId.ToString()) is not { } account) return (null, Outcome.Missing);
        return await MissingAsync(adds(account), cancel) is { } no ? (null, no) : (account, null);
    }

    /// <returns>Null: go on.</returns>
    public async Task<Outcome?> MissingAsync(bool adds, CancellationToken cancel) =>
        // Whoever came back by a link has no way that they know of: until they have one, nothing waits.
        (adds || viewer.Enrolling) && await MayAddAsync(cancel) ? null : await stepUp.MissingAsync(cancel);

    /// <summary>Records the change. The first time that the factors suffice, a ticket that only set them up becomes a whole one, and codes are made.</summary>
    /// <param name="notice">What the account's other browsers are told.</param>
    public async Task<Outcome> DoneAsync(string kind, NoticeKind? notice, CancellationToken cancel, byte[]? passkey = null)
    {
        happenings.Record(kind, viewer.MembershipId, viewer.PersonId);
        await db.SaveChangesAsync(cancel);
        if (!await IsCompleteAsync(cancel)) return Outcome.To("/factors");

        var ticket = SignInTicket.TicketOf(Http);
        if (viewer.Enrolling) ticket = await BecomeWholeAsync(ticket, cancel);
        // To who set up their first way there is nothing to tell.
        else if (notice is { } told) await TellAsync(told, ticket, passkey, cancel);
        if (await db.RecoveryCodesOf(viewer.AccountId).AnyAsync(cancel)) return Outcome.To("/account");
        await MakeCodesAsync(ticket, cancel);
        return Outcome.To("/factors/codes");
    }

    private async Task<bool> IsCompleteAsync(CancellationToken cancel)
    {
        if (!viewer.Enrolling) return await db.HasFactorsAsync(viewer.AccountId, cancel);
        var here = SignInTicket.TicketOf(Http);
        var ticket = await db.TicketsOf(viewer.AccountId).AsNoTracking().SingleAsync(t => t.Id == here, cancel);
        return ticket.Recovering ? await db.HasFactorsSinceAsync(viewer.AccountId, ticket.StartedAt, cancel) : await db.HasFactorsAsync(viewer.AccountId, cancel);
    }

    private async Task<Guid> BecomeWholeAsync(Guid old, CancellationToken cancel)
    {
        var recovering = await db.TicketsOf(viewer.AccountId).AnyAsync(t => t.Id == old && t.Recovering, cancel);
        await tickets.EndAsync(old, cancel);
        var membership = await db.MembershipsOf(viewer.AccountId).AsNoTracking().SingleAsync(m => m.Id == viewer.MembershipId, cancel);
        return await SignInTicket.StartAsync(Http, db, membership, recovering, after, cancel);
    }

    /// <summary>Here it is known; everywhere else it is told.</summary>
    public async Task TellAsync(NoticeKind kind, Guid ticket, byte[]? passkey, CancellationToken cancel)
    {
        db.Add(AccountNotice.Of(viewer.AccountId, kind, ticket, clock.Now, passkey));
        await tickets.NoticedAsync(ticket, cancel);
    }

    public async Task MakeCodesAsync(Guid ticket, CancellationToken cancel)
    {
        var account = viewer.AccountId;
        var now = clock.Now;
        await db.RecoveryCodesOf(account).ExecuteDeleteAsync(cancel);
        await db.CodesToKeepOf(account).ExecuteDeleteAsync(cancel);
        var made = RecoveryCodes.Make();
        foreach (var code in made) db.Add(RecoveryCode.Of(account, box.HashOf(account, RecoveryCodes.Normal(code)!), now));
        db.Add(CodesToKeep.Of(account, ticket, box.CloseCodes(account, made), now));
        happenings.Record("signin.codes-made", viewer.MembershipId, viewer.PersonId);
    }

    /// <summary>A way in was taken away or replaced: whoever came in by it, elsewhere, is out.</summary>
    public async Task EndOthersAsync(CancellationToken cancel)
    {
        var ticket = SignInTicket.TicketOf(Http);
        await tickets.EndOthersAsync(viewer.AccountId, ticket, cancel);
        after.Do(() =>
        {
            tickets.CutOtherLines(viewer.AccountId, ticket);
            return Task.CompletedTask;
        });
    }
}
