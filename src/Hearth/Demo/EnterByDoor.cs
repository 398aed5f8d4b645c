using Hearth.Accounts;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Demo;

/// <summary>
/// Comes in as one of the demo's people, at that person's own host.
///
/// This is a GET that signs in, which nothing else here may be: from anywhere on the web a page could send a browser to it.
/// It does no harm in the demo and nowhere else. The host alone says who comes in, so the most that such a page can do is to
/// make Wren of whoever is at wren.localhost, which that address can only ever be: nobody is put into an account that they
/// take for another, or for their own. And it cannot be a post, since the list of doors is another origin than each of the
/// people behind them, and a post from another origin is what the forgery gate turns away.
/// </summary>
public static class EnterByDoor
{
    public const string Path = "/demo/door";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(Path, RunAsync).WithMetadata(new AllowAnonymousAttribute()).BeforeSigning();

    private static Task<IResult> RunAsync(HttpContext http, HearthDb db, Scopes scopes, CancellationToken cancel) =>
        LetInAsync(Behind(http.Request.Host.Host), http, db, scopes, cancel);

    internal static async Task<IResult> LetInAsync(DemoPerson? person, HttpContext http, HearthDb db, Scopes scopes, CancellationToken cancel)
    {
        if (person is null) return Results.NotFound();
        var membership = await db.MembershipsOf(person.AccountId).AsNoTracking().SingleOrDefaultAsync(m => m.State == MembershipState.Active, cancel);
        if (membership is null) return Results.NotFound();

        await scopes.WriteAsync(membership.ProgramId, services =>
        {
            services.GetRequiredService<HappeningLog>().Record("demo.door-used", membership.Id, membership.PersonId, membership.PersonId);
            return Task.CompletedTask;
        }, cancel);
        await SignInTicket.IssueAsync(http, membership);
        return Answers.Done(http, "/today");
    }

    /// <summary>Who is at this host: "wren.localhost" is Wren, and every other name is nobody.</summary>
    internal static DemoPerson? Behind(string host) =>
        host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            ? DemoCast.Everybody.SingleOrDefault(p => string.Equals(p.Host, host[..^".localhost".Length], StringComparison.OrdinalIgnoreCase))
            : null;
}
