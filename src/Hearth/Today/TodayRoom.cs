using Hearth.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Today;

/// <summary>The door: what this room adds to the services and the routes. It only reads.</summary>
public static class TodayRoom
{
    public static void AddToday(this IServiceCollection services) { }

    /// <summary>The bare address of the house leads to Today: typed, kept as a bookmark, or from a page that says that something is not there.</summary>
    public static void MapToday(this IEndpointRouteBuilder app) => app.MapGet("/", () => Results.Redirect("/today")).Allow().BeforeSigning();
}
