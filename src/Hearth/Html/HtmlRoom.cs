using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
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
        services.AddScoped<ProgramCard>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            CultureInfo[] spoken = [new("en"), new("es")];
            options.SetDefaultCulture("en");
            options.SupportedCultures = spoken;
            options.SupportedUICultures = spoken;
            // A person's choice is a cookie that holds two letters; without one, the browser's own order of languages.
            options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = "__Host-language" }, new AcceptLanguageHeaderRequestCultureProvider()];
        });
    }

    /// <summary>First of all: what every answer says of itself, and the words of answers that have none.</summary>
    public static void UseHtml(this IApplicationBuilder app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseRequestLocalization();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = SayWhy.AsErrorAsync,
            StatusCodeSelector = defect => defect is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages(SayWhy.AsPageAsync);
    }

    public static void MapHtml(this IEndpointRouteBuilder app)
    {
        // No token in a page: the forgery gate is in front of every post (docs/decisions).
        app.MapRazorComponents<App>().DisableAntiforgery();
        DullPage.Map(app);
    }
}
