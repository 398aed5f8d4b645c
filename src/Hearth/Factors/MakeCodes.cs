using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Hearth.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Factors;

/// <summary>New recovery codes; the old ones are void.</summary>
public sealed class MakeCodes(FactorChange change, HearthDb db, IHttpContextAccessor http) : IVerb<Nothing>
{
    public async Task<Outcome> RunAsync(Nothing form, CancellationToken cancel)
    {
        var (account, no) = await change.BeginAsync(adds: _ => false, cancel);
        if (account is null) return no!;
        if (!await db.HasFactorsAsync(account.Id, cancel)) return Outcome.To("/factors");
        await change.MakeCodesAsync(SignInTicket.TicketOf(http.HttpContext!), cancel);
        await change.TellAsync(NoticeKind.CodesMade, SignInTicket.TicketOf(http.HttpContext!), null, cancel);
        return Outcome.To("/factors/codes");
    }
}
