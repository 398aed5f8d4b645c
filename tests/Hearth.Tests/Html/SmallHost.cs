using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Html;

/// <summary>The Html room alone, with addresses that fail in every way: for what every answer says of itself.</summary>
internal sealed class SmallHost : IAsyncDisposable
{
    /// <summary>A page whose room is not here: it breaks when it is drawn.</summary>
    public const string BreaksWhileDrawn = "/sign-in";

    private readonly WebApplication app;

    private SmallHost(WebApplication app) => this.app = app;

    public HttpClient Client => app.GetTestClient();
    public IServiceProvider Services => app.Services;

    public static async Task<SmallHost> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Hearth.Server", EnvironmentName = "Development" });
        builder.WebHost.UseTestServer();
        builder.Configuration["Hearth:Demo"] = "true";
        builder.Configuration["Logging:LogLevel:Default"] = "None";
        builder.Services.AddHtml();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddScoped<Viewer>();
        builder.Services.AddSingleton<LoadViewer>((_, _, _) => Task.FromResult(false));
        var app = builder.Build();
        app.UseHtml();
        app.Use((http, next) =>
        {
            if (http.Request.Path == BreaksWhileDrawn) http.RequestServices.GetRequiredService<ProgramCard>().Fill("A program", "+1 555 0100", "all day", "UTC", "en", [new("A line to call", "555")]);
            return next(http);
        });
        app.UseRouting();
        app.MapGet("/breaks", () => { throw new InvalidOperationException("a secret of the inside"); });
        app.MapGet("/status/{code:int}", (int code) => Results.StatusCode(code));
        app.MapGet("/too-large", () => { throw new BadHttpRequestException("too large", 413); });
        app.MapStaticAssets();
        app.MapHtml();
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
