using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Hearth.Html;
using Hearth.Sealing;
using Orleans.Configuration;
using Orleans.Connections.Security;

namespace Hearth.Server;

/// <summary>
/// Where the live rooms' grains live. Alone: in this process, knowing of no other. One of several: they find each other in
/// PostgreSQL and speak to one another directly. What answers at a silo's port may do anything, so nobody gets that far without
/// the key: the root key's, which servers share anyway, or alone one that nobody else ever has.
/// </summary>
internal static class Silo
{
    public static void Configure(ISiloBuilder silo, HearthOptions options, RootKey root)
    {
        if (options.Cluster.IsOne) Join(silo, options, options.Cluster);
        else silo.UseLocalhostClustering(FreePort(), FreePort()).Configure<EndpointOptions>(e => e.GatewayPort = 0);

        var tls = new KeyedTls(options.Cluster.IsOne ? root.Derive("servers") : RandomNumberGenerator.GetBytes(32));
        silo.UseTls(tls.Certificate, o =>
        {
            o.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            o.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
            o.RemoteCertificateValidation = (theirs, _, _) => tls.IsOurs(theirs);
            o.OnAuthenticateAsClient = (_, handshake) => handshake.TargetHost = "hearth";
        });
        silo.AddLinesOfServers();
    }

    private static void Join(ISiloBuilder silo, HearthOptions house, ClusterSettings cluster)
    {
        var address = IPAddress.Parse(cluster.Address);
        silo.Configure<ClusterOptions>(c => (c.ClusterId, c.ServiceId) = (cluster.Name, "hearth"));
        silo.Configure<EndpointOptions>(e =>
        {
            (e.AdvertisedIPAddress, e.SiloPort, e.GatewayPort) = (address, cluster.Port, 0);
            // On that address and no other.
            e.SiloListeningEndpoint = new(address, cluster.Port);
        });
        silo.UseAdoNetClustering(c => (c.Invariant, c.ConnectionString) = ("Npgsql", house.Database));
        // For a handful of servers in one network: a lost one's rooms answer elsewhere in a second or two, a frozen one's in some more.
        silo.Configure<ClusterMembershipOptions>(m =>
        {
            (m.ProbeTimeout, m.NumMissedProbesLimit, m.NumVotesForDeathDeclaration) = (TimeSpan.FromSeconds(cluster.Patience / 3), 3, 1);
            (m.TableRefreshTimeout, m.IAmAliveTablePublishTimeout) = (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
            // After a power cut nobody waits long for those who are gone too.
            m.NumMissedTableIAmAliveLimit = 3;
        });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
