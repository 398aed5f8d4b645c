using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Markup;

/// <summary>The door: what this room adds to the services.</summary>
public static class MarkupRoom
{
    public static void AddMarkup(this IServiceCollection services) => services.AddSingleton<WaysOut>();
}
