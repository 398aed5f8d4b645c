using System.Data.Common;
using Hearth.Database;
using Hearth.Sealing;
using Hearth.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Data.Sqlite;

public static class SqliteData
{
    /// <summary>Both databases as files. The keys stand in a folder of their own, apart from the data.</summary>
    public static IServiceCollection AddSqliteData(this IServiceCollection services, string dataFile, string keysFile)
    {
        services.AddSingleton<IDialect, SqliteDialect>();
        services.AddSingleton<IPostIndex, PostIndex>();
        services.AddDbContext<HearthDb>(options => Use(options, dataFile, "__hearth"));
        services.AddDbContextFactory<KeysDb>(options => Use(options, keysFile, "__keys"));
        return services;
    }

    internal static void Use(DbContextOptionsBuilder options, string file, string history) => options
        .UseSqlite($"Data Source={file};Default Timeout=30", sqlite => sqlite.MigrationsAssembly("Hearth.Data.Sqlite").MigrationsHistoryTable(history))
        .ReplaceService<IMigrationsSqlGenerator, SearchingSqlGenerator>()
        .AddInterceptors(pragmas, oneWriter);

    private static readonly Pragmas pragmas = new();
    private static readonly OneWriter oneWriter = new();

    /// <summary>Acknowledged means synced, so FULL; and references are kept, which SQLite must be asked for.</summary>
    private sealed class Pragmas : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
