using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Html;

public static class HtmlRoom
{
    public static void AddHtml(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddLocalization();
        services.AddScoped<AfterCommit>();
    }

    public static void MapHtml(this IEndpointRouteBuilder app)
    {
        // No token in a page: the forgery gate is in front of every post (docs/decisions).
        app.MapRazorComponents<App>().DisableAntiforgery();
    }
}
