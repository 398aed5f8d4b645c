using Hearth.Data.Postgres;
using Hearth.Database;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hearth.Server.Operating;

/// <summary>
/// Brings both databases to this version's shape. A migration waits two seconds at most for a lock: it gives up sooner than it would
/// make people wait who are in a room. Every migration after the first only adds, so the version before goes on beside it.
/// </summary>
public static class Databases
{
    private const string Impatient = ";Pooling=false;Options=-c lock_timeout=2s";

    public static async Task MigrateAsync(IServiceProvider services, HearthOptions options)
    {
        if (options.DatabaseOwner.Length > 0)
        {
            await using var keysOwner = KeysOwner(options);
            await keysOwner.Database.MigrateAsync();
            await using var owner = Owner(options);
            await owner.Database.MigrateAsync();
            await SettleAsync(options);
            return;
        }
        if (options.OnPostgres) return;
        await using var scope = services.CreateAsyncScope();
        await using var keys = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<KeysDb>>().CreateDbContextAsync();
        await keys.Database.MigrateAsync();
        await scope.ServiceProvider.GetRequiredService<HearthDb>().Database.MigrateAsync();
    }

    /// <summary>The migrations that are still to come, of both databases. The runtime role may ask.</summary>
    public static async Task<IReadOnlyList<string>> PendingAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await using var keys = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<KeysDb>>().CreateDbContextAsync();
        var data = scope.ServiceProvider.GetRequiredService<HearthDb>();
        return [.. await keys.Database.GetPendingMigrationsAsync(), .. await data.Database.GetPendingMigrationsAsync()];
    }

    /// <summary>Rights that depend on which tables there are.</summary>
    public static async Task SettleAsync(HearthOptions options)
    {
        await using var owner = Owner(options);
        await PostgresRights.SettleAsync(owner, Role(options.Database)!, Role(options.DatabaseAuditor));
    }

    private static string? Role(string connection) => connection.Length > 0 ? new NpgsqlConnectionStringBuilder(connection).Username : null;

    private static HearthDb Owner(HearthOptions options) => new(As<HearthDb>(options.DatabaseOwner, "__hearth"), new PostgresDialect(), new ProgramScope());

    private static KeysDb KeysOwner(HearthOptions options) => new(As<KeysDb>(options.KeysDatabaseOwner, "__keys"), new PostgresDialect());

    private static DbContextOptions<T> As<T>(string connection, string history) where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>();
        PostgresData.Use(options, connection + Impatient, history);
        return options.Options;
    }
}
