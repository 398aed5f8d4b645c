using Hearth.Database;
using Hearth.Factors.Pages;
using Hearth.Html;
using Hearth.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Factors;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class FactorsRoom
{
    public static void AddFactors(this IServiceCollection services)
    {
        services.AddScoped<FactorChange>();
        services.AddScoped<Noticed>();
        services.AddSingleton(new AbovePages(typeof(NoticeBar)));
        services.AddSingleton(new MenuLink("/account", "Signing in", "key"));
    }

    public static void MapFactors(this IEndpointRouteBuilder app)
    {
        PasskeyOptions.Map(app);
        AppSquare.Map(app);
        app.MapVerb<AddPasskey, AddPasskey.Form>("/factors/passkey").OnPage<FactorsPage>().SetsUp();
        app.MapVerb<SetPassword, SetPassword.Form>("/factors/password").OnPage<FactorsPage>().InOwnTransaction().SetsUp();
        app.MapVerb<ConfirmApp, ConfirmApp.Form>("/factors/app").OnPage<FactorsPage>().InOwnTransaction().SetsUp();
        app.MapVerb<CodesKept, Nothing>("/factors/codes/kept").OnPage<CodesPage>().Changes();
        app.MapVerb<ChangeApp, Nothing>("/account/app").OnPage<AccountPage>().Changes();
        app.MapVerb<MakeCodes, Nothing>("/account/codes").OnPage<AccountPage>().Changes();
        app.MapVerb<RemovePasskey, RemovePasskey.Form>("/account/passkey/remove").OnPage<AccountPage>().Changes();
        app.MapVerb<SignOutElsewhere, Nothing>("/account/elsewhere").OnPage<AccountPage>().Changes();
        app.MapVerb<EndTicket, EndTicket.Form>("/account/sign-ins/end").OnPage<AccountPage>().Allow().BeforeSigning();
        app.MapVerb<UndoChange, UndoChange.Form>("/account/undo").OnPage<UndoPage>().InOwnTransaction().Changes();
        app.MapVerb<SettleNotices, Nothing>("/account/seen").OnPage<AccountPage>().Allow().BeforeSigning();
    }

    private static RouteHandlerBuilder Changes(this RouteHandlerBuilder verb) => verb.Allow().BeforeSigning().WithMetadata(new NeverKeptAttribute());

    private static RouteHandlerBuilder SetsUp(this RouteHandlerBuilder verb) => verb.Changes().BeforeFactors();
}
