using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.SignIn;

/// <summary>
/// Signing out and hiding: this sign-in is over on the server, whatever was copied of its cookie. Not verbs with a form,
/// since these are never refused: with no body, with odd fields, signed out already, the way leads on just the same.
/// </summary>
public sealed class Leaving(Viewer viewer, TicketDesk tickets, Scopes scopes, IHttpContextAccessor accessor)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-out", (Leaving leaving, HttpContext http) => leaving.LeaveAsync("signin.signed-out", "/sign-in", "\"cache\", \"storage\"", http.RequestAborted)).AllowAnonymous().DisableAntiforgery();
        // The browser forgets everything of this site, and shows something dull.
        app.MapPost("/hide", (Leaving leaving, HttpContext http) => leaving.LeaveAsync("signin.hidden", "/page", "\"cache\", \"cookies\", \"storage\"", http.RequestAborted)).AllowAnonymous().DisableAntiforgery();
    }

    private async Task<IResult> LeaveAsync(string kind, string to, string clear, CancellationToken cancel)
    {
        var http = accessor.HttpContext!;
        if (viewer.SignedIn)
        {
            var ticket = SignInTicket.TicketOf(http);
            await scopes.WriteAsync(viewer.ProgramId, async services =>
            {
                await services.GetRequiredService<TicketDesk>().EndAsync(ticket, cancel);
                services.GetRequiredService<HappeningLog>().Record(kind, viewer.MembershipId, viewer.PersonId, viewer.PersonId);
            }, cancel);
            tickets.CutLines(ticket);
        }
        else if (SignInTicket.WhoWas(http) is { } was)
        {
            // Locked, perhaps: over now.
            await tickets.EndAsync(was.Ticket, cancel);
        }
        if (to == "/page") DeviceCookie.Drop(http);
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        http.Response.Headers["Clear-Site-Data"] = clear;
        return Answers.Done(http, to);
    }
}
