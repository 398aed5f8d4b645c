using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.LiveRooms;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class LiveRoomsRoom
{
    public static void AddLiveRooms(this IServiceCollection services) { }

    public static void MapLiveRooms(this IEndpointRouteBuilder app) { }
}
