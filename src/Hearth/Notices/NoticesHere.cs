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
    private const int Enough = 20;

    public async Task InvokeAsync(HttpContext http, Viewer viewer, HearthDb db, NoticeKinds kinds, NoticesHere here)
    {
        if (viewer.SignedIn && !viewer.Enrolling && !Answers.IsNoPage(http))
        {
            await using var reading = await db.BeginReadAsync(http.RequestAborted);
            var unread = await db.NoticesTo(viewer).Where(n => n.ReadAt == null).OrderByDescending(n => n.At).Select(n => new { n.Kind, n.SubjectId }).Take(Enough).ToListAsync(http.RequestAborted);
            here.Found(unread.Exists(n => !IsBefore(http, kinds.Find(n.Kind), n.SubjectId)));
        }
        await next(http);
    }

    /// <summary>What is read by opening this very page is not announced on it.</summary>
    private static bool IsBefore(HttpContext http, NoticeKind? kind, Guid subject) => kind is { Lively: true } && kind.PathOf(subject) == http.Request.Path;
}
