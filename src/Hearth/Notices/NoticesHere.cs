using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Notices;

/// <summary>Whether something new waits for the viewer of this request. Read once a request, before the page.</summary>
public sealed class NoticesHere
{
    public bool Waiting { get; private set; }

    internal void Found(bool waiting) => Waiting = waiting;
}

public sealed class NoticesHereMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, Viewer viewer, HearthDb db, NoticesHere here)
    {
        if (viewer.SignedIn && !viewer.Enrolling && !Answers.IsNoPage(http))
        {
            await using var reading = await db.BeginReadAsync(http.RequestAborted);
            here.Found(await db.NoticesTo(viewer).AnyAsync(n => n.ReadAt == null, http.RequestAborted));
        }
        await next(http);
    }
}
