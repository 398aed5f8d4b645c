using Hearth.CarePrograms;
using Hearth.Data.Postgres;
using Hearth.Data.Sqlite;
using Hearth.Database;
using Hearth.Demo;
using Hearth.Html;
using Hearth.Media;
using Hearth.Sealing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Server;

/// <summary>Composes and configures; owns nothing else.</summary>
public static class HearthServer
{
    public static void AddHearth(this WebApplicationBuilder builder, HearthOptions options)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (options.Demo) services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = [.. DemoAddresses.Hosts]);
        var data = Directory.CreateDirectory(options.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        var keysFolder = Path.GetFullPath(options.KeysFolder);
        var sqlite = options.Database.Length == 0;
        var dataFile = Path.Combine(data, "hearth.db");

        // Opened at once, so that a missing key stops the start in words and not the first sealed value.
        var root = RootKey.Open(keysFolder, dataExists: sqlite && File.Exists(dataFile));
        services.AddSingleton(root);
        if (sqlite) services.AddSqliteData(dataFile, Path.Combine(data, "keys.db"));
        else services.AddPostgresData(options.Database, options.KeysDatabase);

        services.AddDataProtection().SetApplicationName("hearth").PersistKeysToDbContext<KeysDb>();
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<RootKey>((ring, root) => ring.XmlEncryptor = new RootKeyXmlEncryptor(root));
        var media = builder.Configuration.GetSection("Media").Get<MediaSettings>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new();
        services.AddMedia(media with { Run = Path.Combine(data, "run"), Node = options.MediaNode.Length > 0 ? options.MediaNode : media.Node });
        builder.UseOrleans(silo => Silo.Configure(silo, options, root));
        // Each statement and each request would be told of, to nobody's use. Ask for more by a longer name than these:
        // Logging__LogLevel__Microsoft.EntityFrameworkCore.Database.Command=Information.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Error); // its warnings are advice to its own makers
        services.AddHearthRooms();
        // Passkeys hold for one name; each host of the demo has its own.
        if (options.Host.Length > 0) services.Configure<Microsoft.AspNetCore.Identity.IdentityPasskeyOptions>(passkeys => passkeys.ServerDomain = options.Host);
    }

    /// <summary>Brings both databases to this version's shape, and the ring that protects cookies to its first key.</summary>
    /// <returns>False: the root key here is another house's, and nothing was made with it.</returns>
    public static async Task<bool> PrepareAsync(this WebApplication app, HearthOptions options)
    {
        await MigrateAsync(app, options);
        if (!await app.Services.GetRequiredService<Keyring>().OpensAsync()) return false;
        // Servers that start together would each make one, and not know the other's for a while.
        app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("first").Protect([]);
        return true;
    }

    private static async Task MigrateAsync(WebApplication app, HearthOptions options)
    {
        if (options.DatabaseOwner.Length > 0)
        {
            await using var keysOwner = new KeysDb(Owner<KeysDb>(options.KeysDatabaseOwner, "__keys"), new PostgresDialect());
            await keysOwner.Database.MigrateAsync();
            await using var owner = new HearthDb(Owner<HearthDb>(options.DatabaseOwner, "__hearth"), new PostgresDialect(), new ProgramScope());
            await owner.Database.MigrateAsync();
            return;
        }
        if (options.Database.Length > 0) return;
        await using var scope = app.Services.CreateAsyncScope();
        await using var keys = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<KeysDb>>().CreateDbContextAsync();
        await keys.Database.MigrateAsync();
        await scope.ServiceProvider.GetRequiredService<HearthDb>().Database.MigrateAsync();
    }

    public static void UseHearth(this WebApplication app)
    {
        app.UseHtml();
        app.UseRouting();
        app.UseHearthGates();
        app.MapGet("/health", () => "ok").AllowAnonymous();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHearthRooms();
    }

    private static DbContextOptions<T> Owner<T>(string connection, string history) where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>();
        PostgresData.Use(options, connection + ";Pooling=false", history);
        return options.Options;
    }
}
