using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.CarePrograms;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class CareProgramsRoom
{
    public static void AddCarePrograms(this IServiceCollection services) { }

    public static void MapCarePrograms(this IEndpointRouteBuilder app) { }
}
