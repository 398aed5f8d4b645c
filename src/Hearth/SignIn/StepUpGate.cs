using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.SignIn;

/// <summary>
/// Stands before everything that is marked with <see cref="StepUpAttribute"/>. Who has not shown who they are is asked, and
/// comes back to the same place: what they had typed is kept, sealed, and stands in its fields again.
/// </summary>
public sealed class StepUpGate(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, Viewer viewer)
    {
        if (!viewer.SignedIn || http.GetEndpoint()?.Metadata.GetMetadata<StepUpAttribute>() is null)
        {
            await next(http);
            return;
        }
        var cancel = http.RequestAborted;
        var asked = http.RequestServices.GetRequiredService<StepUp>();
        if (await asked.MissingAsync(cancel) is not Outcome.Refused missing)
        {
            await next(http);
            return;
        }
        if (Answers.IsScript(http))
        {
            await Results.Json(new { reason = missing.Reason, words = missing.Words, fields = new Dictionary<string, string>() }, statusCode: 422).ExecuteAsync(http);
            return;
        }
        var place = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString.Value
            : await http.RequestServices.GetRequiredService<KeepingWords>().KeepAsync(http, cancel) is { } kept ? $"/kept/{kept}" : CameFrom(http);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = "/prove?to=" + Uri.EscapeDataString(LettingIn.PlaceOr(place, "/today"));
    }

    private static string CameFrom(HttpContext http) =>
        Uri.TryCreate(http.Request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == http.Request.Host.Value ? page.PathAndQuery : "/today";
}
