using Microsoft.Extensions.DependencyInjection;

namespace Hearth.OnCall;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class OnCallRoom
{
    public static void AddOnCall(this IServiceCollection services) => services.AddScoped<OnCallChain>();
}
