using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
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
        services.AddScoped<PageMark>();
        services.AddSingleton<Connections>();
        services.AddSingleton<StreamDoors>();
        services.AddSingleton<Fragments>();
        services.AddOnePerson();
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = 64 * 1024;
            hub.EnableDetailedErrors = false;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(25);
            hub.AddFilter<EveryCall>();
        }).AddJsonProtocol(json => json.PayloadSerializerOptions.Converters.Add(new RawJsonConverter()));
        services.Configure<RequestLocalizationOptions>(options =>
        {
            CultureInfo[] spoken = [new("en"), new("es")];
            options.SetDefaultCulture("en");
            options.SupportedCultures = spoken;
            options.SupportedUICultures = spoken;
            // A person's choice is a cookie that holds two letters; without one, the browser's own order of languages.
            options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = LanguageChoice.Cookie }, new AcceptLanguageHeaderRequestCultureProvider()];
        });
    }

    /// <summary>First of all: what every answer says of itself, and the words of answers that have none.</summary>
    public static void UseHtml(this IApplicationBuilder app)
    {
        // Without it no request is known for an open line before the hub has it, and what serves pages would hold a connection to the
        // database for as long as the line lasts.
        app.UseWebSockets();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<PageMarkMiddleware>();
        app.UseRequestLocalization();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = SayWhy.AsErrorAsync,
            StatusCodeSelector = SayWhy.CodeOf,
        });
        app.UseStatusCodePages(SayWhy.AsPageAsync);
    }

    public static void MapHtml(this IEndpointRouteBuilder app)
    {
        // No token in a page: the forgery gate is in front of every post (docs/decisions).
        app.MapRazorComponents<App>().DisableAntiforgery();
        DullPage.Map(app);
        app.MapConnections("/hub", new HttpConnectionDispatcherOptions { Transports = HttpTransportType.WebSockets },
            line => line.UseFloodGuard(app.ServiceProvider.GetRequiredService<PartitionedRateLimiter<ConnectionContext>>()).UseHub<LiveHub>()).Allow();
    }
}
