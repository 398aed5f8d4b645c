using System.Diagnostics;
using System.Globalization;
using Hearth.Data.Sqlite;
using Hearth.Database;
using Hearth.Sealing;
using Hearth.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hearth.Browser.Bench;

/// <summary>
/// What pages are measured against: one static Razor component over EF Core, on the same file as the house. Nobody signs in, no
/// query is fenced, nothing is recorded. A process of its own, so that its processor time can be told from ours.
/// </summary>
internal sealed class BareHouse : IAsyncDisposable
{
    private BareHouse(Process process, Uri address) => (Process, Address) = (process, address);

    public Process Process { get; }
    public Uri Address { get; }

    /// <summary>The verb "bench-bare FILE PORT" of this program.</summary>
    public static async Task<int> RunAsync(string file, string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRazorComponents();
        builder.Services.AddDbContext<BareDb>(options => options.UseSqlite($"Data Source={file};Default Timeout=30"));
        await using var app = builder.Build();
        app.MapGet("/{group:guid}", (Guid group, int rows) => new RazorComponentResult<BarePage>(new { Group = group, Rows = rows }));
        app.MapGet("/topics/{topic:guid}", (Guid topic, int rows) => new RazorComponentResult<BareTopic>(new { Topic = topic, Rows = rows }));
        await app.RunAsync();
        return 0;
    }

    /// <summary>Comes back when it answers with a page.</summary>
    public static async Task<BareHouse> OpenAsync(string file, Guid group)
    {
        var port = Ports.Free().ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("dotnet", [typeof(BareHouse).Assembly.Location, "bench-bare", file, port]);
        start.Environment["DOTNET_gcServer"] = "1"; // as the server has it
        var house = new BareHouse(Process.Start(start)!, new Uri($"http://127.0.0.1:{port}"));
        await FirstPageAsync(new Uri(house.Address, $"/{group}?rows=0"));
        return house;
    }

    /// <summary>Until a page is answered with a page.</summary>
    public static async Task FirstPageAsync(Uri page)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(20))
            try
            {
                if ((await http.GetAsync(page)).IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not yet.
            }
        throw new TimeoutException($"{page} is not answered within two minutes.");
    }

    public async ValueTask DisposeAsync()
    {
        Process.Kill();
        await Process.WaitForExitAsync();
        Process.Dispose();
    }
}

/// <summary>The house's own tables, without its fences.</summary>
public sealed class BareDb(DbContextOptions<BareDb> options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Sealed>().HaveConversion<SealedConverter>();
        new SqliteDialect().Conventions(conventions);
    }

    protected override void OnModelCreating(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(typeof(HearthDb).Assembly);
}
