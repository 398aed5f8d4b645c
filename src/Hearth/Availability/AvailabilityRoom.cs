using Hearth.Availability.Pages;
using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Availability;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class AvailabilityRoom
{
    public static void AddAvailability(this IServiceCollection services) =>
        services.AddSingleton(new MenuLink("/availability", "Quiet hours", "moon"));

    public static void MapAvailability(this IEndpointRouteBuilder app)
    {
        app.MapVerb<ChooseQuietHours, ChooseQuietHours.Form>("/availability/quiet").OnPage<AvailabilityPage>().Allow(Roles.All);
        app.MapVerb<BeAround, BeAround.Form>("/availability/around").OnPage<AvailabilityPage>().Allow(Roles.Peers);
        app.MapVerb<StopBeingAround, StopBeingAround.Form>("/availability/around/end").Allow(Roles.Peers);
        app.MapVerb<ChooseCompany, ChooseCompany.Form>("/availability/company").OnPage<AvailabilityPage>().Allow(Roles.Peers);
    }
}
