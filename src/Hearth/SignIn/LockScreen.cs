using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.AspNetCore.Http;

namespace Hearth.SignIn;

/// <summary>Locks the screen: the sign-in waits for its holder.</summary>
public sealed class LockScreen(Viewer viewer, TicketDesk tickets, HappeningLog happenings, AfterCommit after, IHttpContextAccessor accessor) : IVerb<Nothing>
{
    public async Task<Outcome> RunAsync(Nothing form, CancellationToken cancel)
    {
        var ticket = SignInTicket.TicketOf(accessor.HttpContext!);
        await tickets.LockAsync(ticket, cancel);
        happenings.Record("signin.locked", viewer.MembershipId, viewer.PersonId);
        after.Do(() =>
        {
            tickets.CutLines(ticket);
            return Task.CompletedTask;
        });
        return Outcome.To("/sign-in");
    }
}
