using System.Net;
using Hearth.MediaNode.Rooms;
using Hearth.MediaNode.Sfu;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

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
        var clock = TimeProvider.System;
        var load = new NodeLoad(clock);
        var ears = new JanusEars(load);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Hearth.MediaNode" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k =>
        {
            k.ListenUnixSocket(folder.Socket, l => l.Protocols = HttpProtocols.Http2);
            k.Listen(IPAddress.Loopback, ears.Port, l => l.Protocols = HttpProtocols.Http1);
            if (settings is { Listen: { } at, Secret: { } file })
                k.Listen(at, l => WithKey(l, SecretFile.Read(file)));
        });
        if (settings.Listen is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddRoutingCore();
        builder.Logging.AddSimpleConsole(c => { c.SingleLine = true; c.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ "; c.UseUtcTimestamp = true; });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Grpc", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(h => h.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddSingleton(settings).AddSingleton(new NodeSecret(folder.Secret)).AddSingleton(clock).AddSingleton(folder).AddSingleton(load).AddSingleton(ears);
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
        app.UseWebSockets();
        app.UseRouting();
        app.Map(ears.Path, ears.ListenAsync);
        app.MapGrpcService<NodeDoor>();
        return app;
    }

    /// <summary>Over the network: both sides show that they hold the key, or there is no line.</summary>
    private static void WithKey(ListenOptions line, KeyedTls key)
    {
        line.Protocols = HttpProtocols.Http2;
        line.UseHttps(https =>
        {
            https.ServerCertificate = key.Certificate;
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (theirs, _, _) => key.IsOurs(theirs);
        });
    }
}
