using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Hearth.SignIn;

/// <summary>What the browser's authenticator is asked. Nobody is named when somebody signs in: the passkey itself says whose it is.</summary>
internal static class PasskeyOptions
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/passkey/ask", async (PasskeyCheck check) => Results.Content(await check.AskAsync(), "application/json")).AllowAnonymous().DisableAntiforgery();
        app.MapPost("/passkey/make", MakeAsync).Allow().BeforeSigning().BeforeFactors().DisableAntiforgery();
    }

    private static async Task<IResult> MakeAsync(HttpContext http, Viewer viewer, FactorChange change, PasskeyCheck check, UserManager<Account> users) =>
        await change.MayAsync(http.RequestAborted) && await users.FindByIdAsync(viewer.AccountId.ToString()) is { } account
            ? Results.Content(await check.AskToMakeAsync(account), "application/json") : Results.NotFound();
}
