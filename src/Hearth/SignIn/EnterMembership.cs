using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hearth.SignIn;

/// <summary>Goes to another of one's own places. The places never mix: it is a new ticket, and the old one is over.</summary>
public sealed class EnterMembership(HearthDb db, Viewer viewer, LettingIn letting, TicketDesk tickets, IHttpContextAccessor http) : IVerb<EnterMembership.Form>
{
    public sealed record Form(Guid? Membership);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.OpenMembershipsOf(viewer.AccountId).AsNoTracking().SingleOrDefaultAsync(m => m.Id == form.Membership, cancel) is not { } membership) return Outcome.Missing;
        if (membership.Id == viewer.MembershipId) return Outcome.To("/today");
        var old = SignInTicket.TicketOf(http.HttpContext!);
        var outcome = await letting.EnterAsync(membership, old, cancel);
        tickets.CutLines(old);
        return outcome;
    }
}
