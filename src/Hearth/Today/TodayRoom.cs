using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Today;

/// <summary>The door: what this room adds to the services and the routes. It only reads.</summary>
public static class TodayRoom
{
    public static void AddToday(this IServiceCollection services) { }

    public static void MapToday(this IEndpointRouteBuilder app) { }
}
