using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Invitations;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class InvitationsRoom
{
    public static void AddInvitations(this IServiceCollection services) { }

    public static void MapInvitations(this IEndpointRouteBuilder app) { }
}
