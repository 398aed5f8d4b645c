using Hearth.Database;
using Hearth.Html.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Html;

/// <summary>How outcomes reach a browser's form, and a script's fetch (header X-Hearth: fetch).</summary>
public static class Answers
{
    public static bool IsScript(HttpContext http) => http.Request.Headers["X-Hearth"] == "fetch";

    /// <summary>No page can come of it: a line, a file, a press whose answer a script reads.</summary>
    public static bool IsNoPage(HttpContext http) =>
        http.WebSockets.IsWebSocketRequest || http.Request.Path.StartsWithSegments("/_content") || !HttpMethods.IsGet(http.Request.Method) && IsScript(http);

    /// <summary>The page of ours that this was sent from; the start where a browser does not say.</summary>
    public static string CameFrom(HttpContext http) =>
        Uri.TryCreate(http.Request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == http.Request.Host.Value && !from.PathAndQuery.StartsWith("//", StringComparison.Ordinal)
            ? from.PathAndQuery : "/";

    public static IResult Done(HttpContext http, string location)
    {
        if (!IsScript(http)) return new SeeOther(location);
        http.Response.Headers["X-Hearth-Location"] = location;
        return Results.NoContent();
    }

    public static async Task<IResult> ShowAsync(HttpContext http, Outcome.Shown shown)
    {
        await http.RequestServices.GetRequiredService<HearthDb>().BeginReadAsync(http.RequestAborted);
        return new RazorComponentResult<App>(new Dictionary<string, object?>
        {
            [nameof(App.Page)] = http.GetEndpoint()!.Metadata.GetRequiredMetadata<VerbPage>().Component,
            [nameof(App.Given)] = shown.Given,
        });
    }

    public static async Task<IResult> RefuseAsync(HttpContext http, Outcome.Refused refused, IFormCollection typed)
    {
        var fields = refused.Fields ?? new Dictionary<string, string>();
        if (IsScript(http))
            return Results.Json(new { reason = refused.Reason, words = refused.Words, fields }, statusCode: 422);

        // The page is read afresh; what the verb had half done was rolled back.
        await http.RequestServices.GetRequiredService<HearthDb>().BeginReadAsync(http.RequestAborted);
        var page = http.GetEndpoint()!.Metadata.GetMetadata<VerbPage>()?.Component ?? typeof(RefusedPage);
        return new RazorComponentResult<App>(new Dictionary<string, object?>
        {
            [nameof(App.Page)] = page,
            [nameof(App.Refusal)] = new Refusal(refused.Words, fields, typed),
        }) { StatusCode = 422 };
    }

    /// <summary>303: whatever was posted, the next thing is a GET.</summary>
    private sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}
