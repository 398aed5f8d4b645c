using Hearth.Data.Postgres;
using Hearth.Data.Sqlite;
using Hearth.Demo;
using Hearth.Html;
using Hearth.LiveRooms.Media;
using Hearth.Media;
using Hearth.Sealing;
using Hearth.Server.Operating;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Hosting.Systemd;

namespace Hearth.Server;

/// <summary>Composes and configures; owns nothing else.</summary>
public static class HearthServer
{
    public static void AddHearth(this WebApplicationBuilder builder, HearthOptions options)
    {
        var services = builder.Services;
        builder.AddEdge(options);
        // By the socket it gave us, and not by looking at our parent (AddSystemd), which a unit's walls hide.
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 })
            services.AddSingleton<ISystemdNotifier, SystemdNotifier>().AddSingleton<IHostLifetime, SystemdLifetime>();
        builder.AddSafeLog();
        if (options.Demo) services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = options.Lan.LetAnyoneIn ? [.. DemoAddresses.Hosts, options.Lan.Address] : [.. DemoAddresses.Hosts]);
        var data = Directory.CreateDirectory(options.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        var keysFolder = Path.GetFullPath(options.KeysFolder);
        var sqlite = !options.OnPostgres;
        var dataFile = Path.Combine(data, "hearth.db");

        // Opened at once, so that a missing key stops the start in words and not the first sealed value.
        services.AddSingleton<Counts>();
        var root = RootKey.Open(keysFolder, dataExists: sqlite && File.Exists(dataFile));
        services.AddSingleton(root);
        if (sqlite) services.AddSqliteData(dataFile, Path.Combine(data, "keys.db"));
        else services.AddPostgresData(options.Database, options.KeysDatabase);

        services.AddDataProtection().SetApplicationName("hearth").PersistKeysToDbContext<KeysDb>();
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<RootKey>((ring, root) => ring.XmlEncryptor = new RootKeyXmlEncryptor(root));
        var media = builder.Configuration.GetSection("Media").Get<MediaSettings>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new();
        services.AddMedia(media with { Run = media.Elsewhere ? media.Run : Path.Combine(data, "run"), Node = options.MediaNode.Length > 0 ? options.MediaNode : media.Node });
        if (options.Turn.Urls.Count > 0) services.AddSingleton(new Relay(options.Turn.Urls, File.ReadAllText(options.Turn.SecretFile).Trim(), TimeSpan.FromHours(options.Turn.Hours)));
        builder.UseOrleans(silo => Silo.Configure(silo, options, root));
        // Each statement and each request would be told of, to nobody's use. Ask for more by a longer name than these:
        // Logging__LogLevel__Microsoft.EntityFrameworkCore.Database.Command=Information.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Error); // its warnings are advice to its own makers
        services.AddSingleton(options.CallsFromHere);
        services.AddHearthRooms();
        // Passkeys hold for one name; each host of the demo has its own.
        if (options.Host.Length > 0) services.Configure<Microsoft.AspNetCore.Identity.IdentityPasskeyOptions>(passkeys => passkeys.ServerDomain = options.Host);
    }

    /// <summary>Brings both databases to this version's shape, where this user may, and the ring that protects cookies to its first key.</summary>
    /// <returns>Why this server cannot start as it is, and what to do; null: it can.</returns>
    public static async Task<string?> PrepareAsync(this WebApplication app, HearthOptions options)
    {
        await Databases.MigrateAsync(app.Services, options);
        if (await Databases.PendingAsync(app.Services) is { Count: > 0 } pending)
            return $"The databases lack {pending.Count} changes that this version needs, and this user may not make them. Run: sudo ./hearth upgrade";
        if (!await app.Services.GetRequiredService<Keyring>().OpensAsync())
            return $"The root key in {options.KeysFolder} is not the one of this database. Several servers of one house share one: copy it from where it is, or from your copy of the keys folder.";
        // Servers that start together would each make one, and not know the other's for a while.
        app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("first").Protect([]);
        return HouseProof.CookiesHold(app.Services) ? null
            : "What protects the cookies does not hold: it does not open what it sealed, or opens what was changed. Install the newest .NET 10 runtime; if it is, restore the keys from a backup.";
    }

    public static void UseHearth(this WebApplication app, HearthOptions options)
    {
        app.UseEdge(options);
        app.UseCounting();
        app.UseHtml();
        app.UseRouting();
        app.UseHearthGates();
        app.MapHealth(options);
        app.MapMetrics(options);
        app.MapLanCertificate(options);
        app.WriteListening(options);
        app.MapStaticAssets().AllowAnonymous();
        app.MapHearthRooms();
    }
}
