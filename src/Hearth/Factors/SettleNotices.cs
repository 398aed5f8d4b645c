using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.Html;
using Hearth.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Factors;

/// <summary>"It was me": no longer told here. What is final is no longer told anywhere; what is not yet, other browsers go on telling.</summary>
public sealed class SettleNotices(HearthDb db, Viewer viewer, TicketDesk tickets, Clock clock, IHttpContextAccessor http) : IVerb<Nothing>
{
    public async Task<Outcome> RunAsync(Nothing form, CancellationToken cancel)
    {
        var (now, final) = (clock.Now, clock.Now - Waiting.For);
        await tickets.NoticedAsync(SignInTicket.TicketOf(http.HttpContext!), cancel);
        await db.NoticesOf(viewer.AccountId).Where(n => n.SettledAt == null && n.At <= final).ExecuteUpdateAsync(n => n.SetProperty(x => x.SettledAt, now), cancel);
        return Outcome.To("/account");
    }
}
