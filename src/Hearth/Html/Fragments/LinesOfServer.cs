using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Runtime.Services;
using Orleans.Services;

namespace Hearth.Html;

/// <summary>One on each server: what another server says about the pages that are open here.</summary>
[Alias("hearth.lines-of-server")]
internal interface ILinesOfServer : IGrainService
{
    [Alias("cut")]
    Task CutAsync(Lines which);

    [Alias("recheck")]
    Task RecheckAsync(Guid person);

    [Alias("refresh")]
    Task RefreshAsync(string stream);
}

[Reentrant]
internal sealed class LinesOfServer(GrainId id, Silo silo, ILoggerFactory logs, Connections connections, Fragments fragments) : GrainService(id, silo, logs), ILinesOfServer
{
    public Task CutAsync(Lines which)
    {
        connections.CutHere(which);
        return Task.CompletedTask;
    }

    public Task RecheckAsync(Guid person) => fragments.RecheckPersonHereAsync(person);

    public Task RefreshAsync(string stream) => fragments.RefreshHereAsync(stream);
}

/// <summary>
/// The other servers, each told by itself and not through a third: whoever was cut off a moment ago may have a page on any of
/// them, and a middleman could be the one that just died.
/// </summary>
internal sealed class OtherServers(IServiceProvider services, IClusterMembershipService cluster, ILocalSiloDetails here, ILogger<OtherServers> log) : GrainServiceClient<ILinesOfServer>(services)
{
    /// <summary>How long whoever pressed waits for servers that do not answer. They are told as long as they count as alive.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(250);

    public async Task TellAsync(Func<ILinesOfServer, Task> say)
    {
        var asked = Others();
        var told = asked.Select(server => TellAsync(server, say)).ToList();
        if (told.Count > 0) await Task.WhenAny(Task.WhenAll(told), Task.Delay(Patience));
    }

    /// <summary>Also those that come or go: they may have pages already, or still.</summary>
    private List<SiloAddress> Others() =>
        [.. cluster.CurrentSnapshot.Members.Values.Where(m => m.Status is SiloStatus.Joining or SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping && !m.SiloAddress.Equals(here.SiloAddress)).Select(m => m.SiloAddress)];

    private async Task TellAsync(SiloAddress server, Func<ILinesOfServer, Task> say)
    {
        while (cluster.CurrentSnapshot.GetSiloStatus(server) is not (SiloStatus.Dead or SiloStatus.None))
        {
            try
            {
                await say(GetGrainService(server));
                return;
            }
            catch (Exception e)
            {
                log.LogWarning("Another server did not hear that a line is to be cut or asked for again ({Kind}); it is told again.", e.GetType().Name);
                await Task.Delay(Again);
            }
        }
    }
}

/// <summary>So that a person who is cut off is cut off on every server.</summary>
public static class LinesOfServers
{
    public static ISiloBuilder AddLinesOfServers(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<OtherServers>();
        return silo.AddGrainService<LinesOfServer>();
    }
}
