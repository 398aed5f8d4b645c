using Hearth.MediaNode.Rooms;
using Hearth.MediaNode.Sfu;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hearth.MediaNode;

/// <summary>
/// The media node: owns Janus and the connections of the people in the rooms, so that these outlive the server that opened them.
/// See README.md for the story of one picture.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            var settings = NodeSettings.Parse(args);
            using var folder = RunFolder.Take(settings.Run, settings.Group);
            await using var app = Build(settings, folder);
            await app.StartAsync();
            folder.Listening();
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (SettingsException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }

    private static WebApplication Build(NodeSettings settings, RunFolder folder)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Hearth.MediaNode" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.ListenUnixSocket(folder.Socket, l => l.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Logging.AddSimpleConsole(c => { c.SingleLine = true; c.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ "; c.UseUtcTimestamp = true; });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Grpc", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(h => h.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddSingleton(settings).AddSingleton(new NodeSecret(folder.Secret)).AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Janus>().AddSingleton<NodeRooms>().AddSingleton<NodeDoor>();
        builder.Services.AddGrpc(g =>
        {
            g.Interceptors.Add<SecretCheck>();
            g.MaxReceiveMessageSize = 2 * FromBrowser.MaxFrame;
        });
        // The rooms first: they must be listening when Janus comes up.
        builder.Services.AddHostedService(s => { s.GetRequiredService<NodeRooms>(); return s.GetRequiredService<Janus>(); });
        builder.Services.AddHostedService<Alone>();
        builder.Services.AddHostedService<Watchdog>();
        // By the socket it gave us, and not by looking at our parent (AddSystemd), which a unit's walls hide.
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 })
            builder.Services.AddSingleton<ISystemdNotifier, SystemdNotifier>().AddSingleton<IHostLifetime, SystemdLifetime>();
        var app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<NodeDoor>();
        return app;
    }
}
