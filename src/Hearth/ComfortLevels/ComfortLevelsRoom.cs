using Hearth.ComfortLevels.Pages;
using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.ComfortLevels;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class ComfortLevelsRoom
{
    public static void AddComfortLevels(this IServiceCollection services) =>
        services.AddSingleton(new MenuLink("/comfort", "How I take part", "ear", Roles.Peers));

    public static void MapComfortLevels(this IEndpointRouteBuilder app) =>
        app.MapVerb<ChooseComfort, ChooseComfort.Form>("/comfort").OnPage<ComfortPage>().Allow(Roles.Peers);
}
