using Hearth.CarePrograms.Rules;
using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hearth.CarePrograms;

/// <summary>
/// Which program a stranger's request is about, if it says so itself (an invitation's link). A room registers its own; null: not known.
/// </summary>
public delegate Task<Guid?> StrangersProgram(HttpContext http);

/// <summary>
/// Who can be reached, for whatever page this request ends in, errors too. Signed in: one's own program. Signed out: the one that
/// the request is about, or the only program of this server; where there are several, a stranger is told of none of them.
/// </summary>
public sealed class ProgramCardMiddleware(RequestDelegate next, IEnumerable<StrangersProgram> strangers)
{
    public async Task InvokeAsync(HttpContext http, Viewer viewer, HearthDb db, ProgramCard card)
    {
        if (IsAsset(http)) { await next(http); return; }
        Guid? about = null;
        foreach (var asks in strangers) about ??= await asks(http);
        // Whoever is signed in has their own already: it came with who they are.
        if (about is not null || !viewer.SignedIn)
        {
            var candidates = about is { } id ? db.EveryProgram().Where(p => p.Id == id) : db.EveryProgram();
            var programs = await candidates.AsNoTracking().OrderBy(p => p.Id).Take(2).ToListAsync(http.RequestAborted);
            if (programs is [var program]) card.FillFrom(program);
        }
        await next(http);
    }

    private static bool IsAsset(HttpContext http) =>
        http.WebSockets.IsWebSocketRequest || http.Request.Path.StartsWithSegments("/_content") || http.Request.Path.StartsWithSegments("/health");
}

public static class ProgramCards
{
    public static void FillFrom(this ProgramCard card, CareProgram program) =>
        card.Fill(program.Name, program.Phone, program.PhoneHours, program.Zone, "en", CrisisText.Read(program.CrisisLines), program.Country, program.Answers());
}
