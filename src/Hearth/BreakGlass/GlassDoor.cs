using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hearth.BreakGlass;

/// <summary>
/// Whether the viewer of this request has broken a glass that is open now. Rooms ask it when a viewer has no other way to a row; it
/// opens what is to be read, and no verb asks it.
/// </summary>
public sealed class GlassDoor
{
    /// <summary>What a happening's kind ends in when the read was made under a broken glass.</summary>
    public const string Mark = "-under-glass";

    public Glass? Open { get; private set; }

    /// <summary>The chosen name of the person it is over.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Over this person, or null.</summary>
    public Glass? Over(Guid person) => Open is { } glass && glass.PersonId == person ? glass : null;

    internal void Found(Glass glass, string name) => (Open, Name) = (glass, name);
}

/// <summary>Asked once a request, for supervisors, before anything else is read: pages and banner see the same.</summary>
public sealed class GlassMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, Viewer viewer, HearthDb db, Clock clock, GlassDoor door)
    {
        if (viewer.Is(Role.Supervisor) && !http.WebSockets.IsWebSocketRequest && !http.Request.Path.StartsWithSegments("/_content"))
        {
            var now = clock.Now;
            await using var reading = await db.BeginReadAsync(http.RequestAborted);
            var open = await db.GlassesBrokenBy(viewer).AsNoTracking().Where(g => g.EndedAt == null && g.EndsAt > now)
                .Join(db.PeopleBehindGlass(viewer), g => g.PersonId, p => p.Id, (g, p) => new { Glass = g, p.Name }).FirstOrDefaultAsync(http.RequestAborted);
            if (open is not null) door.Found(open.Glass, open.Name);
        }
        await next(http);
    }
}
