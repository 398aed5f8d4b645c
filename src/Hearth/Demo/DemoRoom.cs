using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Demo;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class DemoRoom
{
    public static void AddDemo(this IServiceCollection services) { }

    public static void MapDemo(this IEndpointRouteBuilder app) { }
}
