using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Setup;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class SetupRoom
{
    public static void AddSetup(this IServiceCollection services) { }

    public static void MapSetup(this IEndpointRouteBuilder app) { }
}
