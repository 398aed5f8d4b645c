using System.Data.Common;
using Hearth.Html.Pages;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Orleans.Runtime;

namespace Hearth.Html;

/// <summary>
/// Turns a bare status into words: a page for a person, one line of JSON for a script. "May not" and "does not exist"
/// are the same page.
/// </summary>
internal static class SayWhy
{
    public static Task AsPageAsync(StatusCodeContext context) => AsErrorAsync(context.HttpContext);

    /// <summary>
    /// What stores everything is not there just now, or a room's server is not: 503, and nothing was done that was not
    /// acknowledged. A page keeps what was sent and sends it again; anything else is a defect of ours.
    /// </summary>
    internal static int CodeOf(Exception defect) => defect switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        DbException { IsTransient: true } or OrleansMessageRejectionException or TimeoutException => StatusCodes.Status503ServiceUnavailable,
        { InnerException: { } inner } => CodeOf(inner),
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>For a defect of ours too: the page has a trace id, and nothing of what was being done.</summary>
    public static Task AsErrorAsync(HttpContext http)
    {
        var code = http.Response.StatusCode;
        if (code == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "3";
        if (HttpMethods.IsHead(http.Request.Method)) return Task.CompletedTask;
        if (Answers.IsScript(http) || http.Request.Path.StartsWithSegments("/hub"))
            return http.Response.WriteAsJsonAsync(new { reason = ReasonPhrases.GetReasonPhrase(code).ToLowerInvariant().Replace(' ', '-') }, http.RequestAborted);

        var page = code == StatusCodes.Status404NotFound ? typeof(NotFoundPage) : typeof(ErrorPage);
        return new RazorComponentResult<App>(new Dictionary<string, object?> { [nameof(App.Page)] = page }) { StatusCode = code }.ExecuteAsync(http);
    }
}
