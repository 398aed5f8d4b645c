using System.Globalization;
using Npgsql;

namespace Hearth.Server.Operating;

/// <summary>
/// <c>hearth restore</c> on PostgreSQL: loads both dumps into databases that hold nothing yet, as their owner. The fences are put up
/// after the rows are in, as the dump has them. On SQLite a restore is two files, and the script puts them in place itself.
/// </summary>
public static class RestoreLoad
{
    /// <returns>0 when both are loaded; 1 when there is something in the way.</returns>
    public static async Task<int> RunAsync(HearthOptions options, string folder, TextWriter say)
    {
        if (options.DatabaseOwner.Length == 0 || options.KeysDatabaseOwner.Length == 0)
        {
            await say.WriteLineAsync("There is no connection that may make tables. \"./hearth database\" writes one down beside the root key.");
            return 1;
        }
        foreach (var connection in (string[])[options.DatabaseOwner, options.KeysDatabaseOwner])
            if (await TablesAsync(connection) is > 0 and var tables)
            {
                await say.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The database {new NpgsqlConnectionStringBuilder(connection).Database} holds {tables} tables already. A backup is only ever restored into an empty one: make one with \"./hearth database --name …\"."));
                return 1;
            }
        await LoadAsync(options.DatabaseOwner, Path.Combine(folder, "data", "hearth.dump"));
        await LoadAsync(options.KeysDatabaseOwner, Path.Combine(folder, "keys", "keys.dump"));
        await Databases.SettleAsync(options);
        return 0;
    }

    private static Task LoadAsync(string connection, string dump) => PostgresProgram.RunAsync("pg_restore", connection,
        "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--dbname", new NpgsqlConnectionStringBuilder(connection).Database!, dump);

    private static async Task<long> TablesAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using var command = source.CreateCommand("select count(*) from pg_tables where schemaname = 'public'");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
