using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Hearth.Media.Contract;
using Hearth.Sealing;

namespace Hearth.Media;

/// <summary>One connection to one living node: found by its socket, let in by the secret beside it; or at an address, by the key of servers and nodes.</summary>
internal sealed class NodeLink : IDisposable
{
    public const int Contract = 2;
    private readonly GrpcChannel _channel;

    private NodeLink(GrpcChannel channel, string secret)
    {
        _channel = channel;
        Node = new Node.NodeClient(channel);
        Secret = new Metadata { { "hearth-secret", secret } };
    }

    public Node.NodeClient Node { get; }
    public Metadata Secret { get; }
    public Greeting Greeting { get; private set; } = new();

    /// <summary>We started it, so it knows no rooms.</summary>
    public bool Started { get; set; }

    /// <summary>The node that lives in the run folder, or null: no socket, nobody behind it, a stranger, or one that does not answer in time.</summary>
    public static async Task<NodeLink?> FindAsync(MediaSettings settings, CancellationToken cancel)
    {
        var socket = Path.Combine(Path.GetFullPath(settings.Run), "media.sock");
        var secretFile = Path.Combine(Path.GetFullPath(settings.Run), "media.secret");
        if (!File.Exists(socket) || !File.Exists(secretFile))
            return null;
        return await GreetAsync(async () => new NodeLink(Channel(socket), await File.ReadAllTextAsync(secretFile, cancel)), cancel);
    }

    /// <summary>The node that answers at an address and holds the key, or null.</summary>
    public static Task<NodeLink?> FindAsync(IPEndPoint at, KeyedTls key, CancellationToken cancel) => GreetAsync(() => Task.FromResult(new NodeLink(Channel(at, key), "")), cancel);

    private static async Task<NodeLink?> GreetAsync(Func<Task<NodeLink>> open, CancellationToken cancel)
    {
        NodeLink? link = null;
        try
        {
            link = await open();
            link.Greeting = await link.Node.GreetAsync(new GreetRequest(), link.Secret, DateTime.UtcNow.AddSeconds(2), cancel);
            return link;
        }
        catch (Exception e) when (e is RpcException or IOException && !cancel.IsCancellationRequested)
        {
            link?.Dispose();
            return null;
        }
    }

    public void Dispose() => _channel.Dispose();

    private static GrpcChannel Channel(IPEndPoint at, KeyedTls key) => GrpcChannel.ForAddress($"https://{at}", new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { ClientCertificates = [key.Certificate], RemoteCertificateValidationCallback = (_, theirs, _, _) => key.IsOurs(theirs) },
            ConnectTimeout = TimeSpan.FromSeconds(2),
            EnableMultipleHttp2Connections = true,
        },
        DisposeHttpClient = true,
        MaxReceiveMessageSize = 1024 * 1024,
    });

    private static GrpcChannel Channel(string socket)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancel) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
                    return new NetworkStream(connection, ownsSocket: true);
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            },
            // Every seat has a stream of its own.
            EnableMultipleHttp2Connections = true,
        };
        return GrpcChannel.ForAddress("http://media", new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true, MaxReceiveMessageSize = 1024 * 1024 });
    }
}
