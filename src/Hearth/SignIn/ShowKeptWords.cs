using Hearth.Database;
using Hearth.Html;
using Hearth.Sealing;
using Hearth.SignIn.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Hearth.SignIn;

/// <summary>
/// Shows what was kept on the page that it came from, as a refused post is shown: the words in their fields, nothing sent.
/// Reading the page asks the same as ever; where it may no longer be opened, the words are shown on a page of their own.
/// </summary>
internal static class ShowKeptWords
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/kept", NewestAsync).Allow().BeforeSigning();
        app.MapGet("/kept/{kept:guid}", ShowAsync).Allow().BeforeSigning();
    }

    private static async Task<IResult> NewestAsync(HttpContext http, HearthDb db, Viewer viewer, KeepingWords waiting)
    {
        var newest = await waiting.Waiting(db, viewer.PersonId).OrderBy(k => k.ShownAt != null).ThenByDescending(k => k.KeptAt).Select(k => (Guid?)k.Id).FirstOrDefaultAsync(http.RequestAborted);
        return Results.Redirect(newest is { } id ? $"/kept/{id}" : "/today");
    }

    private static async Task<IResult> ShowAsync(Guid kept, HttpContext http, HearthDb db, Viewer viewer, KeepingWords waiting, Sealer sealer, Scopes scopes, Clock clock, EndpointDataSource all, IStringLocalizer<Words> words)
    {
        var cancel = http.RequestAborted;
        if (await waiting.Waiting(db, viewer.PersonId).AsNoTracking().SingleOrDefaultAsync(k => k.Id == kept, cancel) is not { } row) return Results.NotFound();
        var (verb, values) = Find(all, row.Path);
        // First what comes first; the words wait.
        if (!viewer.AgreementSigned && verb is not null && verb.Metadata.GetMetadata<BeforeSigningAttribute>() is null) return Results.Redirect("/agreement");

        var typed = KeepingWords.AsForm(await sealer.OpenAsync(KeptWords.Place(row.Id), row.Fields, cancel));
        var now = clock.Now;
        await scopes.WriteAsync(db.CurrentProgram, services => services.GetRequiredService<HearthDb>().KeptWordsOf(viewer.PersonId)
            .Where(k => k.Id == kept).ExecuteUpdateAsync(k => k.SetProperty(x => x.ShownAt, now), cancel), cancel);

        var mayStill = verb?.Metadata.GetMetadata<AllowAttribute>()?.Admits(viewer.Role) == true;
        var page = mayStill ? verb!.Metadata.GetMetadata<VerbPage>()?.Component : null;
        if (page is not null && values is not null) http.Request.RouteValues = values;
        var refusal = new Refusal(words["This wasn’t sent yet. What you typed is here again: look at it, and send it."], new Dictionary<string, string>(), typed);
        return new RazorComponentResult<App>(new Dictionary<string, object?> { [nameof(App.Page)] = page ?? typeof(KeptPage), [nameof(App.Refusal)] = refusal });
    }

    private static (Endpoint? Verb, RouteValueDictionary? Values) Find(EndpointDataSource all, string path)
    {
        foreach (var endpoint in all.Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<VerbShape>() is not null))
        {
            var values = new RouteValueDictionary();
            if (new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, values)) return (endpoint, values);
        }
        return (null, null);
    }
}
