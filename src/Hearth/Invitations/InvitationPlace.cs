using Hearth.Database;
using Hearth.Invitations.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Invitations;

/// <summary>
/// Whose human and lines stand on an invitation's page: those of the program that invites, while the link is open. A link that
/// is not says nothing of any program, so that ran out and never was look alike.
/// </summary>
public static class InvitationPlace
{
    public static async Task<Guid?> ProgramOfAsync(HttpContext http)
    {
        if (http.GetRouteValue("token") is not string token) return null;
        var services = http.RequestServices;
        if (http.Request.Path.StartsWithSegments("/way-back")) return await ProgramOfWayBackAsync(services, token, http.RequestAborted);
        if (!http.Request.Path.StartsWithSegments("/invitation")) return null;
        if (await services.GetRequiredService<HearthDb>().LinkAsync(token, http.RequestAborted) is not { } link) return null;
        return await services.GetRequiredService<Scopes>().ReadAsync<Guid?>(link.ProgramId, async there =>
        {
            var db = there.GetRequiredService<HearthDb>();
            var invitation = await db.InvitationsOfProgram().AsNoTracking().SingleAsync(i => i.Id == link.InvitationId, http.RequestAborted);
            return (await db.StateOfAsync(invitation, there.GetRequiredService<Clock>().Now, http.RequestAborted)).Opens() ? link.ProgramId : null;
        }, http.RequestAborted);
    }

    private static async Task<Guid?> ProgramOfWayBackAsync(IServiceProvider services, string token, CancellationToken cancel)
    {
        if (await services.GetRequiredService<HearthDb>().WayBackLinkAsync(token, cancel) is not { } link) return null;
        return await services.GetRequiredService<Scopes>().ReadAsync<Guid?>(link.ProgramId, async there =>
        {
            var db = there.GetRequiredService<HearthDb>();
            var way = await db.WaysBackOfProgram().AsNoTracking().SingleAsync(w => w.Id == link.WayBackId, cancel);
            return !way.WaitsForSecond && (await db.StateOfAsync(way, there.GetRequiredService<Clock>().Now, cancel)).Opens() ? link.ProgramId : null;
        }, cancel);
    }
}
