using System.Data.Common;
using Hearth.Html.Pages;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
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
    public static async Task AsErrorAsync(HttpContext http)
    {
        var code = http.Response.StatusCode;
        if (code == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "3";
        if (HttpMethods.IsHead(http.Request.Method)) return;
        if (Answers.IsScript(http) || http.Request.Path.StartsWithSegments("/hub"))
        {
            await http.Response.WriteAsJsonAsync(new { reason = ReasonPhrases.GetReasonPhrase(code).ToLowerInvariant().Replace(' ', '-') }, http.RequestAborted);
            return;
        }

        if (code == StatusCodes.Status404NotFound)
        {
            await Page<NotFoundPage>(code).ExecuteAsync(http);
            return;
        }
        // One scope draws one page, and one that broke while it was drawn has used its own up. Whom to call comes along.
        var before = http.RequestServices;
        await using var scope = before.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ProgramCard>().Fill(before.GetRequiredService<ProgramCard>());
        http.RequestServices = scope.ServiceProvider;
        try
        {
            await Page<ErrorPage>(code).ExecuteAsync(http);
        }
        finally
        {
            http.RequestServices = before;
        }
    }

    private static RazorComponentResult<App> Page<T>(int code) => new(new Dictionary<string, object?> { [nameof(App.Page)] = typeof(T) }) { StatusCode = code };
}
