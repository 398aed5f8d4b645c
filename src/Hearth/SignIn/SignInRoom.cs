using Hearth.Accounts;
using Hearth.Database;
using Hearth.Factors;
using Hearth.Html;
using Hearth.SignIn.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.SignIn;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class SignInRoom
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddScoped<ViewerLoader>();
        services.AddSingleton<LoadViewer>((call, user, cancel) => call.GetRequiredService<ViewerLoader>().LoadAsync(user, cancel));
        services.AddScoped<TicketDesk>();
        services.AddScoped<LettingIn>();
        services.AddScoped<KeepingWords>();
        services.AddScoped<Leaving>();
        services.AddScoped<Proving>();
        services.AddScoped<StepUp>();
        services.AddScoped<MyMemberships>();
        services.AddHostedService<TicketSweep>();
        services.AddSingleton(new AbovePages(typeof(WhoMark), InRooms: true));

        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                Ours(options, "__Host-hearth");
                options.LoginPath = "/sign-in";
                options.AccessDeniedPath = "/not-found";
                // Absolute: each ticket says when it ends, and using it does not move that.
                options.SlidingExpiration = false;
                options.Events.OnRedirectToLogin = ComeBackAsync;
            })
            // What a passkey was asked, between the question and the answer.
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options =>
            {
                Ours(options, "__Host-hearth-passkey");
                options.ExpireTimeSpan = TimeSpan.FromMinutes(5);
            });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        // Nobody is named: the passkey itself says whose it is.
        app.MapPost("/passkey/ask", async (PasskeyCheck check) => Results.Content(await check.AskAsync(), "application/json")).AllowAnonymous().DisableAntiforgery();
        ShowKeptWords.Map(app);
        StillHere.Map(app);
        Leaving.Map(app);
        app.MapVerb<SignInByPassword, SignInByPassword.Form>("/sign-in").OnPage<SignInPage>().InOwnTransaction().AllowAnonymous();
        app.MapVerb<SignInByPasskey, SignInByPasskey.Form>("/sign-in/passkey").OnPage<SignInPage>().InOwnTransaction().AllowAnonymous();
        app.MapVerb<Unlock, Unlock.Form>("/sign-in/unlock").OnPage<SignInPage>().InOwnTransaction().AllowAnonymous();
        app.MapVerb<LockScreen, Nothing>("/lock").Allow(Roles.Staff).BeforeSigning();
        app.MapVerb<ProveByPassword, ProveByPassword.Form>("/prove").OnPage<ProvePage>().InOwnTransaction().Allow().BeforeSigning().WithMetadata(new NeverKeptAttribute());
        app.MapVerb<ProveByPasskey, ProveByPasskey.Form>("/prove/passkey").OnPage<ProvePage>().InOwnTransaction().Allow().BeforeSigning().WithMetadata(new NeverKeptAttribute());
        app.MapVerb<EnterMembership, EnterMembership.Form>("/memberships").OnPage<MembershipsPage>().InOwnTransaction().Allow().BeforeSigning();
    }

    private static void Ours(CookieAuthenticationOptions options, string name)
    {
        options.Cookie.Name = name;
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.Path = "/";
    }

    /// <summary>Nobody is signed in, or no longer: what was typed is kept, the place is remembered, and a script is told plainly.</summary>
    private static async Task ComeBackAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        if (Answers.IsScript(http) || http.Request.Path.StartsWithSegments("/hub"))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var read = HttpMethods.IsGet(http.Request.Method);
        if (HttpMethods.IsPost(http.Request.Method)) await http.RequestServices.GetRequiredService<KeepingWords>().KeepAsync(http, http.RequestAborted);
        var place = read ? LettingIn.PlaceOr(http.Request.Path.Value, "") : "";
        http.Response.StatusCode = read ? StatusCodes.Status302Found : StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = place is "" or "/today" ? "/sign-in" : "/sign-in?to=" + Uri.EscapeDataString(place);
    }
}
