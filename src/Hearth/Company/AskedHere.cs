using Hearth.Database;
using Hearth.Html;
using Hearth.People;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Company;

/// <summary>Who could use company, and the reader of this page was asked.</summary>
public sealed record AskedOne(Guid AskId, string Name);

/// <summary>Read once a request, before the page.</summary>
public sealed class AskedHere
{
    public IReadOnlyList<AskedOne> Waiting { get; private set; } = [];

    internal void Found(IReadOnlyList<AskedOne> waiting) => Waiting = waiting;
}

/// <summary>For peers, so that every page says who could use company.</summary>
public sealed class AskedMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, Viewer viewer, HearthDb db, AskedHere here)
    {
        if (viewer.Is(Roles.Peers) && viewer.AgreementSigned && !Answers.IsNoPage(http))
        {
            await using var reading = await db.BeginReadAsync(http.RequestAborted);
            here.Found(await db.CompanyAskedOf(viewer).AsNoTracking().OrderBy(a => a.AskedAt).Join(db.PeopleOfProgram(), a => a.PersonId, p => p.Id, (a, p) => new AskedOne(a.Id, p.Name)).Take(3).ToListAsync(http.RequestAborted));
        }
        await next(http);
    }
}
