using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Sessions;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class SessionsRoom
{
    public static void AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<ErasureSweep>();
        services.AddHostedService(s => s.GetRequiredService<ErasureSweep>());
    }

    public static void MapSessions(this IEndpointRouteBuilder app) { }
}
