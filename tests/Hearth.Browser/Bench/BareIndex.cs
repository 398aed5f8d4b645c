using System.Data.Common;
using Hearth.Search.Rules;
using Hearth.Tests;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hearth.Browser.Bench;

/// <summary>
/// What a search is measured against: the index alone, asked for the same two words among all posts of all programs, by one connection
/// with the statement prepared. Nobody is asked what they may read, and what comes back is a row's number.
/// </summary>
internal sealed class BareIndex : IAsyncDisposable
{
    /// <summary>As many as a page shows, and one to know whether there are more.</summary>
    private const int Most = Hearth.Search.SearchReading.OnPage + 1;

    private readonly DbConnection connection;
    private readonly bool onPostgres;
    private readonly DbCommand newest, any;

    private BareIndex(DbConnection connection, bool onPostgres)
    {
        (this.connection, this.onPostgres) = (connection, onPostgres);
        // SQLite's come in order by themselves; what a GIN index has no order for has to be sorted.
        (newest, any) = onPostgres
            ? (Command($"""SELECT "Row" FROM bare.posts WHERE "Words" @@ $1::tsquery ORDER BY "Row" DESC LIMIT {Most}"""), Command($"""SELECT "Row" FROM bare.posts WHERE "Words" @@ $1::tsquery LIMIT {Most}"""))
            : (Command($"""SELECT rowid FROM "PostIndex" WHERE "PostIndex" MATCH $1 ORDER BY rowid DESC LIMIT {Most}"""), Command($"""SELECT rowid FROM "PostIndex" WHERE "PostIndex" MATCH $1 LIMIT {Most}"""));
    }

    /// <summary>On SQLite it is the house's own index; on PostgreSQL, where the house has none, a table beside it without a fence and with a GIN index over the same words.</summary>
    public static async Task<BareIndex> OpenAsync(PrivatePostgres? postgres, string file)
    {
        postgres?.Execute("hearth",
            "CREATE SCHEMA bare",
            """CREATE TABLE bare.posts AS SELECT row_number() OVER (ORDER BY "WrittenAt") AS "Row", "Words" FROM "Posts" ORDER BY "WrittenAt" """,
            """ALTER TABLE bare.posts ADD PRIMARY KEY ("Row")""", """CREATE INDEX ON bare.posts USING gin ("Words")""",
            "VACUUM ANALYZE bare.posts");
        DbConnection connection = postgres is null ? new SqliteConnection($"Data Source={file};Mode=ReadOnly") : new NpgsqlConnection(postgres.Connection("hearth", "postgres"));
        await connection.OpenAsync();
        var bare = new BareIndex(connection, postgres is not null);
        if (postgres is not null)
        {
            // How often a word stands there is known only with the word.
            await using var custom = connection.CreateCommand();
            custom.CommandText = "SET plan_cache_mode = force_custom_plan";
            await custom.ExecuteNonQueryAsync();
        }
        await bare.any.PrepareAsync();
        await bare.newest.PrepareAsync();
        return bare;
    }

    /// <summary>What the house asks: a word, and what the other begins with; the newest that bear both.</summary>
    /// <returns>How many there are, up to one more than a page shows.</returns>
    public int Same(Asked asked) => Ask(newest, asked, onPostgres ? ":*" : " *");

    /// <summary>The least that an index can be asked about two words: both whole, and any that bear them.</summary>
    public int Least(Asked asked) => Ask(any, asked, "");

    private int Ask(DbCommand command, Asked asked, string beginning)
    {
        command.Parameters[0].Value = onPostgres
            ? string.Join(" & ", asked.Words.Select(w => $"'{w}'").Append($"'{asked.Beginning}'{beginning}"))
            : string.Join(" AND ", asked.Words.Select(w => $"\"{w}\"").Append($"\"{asked.Beginning}\"{beginning}"));
        using var reader = command.ExecuteReader();
        var count = 0;
        while (reader.Read())
            if (reader.GetInt64(0) > 0) count++;
        return count;
    }

    private DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        var parameter = command.CreateParameter();
        parameter.Value = "";
        if (!onPostgres) parameter.ParameterName = "$1";
        command.Parameters.Add(parameter);
        return command;
    }

    public async ValueTask DisposeAsync()
    {
        await newest.DisposeAsync();
        await any.DisposeAsync();
        await connection.DisposeAsync();
    }
}
