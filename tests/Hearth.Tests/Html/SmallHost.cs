using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Html;

/// <summary>The Html room alone, with addresses that fail in every way: for what every answer says of itself.</summary>
internal sealed class SmallHost : IAsyncDisposable
{
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
        app.UseRouting();
        app.MapGet("/breaks", () => { throw new InvalidOperationException("a secret of the inside"); });
        app.MapGet("/breaks-while-drawn", (ProgramCard card) =>
        {
            card.Fill("A program", "+1 555 0100", "all day", "UTC", "en", [new("A line to call", "555")]);
            return new RazorComponentResult<BreaksWhileDrawn>();
        });
        app.MapGet("/status/{code:int}", (int code) => Results.StatusCode(code));
        app.MapGet("/too-large", () => { throw new BadHttpRequestException("too large", 413); });
        app.MapStaticAssets();
        app.MapHtml();
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private sealed class BreaksWhileDrawn : ComponentBase
    {
        protected override async Task OnInitializedAsync()
        {
            await Task.Yield();
            throw new InvalidOperationException("a secret of the inside");
        }
    }
}
