using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Hearth.Demo.Pages;
using Hearth.Html;

namespace Hearth.Demo;

/// <summary>The door: what this room adds to the services and the routes. Without the demo, no route.</summary>
public static class DemoRoom
{
    public static void AddDemo(this IServiceCollection services)
    {
        services.AddSingleton<DemoHouse>();
        services.AddScoped<DemoMaker>();
        services.AddScoped<DemoWeek>();
        services.AddScoped<DemoLastWeek>();
        services.AddScoped<DemoSpaces>();
        services.AddScoped<DemoMessages>();
    }

    public static bool IsOn(IConfiguration configuration) => bool.TryParse(configuration["Hearth:Demo"], out var on) && on;

    /// <summary>The network's own doors stand open too: only ever said by a person, in so many words.</summary>
    public static bool LetsAnyoneIn(IConfiguration configuration) => IsOn(configuration) && bool.TryParse(configuration["Hearth:Lan:LetAnyoneIn"], out var all) && all;

    public static void MapDemo(this IEndpointRouteBuilder app)
    {
        if (!IsOn(app.ServiceProvider.GetRequiredService<IConfiguration>())) return;
        app.MapGet("/demo", () => new RazorComponentResult<App>(new Dictionary<string, object?> { [nameof(App.Page)] = typeof(DemoPage) }))
            .WithMetadata(new AllowAnonymousAttribute()).BeforeSigning();
        EnterByDoor.Map(app);
        if (LetsAnyoneIn(app.ServiceProvider.GetRequiredService<IConfiguration>())) EnterFromNetwork.Map(app);
        GoToTonight.Map(app);
    }
}
