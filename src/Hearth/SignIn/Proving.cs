using Hearth.Database;
using Hearth.Happenings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.SignIn;

/// <summary>In a transaction of its own: comparing a password is slow, and comes before it.</summary>
public sealed class Proving(Viewer viewer, Scopes scopes, IHttpContextAccessor http)
{
    /// <param name="since">Since when the way is there that was shown; null: a recovery code.</param>
    public Task<bool> DoneAsync(Func<IServiceProvider, CancellationToken, Task<bool>> spend, Instant? since, CancellationToken cancel)
    {
        var ticket = SignInTicket.TicketOf(http.HttpContext!);
        return scopes.WriteAsync(viewer.ProgramId, async services =>
        {
            if (!await spend(services, cancel)) return false;
            await services.GetRequiredService<TicketDesk>().ProvedAsync(ticket, since, cancel);
            services.GetRequiredService<HappeningLog>().Record("signin.proved", viewer.MembershipId, viewer.PersonId, viewer.PersonId);
            return true;
        }, cancel);
    }
}
