using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Hearth.Data.Sqlite;

/// <summary>
/// SQLite has one writer. Who wants to write while another does waits in line here, and holds no thread: the driver would hold one,
/// sleep for 150 ms and try again, and whoever came last might be first. What other processes write is kept apart by the file's own lock.
/// </summary>
internal sealed class OneWriter : DbTransactionInterceptor, IDbConnectionInterceptor
{
    // As long as the driver tries. After that it may try: it says in its own words that the file is busy.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> lines = new();
    private readonly ConcurrentDictionary<DbConnection, SemaphoreSlim> inside = new();

    public override InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        var line = LineOf(connection);
        if (line.Wait(patience)) inside[connection] = line;
        return result;
    }

    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        var line = LineOf(connection);
        if (await line.WaitAsync(patience, cancellationToken)) inside[connection] = line;
        return result;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Leave(eventData.Context?.Database.GetDbConnection());

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context?.Database.GetDbConnection());
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Leave(eventData.Context?.Database.GetDbConnection());

    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context?.Database.GetDbConnection());
        return Task.CompletedTask;
    }

    // A transaction that is let go without either ends with its connection, and nothing else says so.

    public void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Leave(connection);

    public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        Leave(connection);
        return Task.CompletedTask;
    }

    public void ConnectionDisposed(DbConnection connection, ConnectionEndEventData eventData) => Leave(connection);

    public Task ConnectionDisposedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        Leave(connection);
        return Task.CompletedTask;
    }

    private SemaphoreSlim LineOf(DbConnection connection) => lines.GetOrAdd(connection.DataSource, _ => new(1, 1));

    private void Leave(DbConnection? connection)
    {
        if (connection is not null && inside.TryRemove(connection, out var line)) line.Release();
    }
}
