using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Hearth.Database;
using Hearth.Html;

namespace Hearth.SignIn;

public static class SignInRoom
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddScoped<ViewerLoader>();
        services.AddSingleton<LoadViewer>((call, user, cancel) => call.GetRequiredService<ViewerLoader>().LoadAsync(user, cancel));
        services.AddIdentityCore<Account>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
            .AddEntityFrameworkStores<HearthDb>().AddSignInManager();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                options.Cookie.Name = "__Host-hearth";
                options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.Path = "/";
                options.LoginPath = "/sign-in";
                options.AccessDeniedPath = "/not-found";
                // Absolute: each ticket says when it ends, and using it does not move that.
                options.SlidingExpiration = false;
            });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    public static void MapSignIn(this IEndpointRouteBuilder app) { }
}
