using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Factors;

/// <summary>
/// What every change of one's factors goes through. Either the account has none yet (it is being set up), or its holder has
/// shown again, minutes ago, who they are: an unlocked phone in another's hand is not enough.
/// </summary>
public sealed class FactorChange(HearthDb db, Viewer viewer, TicketDesk tickets, FactorBox box, HappeningLog happenings, AfterCommit after, Clock clock, IHttpContextAccessor accessor, UserManager<Account> users, IStringLocalizer<Words> words)
{
    private HttpContext Http => accessor.HttpContext!;

    public async Task<bool> MayAsync(CancellationToken cancel) =>
        !await db.HasFactorsAsync(viewer.AccountId, cancel) || (!viewer.Enrolling && await tickets.ProvedLatelyAsync(SignInTicket.TicketOf(Http), cancel));

    /// <summary>The account, held against others until the commit, or why not.</summary>
    public async Task<(Account? Account, Outcome? No)> BeginAsync(CancellationToken cancel)
    {
        await db.HoldAccountAsync(viewer.AccountId, cancel);
        if (!await MayAsync(cancel)) return (null, ProveFirst());
        var account = await users.FindByIdAsync(viewer.AccountId.ToString());
        return account is null ? (null, Outcome.Missing) : (account, null);
    }

    public Outcome ProveFirst() => Outcome.No("prove-first", words["Show once more that it’s you, then do this again."]);

    /// <summary>Records the change. The first time that the factors suffice, a ticket that only set them up becomes a whole one, and codes are made.</summary>
    public async Task<Outcome> DoneAsync(string kind, CancellationToken cancel)
    {
        happenings.Record(kind, viewer.MembershipId, viewer.PersonId);
        await db.SaveChangesAsync(cancel);
        if (!await db.HasFactorsAsync(viewer.AccountId, cancel)) return Outcome.To("/factors");

        var ticket = SignInTicket.TicketOf(Http);
        if (viewer.Enrolling)
        {
            await tickets.EndAsync(ticket, cancel);
            ticket = Guid.NewGuid();
            var membership = await db.MembershipsOf(viewer.AccountId).AsNoTracking().SingleAsync(m => m.Id == viewer.MembershipId, cancel);
            db.Add(Ticket.Start(ticket, membership, clock.Now));
            after.Do(() => SignInTicket.IssueAsync(Http, membership, ticket));
        }
        if (await db.RecoveryCodesOf(viewer.AccountId).AnyAsync(cancel)) return Outcome.To("/account");
        await MakeCodesAsync(ticket, cancel);
        return Outcome.To("/factors/codes");
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
