using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.People;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class PeopleRoom
{
    public static void AddPeople(this IServiceCollection services) { }

    public static void MapPeople(this IEndpointRouteBuilder app) { }
}
