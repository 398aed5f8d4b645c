using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Html;

/// <summary>The open pages of this server, and the way to those of all others.</summary>
/// <param name="services">The other servers are asked for when there is something to tell them: a house without a silo has none.</param>
public sealed class Connections(IServiceProvider services)
{
    private const int MostPagesOfOne = 16;

    private readonly ConcurrentDictionary<string, Connection> open = new();

    public IEnumerable<Connection> All => open.Values;

    /// <summary>All open pages of one person.</summary>
    public IEnumerable<Connection> Of(Guid person) => open.Values.Where(c => c.PersonId == person);

    public Connection? Find(string id) => open.GetValueOrDefault(id);

    /// <summary>Cuts a person off everywhere, on this server and every other, at once: suspended, discharged, removed from the program.</summary>
    public Task AbortAsync(Guid person) => AbortAsync(new Lines(Person: person));

    /// <summary>The same for an account: signed out everywhere, hidden, locked out.</summary>
    public Task AbortAccountAsync(Guid account) => AbortAsync(new Lines(Account: account));

    /// <summary>The same for what fits. Here it is done before this returns a task.</summary>
    public Task AbortAsync(Lines which)
    {
        CutHere(which);
        return OnOtherServersAsync(server => server.CutAsync(which));
    }

    internal Task OnOtherServersAsync(Func<ILinesOfServer, Task> say) => services.GetService<OtherServers>()?.TellAsync(say) ?? Task.CompletedTask;

    internal void Add(Connection connection)
    {
        // Somebody with this many pages open is a script gone wrong: the new page is served, the others come back if they are read.
        var others = Of(connection.PersonId).ToList();
        if (others.Count >= MostPagesOfOne) others.ForEach(c => c.Abort());
        open[connection.Id] = connection;
    }

    internal void Remove(Connection connection) => open.TryRemove(connection.Id, out _);

    internal void CutHere(Lines which)
    {
        foreach (var connection in open.Values.Where(which.Fit)) connection.Abort();
    }
}
