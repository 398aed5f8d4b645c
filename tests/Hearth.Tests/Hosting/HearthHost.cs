using Hearth.Database;
using Hearth.LiveRooms.Media;
using Hearth.Media;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Hearth.Tests.HearthHost))]

namespace Hearth.Tests;

/// <summary>
/// The real server in this process, once for all tests, on the database that HEARTH_TEST_DATABASE names
/// (sqlite, the default, or postgres). Tests do not reset data: each makes programs of its own with <see cref="Cast"/>.
/// </summary>
public class HearthHost : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("hearth-test-").FullName;

    public static bool OnPostgres => Environment.GetEnvironmentVariable("HEARTH_TEST_DATABASE") == "postgres";

    public PrivatePostgres? Postgres { get; }

    public StillMedia Media { get; } = new();

    /// <summary>No media node is started.</summary>
    protected virtual bool WithStillMedia => true;

    /// <summary>What this server has of its own; it goes with it.</summary>
    protected string Folder => folder;

    public HearthHost() : this(OnPostgres ? new PrivatePostgres() : null)
    {
    }

    /// <summary>On a database that ends with it; null: on files.</summary>
    protected HearthHost(PrivatePostgres? postgres)
    {
        Postgres = postgres;
        ClientOptions.AllowAutoRedirect = false;
        ClientOptions.HandleCookies = false;
        ClientOptions.BaseAddress = new Uri("https://localhost");
    }

    /// <summary>Here and not at first use: tests run side by side and would start it twice.</summary>
    public ValueTask InitializeAsync()
    {
        StartServer();
        return ValueTask.CompletedTask;
    }

    public string DataFolder => Path.Combine(folder, "data");

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Hearth:Data", Path.Combine(folder, "data"));
        builder.UseSetting("Hearth:Keys", Path.Combine(folder, "keys"));
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Hearth:Calls:Address", "https://house.example");
        builder.UseSetting("Hearth:Calls:Mail:Server", "127.0.0.1");
        builder.UseSetting("Hearth:Calls:Mail:Tls", "none");
        builder.UseSetting("Hearth:Calls:Mail:From", "notices@house.example");
        builder.UseSetting("Hearth:Calls:Gateways:0", "127.0.0.1");
        builder.ConfigureServices(Html.TestStreams.Add);
        builder.ConfigureServices(Matrix.Undo.Add);
        builder.ConfigureServices(SignIn.FromSomewhere.Add);
        builder.ConfigureServices(SignIn.Work.Add);
        builder.ConfigureServices(Matrix.Planted.Add);
        builder.ConfigureServices(Walls.Said.Add);
        builder.ConfigureTestServices(services =>
        {
            if (WithStillMedia) StandStill(services, Media);
            Html.Paced.Add(services);
            // Tests send by sweeps of their own: this one would look into the program of every test each second.
            services.Remove(services.Single(s => s.ImplementationType == typeof(Hearth.Channels.DeliverySweep)));
            services.Remove(services.Single(s => s.ImplementationType == typeof(Hearth.Notices.NoticeSweep)));
        });
        if (Postgres is null) return;
        builder.UseSetting("Hearth:Database", Postgres.Connection("hearth", "hearth_app"));
        builder.UseSetting("Hearth:KeysDatabase", Postgres.Connection("hearth_keys", "hearth_app"));
        builder.UseSetting("Hearth:DatabaseOwner", Postgres.Connection("hearth", "hearth_owner"));
        builder.UseSetting("Hearth:KeysDatabaseOwner", Postgres.Connection("hearth_keys", "hearth_owner"));
    }

    /// <summary>Whatever was registered of the real media side gives way to this one.</summary>
    protected static void StandStill(IServiceCollection services, StillMedia media)
    {
        var door = typeof(MediaSettings).Assembly;
        foreach (var real in services.Where(s => s.ServiceType == typeof(IMediaRooms) || s.ImplementationType?.Assembly == door || s.ImplementationFactory?.Method.Module.Assembly == door).ToList())
            services.Remove(real);
        services.AddSingleton(media);
        services.AddSingleton<IMediaRooms>(media);
    }

    /// <summary>Works in one program, as the server itself would.</summary>
    public Scopes Scopes => Services.GetRequiredService<Scopes>();

    /// <summary>
    /// Changes what is on record ({0} is the program), as somebody with the whole database in their hands: on PostgreSQL the server's own role cannot.
    /// </summary>
    public async Task TamperAsync(Guid program, string sql)
    {
        if (Postgres is { } postgres) postgres.Execute("hearth", string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, $"'{program}'"));
        else await Scopes.WriteAsync(program, s => s.GetRequiredService<HearthDb>().Database.ExecuteSqlRawAsync(sql, program));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        Postgres?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
