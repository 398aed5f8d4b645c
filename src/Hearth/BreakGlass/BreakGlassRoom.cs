using Hearth.BreakGlass.Pages;
using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.BreakGlass;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class BreakGlassRoom
{
    public static void AddBreakGlass(this IServiceCollection services)
    {
        services.AddScoped<GlassDoor>();
        services.AddSingleton(new Banner(typeof(GlassBanner)));
        services.AddSingleton(new MenuLink("/glass", "Second look", "eye", Role.Supervisor, Role.Admin));
    }

    public static void MapBreakGlass(this IEndpointRouteBuilder app)
    {
        app.MapVerb<BreakTheGlass, BreakTheGlass.Form>("/people/{Person:guid}/break-glass/yes").OnPage<BreakPage>().Allow(Role.Supervisor).StepUp();
        app.MapVerb<EndGlass, EndGlass.Form>("/glass/end").Allow(Role.Supervisor);
        app.MapVerb<ReviewGlass, ReviewGlass.Form>("/glass/{Glass:guid}/review/yes").OnPage<ReviewPage>().Allow(Role.Supervisor, Role.Admin);
    }
}
