using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hearth.MediaNode.Rooms;

namespace Hearth.MediaNode.Sfu;

/// <summary>
/// Where Janus tells its counts: it connects to the node, on loopback, by a path that nobody else knows (it has no other way to
/// show who it is). It is asked for nothing but counts, and these hold no address of anybody.
/// </summary>
internal sealed class JanusEars(NodeLoad load)
{
    private const string Protocol = "janus-events";

    public int Port { get; } = FreePort();
    public string Path { get; } = "/" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public async Task ListenAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest || http.Connection.LocalPort != Port || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(http.Request.Path), Encoding.UTF8.GetBytes(Path)))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        using var line = await http.WebSockets.AcceptWebSocketAsync(Protocol);
        load.Reset();
        var buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await line.ReceiveAsync(buffer, http.RequestAborted);
                if (part.MessageType == WebSocketMessageType.Close || message.Length > 1024 * 1024)
                    return;
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                load.Hear(JsonNode.Parse(message.GetBuffer().AsSpan(0, (int)message.Length)));
                message.SetLength(0);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or JsonException or IOException)
        {
            // Janus is gone, and comes again with the next one.
        }
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
