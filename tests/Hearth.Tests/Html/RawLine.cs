using System.Net.WebSockets;
using System.Text;

namespace Hearth.Tests.Html;

/// <summary>A line that says whatever it likes, and reads only when asked.</summary>
internal sealed class RawLine : IDisposable
{
    private readonly WebSocket socket;

    private RawLine(WebSocket socket) => this.socket = socket;

    public static async Task<RawLine> OpenAsync(HearthHost host, Member? member, string origin = "https://localhost", bool paced = false)
    {
        var client = host.Server.CreateWebSocketClient();
        client.ConfigureRequest = request =>
        {
            if (member is not null) request.Headers.Cookie = member.Client.DefaultRequestHeaders.GetValues("Cookie").First();
            request.Headers.Origin = origin;
            if (paced) request.Headers[Paced.Header] = "1";
        };
        var line = new RawLine(await client.ConnectAsync(new Uri("wss://localhost/hub"), TestContext.Current.CancellationToken));
        await line.SendAsync("""{"protocol":"json","version":1}""");
        return line;
    }

    public Task SendAsync(string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    /// <summary>All that arrives until the server ends the line, or until a message holds the given words.</summary>
    public async Task<string> ReadAsync(string? until = null)
    {
        var all = new StringBuilder();
        var buffer = new byte[8192];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(8));
        try
        {
            while (true)
            {
                var got = await socket.ReceiveAsync(buffer, patience.Token);
                if (got.MessageType == WebSocketMessageType.Close) return all + "[closed]";
                all.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
                if (until is not null && all.ToString().Contains(until, StringComparison.Ordinal)) return all.ToString();
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException)
        {
            return all + "[closed]";
        }
    }

    public void Dispose() => socket.Dispose();
}
