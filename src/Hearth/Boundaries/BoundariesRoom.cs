using Hearth.Boundaries.Pages;
using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Boundaries;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class BoundariesRoom
{
    private static readonly Role[] deciding = [Role.Facilitator, Role.Therapist, Role.Supervisor];

    public static void AddBoundaries(this IServiceCollection services)
    {
        services.AddScoped<Quiet>();
        services.AddSingleton(new MenuLink("/quiet", "People I don’t read", "hide", Roles.Peers));
        services.AddSingleton(new MenuLink("/apart", "Kept apart", "hide", deciding));
    }

    public static void MapBoundaries(this IEndpointRouteBuilder app)
    {
        app.MapVerb<HearAgain, HearAgain.Form>("/quiet/{Person:guid}/hear-again").Allow(Roles.Peers);
        app.MapVerb<KeepApart, KeepApart.Form>("/apart/keep").OnPage<ApartPage>().Allow(deciding);
        app.MapVerb<LetMeet, LetMeet.Form>("/apart/{Apart:guid}/end").Allow(deciding);
    }
}
