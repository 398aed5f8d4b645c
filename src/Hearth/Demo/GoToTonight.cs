using Hearth.Database;
using Hearth.Html;
using Hearth.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Demo;

/// <summary>From behind a door straight to arriving at the circle whose time is now, for those who belong to it; for others, to their own day.</summary>
public static class GoToTonight
{
    public const string Path = "/demo/tonight";

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Path, RunAsync).Allow();

    private static async Task<IResult> RunAsync(HttpContext http, HearthDb db, Viewer viewer, Clock clock, CancellationToken cancel)
    {
        var now = clock.Now;
        var session = await db.SessionsOpenTo(viewer).Where(s => s.StartsAt <= now && s.EndsAt > now && (s.State == SessionState.Planned || s.State == SessionState.Open))
            .OrderBy(s => s.StartsAt).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancel);
        return Answers.Done(http, session is { } id ? $"/sessions/{id:D}/arrive" : "/today");
    }
}
