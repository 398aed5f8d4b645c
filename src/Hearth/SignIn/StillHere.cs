using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Hearth.SignIn.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Hearth.SignIn;

/// <summary>Asking for this is not using the sign-in.</summary>
public sealed record NotAUse;

/// <summary>
/// What an open page asks, so that it can cover itself when its sign-in is locked; and what it says while somebody writes in
/// it for a long time without sending anything.
/// </summary>
internal static class StillHere
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in/state", StateAsync).AllowAnonymous().WithMetadata(new NotAUse());
        app.MapPost("/sign-in/here", () => Results.NoContent()).Allow().BeforeSigning().BeforeFactors().DisableAntiforgery();
    }

    /// <summary>The same for the same place of the same person, and nothing else.</summary>
    public static string WhoOf(FactorBox box, Guid membership) => Convert.ToHexString(box.GuessKey("who", membership.ToString("N")))[..16];

    /// <summary>204: open. 423: locked. 401: over, or never was.</summary>
    private static async Task<IResult> StateAsync(HttpContext http, HearthDb db, FactorBox box, Clock clock)
    {
        if (SignInTicket.WhoWas(http) is not { } was) return Results.Unauthorized();
        var membership = await db.OpenMembershipsOf(was.Account).AsNoTracking().SingleOrDefaultAsync(m => m.Id == was.Membership, http.RequestAborted);
        var ticket = await db.TicketsOf(was.Account).AsNoTracking().SingleOrDefaultAsync(t => t.Id == was.Ticket, http.RequestAborted);
        if (ticket is null || membership is null || membership.Stamp.ToString(System.Globalization.CultureInfo.InvariantCulture) != was.Stamp) return Results.Unauthorized();
        http.Response.Headers["X-Hearth-Who"] = WhoOf(box, membership.Id);
        return TicketDesk.StateOf(ticket, membership, clock.Now) switch
        {
            TicketState.Open => Results.NoContent(),
            TicketState.Locked => Results.StatusCode(StatusCodes.Status423Locked),
            _ => Results.Unauthorized(),
        };
    }
}
