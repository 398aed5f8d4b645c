using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Hearth.Browser.Command;
using Hearth.Browser.Media;

namespace Hearth.Browser.Servers;

/// <summary>One server as a process of its own, which a test may kill, freeze, end and start again. What it is told is environment alone.</summary>
public sealed class ServerProcess(string name, string folder, IReadOnlyDictionary<string, string> environment) : IAsyncDisposable
{
    private Process? process;

    public string Name => name;
    public int Port { get; } = FreePort();
    public int SiloPort { get; } = FreePort();
    public int Pid => process!.Id;
    public bool Lives => process is { HasExited: false };

    public string Log => Path.Combine(folder, $"server-{name}.log");

    /// <summary>
    /// One that is there again when the server is started again: below those that the kernel gives to outgoing connections, of
    /// which servers and tests have many.
    /// </summary>
    internal static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(10_000, 16_000));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }

    /// <summary>Comes back when it takes requests.</summary>
    public async Task StartAsync()
    {
        // As it is published: one that compiles itself first is slow to come back on a busy machine.
        var published = (await Command.Command.Run($"{House.Root}/dev/build", [], null)).Said.TrimEnd().Split('\n')[^1];
        var server = Path.Combine(published, "server");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec dotnet \"$0\" >>\"$1\" 2>&1 </dev/null", Path.Combine(server, "Hearth.Server.dll"), Log]) { WorkingDirectory = server };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        start.Environment["Logging__Console__FormatterName"] = "simple";
        start.Environment["Logging__Console__FormatterOptions__TimestampFormat"] = "HH:mm:ss.fff ";
        start.Environment["Hearth__MediaNode"] = Path.Combine(published, "node", "Hearth.MediaNode.dll");
        start.Environment["ASPNETCORE_URLS"] = $"http://localhost:{Port}";
        start.Environment["Hearth__Data"] = Path.Combine(folder, $"data-{name}");
        start.Environment["Hearth__Cluster__Address"] = "127.0.0.1";
        // Browsers, servers and Janus on the same two cores: nobody is to be taken for lost because of that.
        start.Environment.TryAdd("Hearth__Cluster__Patience", "9");
        start.Environment["Hearth__Cluster__Port"] = $"{SiloPort}";
        process = Process.Start(start)!;
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        await Circle.UntilAsync(async () =>
        {
            Assert.True(Lives, $"Server {name} ended at its start:\n{LastWords}");
            try
            {
                return (await http.GetAsync(new Uri($"http://localhost:{Port}/health"))).IsSuccessStatusCode;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        }, $"server {name} takes requests", 240);
    }

    public string LastWords => File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(30)) : "";

    public async Task KillAsync()
    {
        Signal("KILL");
        await EndedAsync();
    }

    /// <summary>As a restart of its unit begins.</summary>
    public async Task EndAsync()
    {
        Signal("TERM");
        await EndedAsync();
    }

    public void Signal(string signal) => House.Kill(Pid, signal);

    public Task EndedAsync() => process!.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);

    public async ValueTask DisposeAsync()
    {
        if (process is null) return;
        if (Lives) await KillAsync();
        process.Dispose();
    }
}
