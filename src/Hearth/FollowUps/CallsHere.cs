using Hearth.Database;
using Hearth.FollowUps.Rules;
using Hearth.Html;
using Hearth.People;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.FollowUps;

/// <summary>Somebody waits, and the reader of this page was called.</summary>
/// <param name="AnswerBy">Until when, before it is asked again.</param>
public sealed record CallHere(Guid FollowUpId, FollowUpKind Kind, Pace Pace, string Name, Instant AskedAt, Instant? AnswerBy);

/// <summary>For whom the viewer of this request was called and nobody has yet. Read once a request, before the page.</summary>
public sealed class CallsHere
{
    public IReadOnlyList<CallHere> Waiting { get; private set; } = [];

    /// <summary>What they were given to look after: said on Today, and not on every page.</summary>
    public IReadOnlyList<CallHere> Given { get; private set; } = [];

    internal void Found(IReadOnlyList<CallHere> waiting, IReadOnlyList<CallHere> given) => (Waiting, Given) = (waiting, given);
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
            var mine = await db.CallsTo(viewer).Concat(db.FollowUpsGivenTo(viewer)).AsNoTracking().OrderBy(f => f.OwnerId != null).ThenBy(f => f.Pace).ThenBy(f => f.AskedAt)
                .Join(db.PeopleVisibleTo(viewer), f => f.PersonId, p => p.Id, (f, p) => new { Given = f.OwnerId != null, Call = new CallHere(f.Id, f.Kind, f.Pace, p.Name, f.AskedAt, f.NextCallAt) }).Take(10).ToListAsync(http.RequestAborted);
            here.Found([.. mine.Where(c => !c.Given).Select(c => c.Call).Take(5)], [.. mine.Where(c => c.Given).Select(c => c.Call).Take(5)]);
        }
        await next(http);
    }
}
