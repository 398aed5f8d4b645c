using Hearth.Database;
using Hearth.Html;
using Hearth.Search.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Search;

/// <summary>The door: what this room adds to the services and the routes. The index itself comes with the database.</summary>
public static class SearchRoom
{
    public static void AddSearch(this IServiceCollection services) => services.AddScoped<SearchReading>();

    /// <summary>How often one person may search in a minute: whoever tries words in their thousands looks for something that is not theirs.</summary>
    private const int PerMinute = 30;

    /// <summary>A read, so it takes no transaction that writes.</summary>
    public static void MapSearch(this IEndpointRouteBuilder app) =>
        app.MapVerb<SearchPosts, SearchPosts.Form>("/search").InOwnTransaction().CountApart("search", PerMinute).OnPage<SearchPage>().Allow([.. Roles.All.Where(r => r != Role.Alum)]);
}
