using Hearth.Agreements;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Hearth.Sealing;
using Hearth.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hearth;

/// <summary>All rooms, in their order. A room may use any that stands before it.</summary>
public static class HearthRooms
{
    public static IServiceCollection AddHearthRooms(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddGround();
        services.AddHtml();
        services.AddSignIn();
        return services;
    }

    public static void MapHearthRooms(this IEndpointRouteBuilder app)
    {
        app.MapHtml();
        app.MapSignIn();
    }

    /// <summary>The gates, outermost first. Between routing and the endpoints.</summary>
    public static void UseHearthGates(this IApplicationBuilder app)
    {
        app.UseMiddleware<ForgeryGate>();
        app.UseAuthentication();
        app.UseMiddleware<ViewerMiddleware>();
        app.UseMiddleware<AccessGate>();
        app.UseAuthorization();
    }
}
