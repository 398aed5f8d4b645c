using System.Net.WebSockets;
using Hearth.LiveRooms.Media;
using Hearth.Media;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hearth.Browser.Media;

/// <summary>A server that has nothing but the door to the media node, and a socket from each browser to its seat.</summary>
public sealed class MediaHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private MediaHost(WebApplication app, string address) => (_app, Address) = (app, address);

    public string Address { get; }
    public IMediaRooms Rooms => _app.Services.GetRequiredService<IMediaRooms>();

    public static async Task<MediaHost> StartAsync(MediaSettings settings, string? address = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address ?? "http://127.0.0.1:0");
        builder.Services.AddMedia(settings);
        var app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/", () => Results.Content("<!doctype html><title></title><body><script type=module src=/page.js></script>", "text/html"));
        app.MapGet("/page.js", () => Results.File(Path.Combine(AppContext.BaseDirectory, "Media", "page.js"), "text/javascript"));
        app.MapGet("/{script}.js", (string script) => Results.File(Path.Combine(Root, "src", "Hearth", "wwwroot", "js", script + ".js"), "text/javascript"));
        app.Map("/seat/{room}/{seat}", (string room, string seat, HttpContext http, IMediaRooms rooms) => BridgeAsync(room, seat, http, rooms));
        await app.StartAsync();
        return new MediaHost(app, app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(true));
        await _app.DisposeAsync();
    }

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Hearth.slnx")))
                folder = folder.Parent ?? throw new DirectoryNotFoundException("Hearth.slnx is in no folder above the tests.");
            return folder.FullName;
        }
    }

    private static async Task BridgeAsync(string room, string seat, HttpContext http, IMediaRooms rooms)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await using var line = await rooms.AttachAsync(room, seat, http.RequestAborted);
        if (line is null)
        {
            await socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, "no seat", http.RequestAborted);
            return;
        }
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var down = DownAsync();
        try
        {
            var buffer = new byte[256 * 1024];
            while (true)
            {
                var part = await socket.ReceiveAsync(new Memory<byte>(buffer), end.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                Assert.True(part.EndOfMessage || part.Count == buffer.Length);
                await line.SendAsync(buffer.AsMemory(0, part.Count), end.Token);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ConnectionAbortedException)
        {
        }
        await end.CancelAsync();
        await down;

        async Task DownAsync()
        {
            try
            {
                await foreach (var frame in line.FramesAsync(end.Token))
                    await socket.SendAsync(frame, WebSocketMessageType.Text, true, end.Token);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException)
            {
            }
            socket.Abort();
        }
    }
}
