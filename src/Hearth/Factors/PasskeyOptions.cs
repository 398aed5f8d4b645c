using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Hearth.Factors;

/// <summary>What the browser's authenticator is asked, to make a new passkey.</summary>
internal static class PasskeyOptions
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/passkey/make", MakeAsync).Allow().BeforeSigning().BeforeFactors().DisableAntiforgery();

    private static async Task<IResult> MakeAsync(HttpContext http, Viewer viewer, FactorChange change, PasskeyCheck check, UserManager<Account> users) =>
        await change.MayAddAsync(http.RequestAborted) && await users.FindByIdAsync(viewer.AccountId.ToString()) is { } account
            ? Results.Content(await check.AskToMakeAsync(account), "application/json") : Results.NotFound();
}
