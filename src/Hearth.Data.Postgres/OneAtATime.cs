using Npgsql;

namespace Hearth.Data.Postgres;

/// <summary>What only one of several servers may do at a time: they may all be started by one command.</summary>
public static class OneAtATime
{
    private const long Starting = 0x4865617274680001; // "Hearth", 1

    /// <summary>
    /// Waits for its turn; the others wait until this is disposed, or this server is no more. For a minute: one that froze at its
    /// start must not keep the others from theirs.
    /// </summary>
    public static async Task<IAsyncDisposable> StartAsync(string connection, CancellationToken cancel = default)
    {
        var held = new NpgsqlConnection(connection + ";Pooling=false");
        await held.OpenAsync(cancel);
        await using var take = new NpgsqlCommand($"set lock_timeout = '1min'; select pg_advisory_lock({Starting})", held) { CommandTimeout = 0 };
        try
        {
            await take.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            // It goes on without: what happens at a start may happen twice.
        }
        return held;
    }
}
