using System.Data.Common;
using Hearth.Tests;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hearth.Browser.Bench;

/// <summary>
/// What a post is measured against: one row, one transaction, synced before it is acknowledged, by writers that each have a connection
/// open and the statement prepared. Nobody is asked who they are, and nothing else is written.
/// </summary>
internal sealed class BareInsert : IAsyncDisposable
{
    private readonly List<(DbConnection Connection, DbCommand Insert)> writers = [];

    // SQLite has one writer: who waits is let in in turn. Without this they would sleep and try again, and the ceiling were lower.
    private readonly SemaphoreSlim? turn;

    private BareInsert(SemaphoreSlim? turn) => this.turn = turn;

    /// <param name="postgres">In a database of its own there; null: in a file of its own in the folder.</param>
    public static async Task<BareInsert> OpenAsync(PrivatePostgres? postgres, string folder, int writers)
    {
        postgres?.Execute("postgres", "CREATE DATABASE bare");
        var bare = new BareInsert(postgres is null ? new(1, 1) : null);
        for (var w = 0; w < writers; w++)
        {
            DbConnection connection = postgres is null ? new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Default Timeout=30") : new NpgsqlConnection(postgres.Connection("bare", "postgres"));
            await connection.OpenAsync();
            var bytes = postgres is null ? "BLOB" : "uuid";
            if (postgres is null) await ExecuteAsync(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
            if (w == 0) await ExecuteAsync(connection, $"""CREATE TABLE "Posts" ("ProgramId" {bytes}, "Id" {bytes}, "TopicId" {bytes}, "AuthorId" {bytes}, "Text" text, "WrittenAt" bigint, PRIMARY KEY ("ProgramId", "Id"))""");
            var insert = connection.CreateCommand();
            insert.CommandText = """INSERT INTO "Posts" VALUES (@p, @i, @t, @a, @w, @at)""";
            foreach (var name in (string[])["p", "i", "t", "a", "w", "at"])
            {
                var parameter = insert.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, name switch { "w" => "", "at" => 0L, _ => postgres is null ? Guid.Empty.ToByteArray() : Guid.Empty });
                insert.Parameters.Add(parameter);
            }
            await insert.PrepareAsync();
            bare.writers.Add((connection, insert));
        }
        return bare;
    }

    /// <summary>By one of the writers, of whom each does one after the other.</summary>
    public async Task WriteAsync(int writer, string words)
    {
        var insert = writers[writer].Insert;
        insert.Parameters["i"].Value = turn is null ? Guid.NewGuid() : Guid.NewGuid().ToByteArray();
        (insert.Parameters["w"].Value, insert.Parameters["at"].Value) = (words, DateTime.UtcNow.Ticks);
        if (turn is null) await insert.ExecuteNonQueryAsync();
        else
        {
            await turn.WaitAsync();
            try
            {
                insert.ExecuteNonQuery();
            }
            finally
            {
                turn.Release();
            }
        }
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (connection, insert) in writers)
        {
            await insert.DisposeAsync();
            await connection.DisposeAsync();
        }
        turn?.Dispose();
    }
}
