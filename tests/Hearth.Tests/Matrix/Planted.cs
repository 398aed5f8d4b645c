using Hearth.Database;
using Hearth.Holds;
using Hearth.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Matrix;

/// <summary>Endpoints that must not be, behind the server's own gates, so that the tests of the walls are seen to fail on them.</summary>
internal sealed class Planted : IStartupFilter
{
    /// <summary>A row whose existence /planted/tells gives away.</summary>
    public static Guid Secret { get; set; }

    public static bool Is(Endpoint endpoint) => endpoint is RouteEndpoint route && (route.RoutePattern.RawText ?? "").StartsWith("/planted", StringComparison.Ordinal);

    public static void Add(IServiceCollection services) => services.AddSingleton<IStartupFilter, Planted>();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        var routes = app.Properties.Values.OfType<IEndpointRouteBuilder>().First(); // the server's own
        routes.MapGet("/planted/open", () => "open").Allow();
        routes.MapPost("/planted/adds", (Delegate)AddAsync).Allow().DisableAntiforgery();
        routes.MapPost("/planted/binds", () => Results.NoContent()).Allow().DisableAntiforgery();
        routes.MapGet("/planted/forgotten", () => "nobody said whom this is for");
        routes.MapGet("/planted/tells/{group:guid}", (Guid group) => group == Secret ? Results.StatusCode(StatusCodes.Status403Forbidden) : Results.NotFound()).Allow();
        routes.MapGet("/planted/breaks", () => Results.StatusCode(StatusCodes.Status500InternalServerError)).Allow();
    };

    /// <summary>Adds whenever it is asked to, as no verb may.</summary>
    private static async Task<IResult> AddAsync(HttpContext http)
    {
        var services = http.RequestServices;
        await services.GetRequiredService<Scopes>().WriteAsync(services.GetRequiredService<Viewer>().ProgramId, s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            db.Add(HoldWord.Add(db.CurrentProgram, "planted " + Guid.NewGuid().ToString("N"), Guid.Empty, s.GetRequiredService<Clock>().Now));
            return Task.CompletedTask;
        });
        return Results.NoContent();
    }
}
