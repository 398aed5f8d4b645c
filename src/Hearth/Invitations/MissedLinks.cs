using Hearth.Accounts;
using Hearth.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Hearth.Invitations;

/// <summary>
/// Counts links that open nothing, by address, in a transaction of its own. Past the count such links are answered with
/// "too many"; a link that opens something never is, whoever tries others from the same address.
/// </summary>
public sealed class MissedLinks(IServiceScopeFactory scopes)
{
    public async Task CountAsync(HttpContext http)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<Attempts>().TakeMissedLinkAsync(http.Connection.RemoteIpAddress, http.RequestAborted))
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
    }

    /// <summary>One answer for links that ran out, were used, taken back or never were: nothing is to be learned from it.</summary>
    public async Task<Outcome> ClosedAsync(HttpContext http, IStringLocalizer<Words> words)
    {
        await CountAsync(http);
        return Outcome.No("closed", words["This link isn’t open any more. Ask the person who gave it to you for a new one; they won’t mind."]);
    }
}
