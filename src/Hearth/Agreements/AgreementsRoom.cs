using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Agreements;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class AgreementsRoom
{
    public static void AddAgreements(this IServiceCollection services) { }

    public static void MapAgreements(this IEndpointRouteBuilder app) { }
}
