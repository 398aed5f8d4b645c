using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Groups;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class GroupsRoom
{
    public static void AddGroups(this IServiceCollection services) { }

    public static void MapGroups(this IEndpointRouteBuilder app) { }
}
