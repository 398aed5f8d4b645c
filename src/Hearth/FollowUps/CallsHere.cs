using Hearth.Database;
using Hearth.FollowUps.Rules;
using Hearth.Html;
using Hearth.People;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.FollowUps;

/// <summary>Somebody waits, and the reader of this page was called.</summary>
public sealed record CallHere(Guid FollowUpId, FollowUpKind Kind, Pace Pace, string Name, Instant AskedAt);

/// <summary>For whom the viewer of this request was called and nobody has yet. Read once a request, before the page.</summary>
public sealed class CallsHere
{
    public IReadOnlyList<CallHere> Waiting { get; private set; } = [];

    internal void Found(IReadOnlyList<CallHere> waiting) => Waiting = waiting;
}

/// <summary>For staff, so that every page says who waits.</summary>
public sealed class CallsMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, Viewer viewer, HearthDb db, CallsHere here)
    {
        // A refused press shows its page again, and that page says it too.
        if (viewer.IsStaff && !Answers.IsNoPage(http))
        {
            await using var reading = await db.BeginReadAsync(http.RequestAborted);
            here.Found(await db.CallsTo(viewer).AsNoTracking().OrderBy(f => f.Pace).ThenBy(f => f.AskedAt)
                .Join(db.PeopleVisibleTo(viewer), f => f.PersonId, p => p.Id, (f, p) => new CallHere(f.Id, f.Kind, f.Pace, p.Name, f.AskedAt)).Take(5).ToListAsync(http.RequestAborted));
        }
        await next(http);
    }
}
