using Hearth.Html;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Oversight;

/// <summary>The door: what this room adds to the services and the routes. It reads, and remembers how far what it reads has come.</summary>
public static class OversightRoom
{
    public static void AddOversight(this IServiceCollection services)
    {
        services.AddSingleton(new MenuLink("/who-looked", "Who has looked", "eye"));
        services.AddSingleton<AnchorSweep>();
        services.AddHostedService(s => s.GetRequiredService<AnchorSweep>());
    }

    public static void MapOversight(this IEndpointRouteBuilder app) { }
}
