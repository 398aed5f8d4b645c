using System.Data.Common;
using Hearth.Database;
using Hearth.Sealing;
using Hearth.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Data.Postgres;

public static class PostgresData
{
    /// <summary>Both databases, each under the runtime role's connection.</summary>
    public static IServiceCollection AddPostgresData(this IServiceCollection services, string data, string keys)
    {
        services.AddSingleton<IDialect, PostgresDialect>();
        services.AddSingleton<IPostIndex, PostIndex>();
        services.AddDbContext<HearthDb>(options => Use(options, data, "__hearth"));
        services.AddDbContextFactory<KeysDb>(options => Use(options, keys, "__keys"));
        return services;
    }

    public static void Use(DbContextOptionsBuilder options, string connection, string history) => options
        .UseNpgsql(connection, npgsql => npgsql.UseNodaTime().MigrationsAssembly("Hearth.Data.Postgres").MigrationsHistoryTable(history))
        .ReplaceService<IMigrationsSqlGenerator, FencingSqlGenerator>()
        .AddInterceptors(programs);

    private static readonly EnterProgram programs = new();

    /// <summary>Every transaction learns its program as it starts; without one, the policies show no row at all.</summary>
    private sealed class EnterProgram : DbTransactionInterceptor
    {
        public override async ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        {
            if (eventData.Context is HearthDb { Scope.Entered: true } db)
            {
                await using var command = connection.CreateCommand();
                command.Transaction = result;
                command.CommandText = $"select set_config('{PostgresDialect.Setting}', $1, true)";
                var parameter = command.CreateParameter();
                parameter.Value = db.CurrentProgram.ToString();
                command.Parameters.Add(parameter);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
            return result;
        }
    }
}
