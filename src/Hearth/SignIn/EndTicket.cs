using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;

namespace Hearth.SignIn;

/// <summary>Ends one of one's own other sign-ins: at its next act, and its open pages at once.</summary>
public sealed class EndTicket(TicketDesk tickets, Viewer viewer, HappeningLog happenings, AfterCommit after) : IVerb<EndTicket.Form>
{
    public sealed record Form(Guid? SignIn);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (form.SignIn is not { } ticket || !await tickets.EndOneAsync(viewer.AccountId, ticket, cancel)) return Outcome.Missing;
        happenings.Record("signin.ended-elsewhere", viewer.MembershipId, viewer.PersonId);
        after.Do(() =>
        {
            tickets.CutLines(ticket);
            return Task.CompletedTask;
        });
        return Outcome.To("/account");
    }
}
