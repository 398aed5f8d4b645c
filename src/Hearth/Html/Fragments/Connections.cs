using System.Collections.Concurrent;

namespace Hearth.Html;

/// <summary>The open pages of this server.</summary>
public sealed class Connections
{
    private const int MostPagesOfOne = 16;

    private readonly ConcurrentDictionary<string, Connection> open = new();

    public IEnumerable<Connection> All => open.Values;

    /// <summary>All open pages of one person.</summary>
    public IEnumerable<Connection> Of(Guid person) => open.Values.Where(c => c.PersonId == person);

    public Connection? Find(string id) => open.GetValueOrDefault(id);

    /// <summary>Cuts a person off everywhere on this server, at once: suspended, discharged, removed from the program.</summary>
    public Task AbortAsync(Guid person) => AbortWhere(c => c.PersonId == person);

    /// <summary>The same for an account: signed out everywhere, hidden, locked out.</summary>
    public Task AbortAccountAsync(Guid account) => AbortWhere(c => c.AccountId == account);

    internal void Add(Connection connection)
    {
        // Somebody with this many pages open is a script gone wrong: the new page is served, the others come back if they are read.
        var others = Of(connection.PersonId).ToList();
        if (others.Count >= MostPagesOfOne) others.ForEach(c => c.Abort());
        open[connection.Id] = connection;
    }

    internal void Remove(Connection connection) => open.TryRemove(connection.Id, out _);

    private Task AbortWhere(Func<Connection, bool> who)
    {
        foreach (var connection in open.Values.Where(who)) connection.Abort();
        return Task.CompletedTask;
    }
}
