using System.Diagnostics;
using System.Globalization;
using Hearth.Browser.Command;
using Hearth.Browser.Media;
using Hearth.Tests;

namespace Hearth.Browser.Servers;

/// <summary>One server as a process of its own, which a test may kill, freeze, end and start again. What it is told is environment alone.</summary>
/// <param name="alone">The only one of its house, as most are.</param>
public sealed class ServerProcess(string name, string folder, IReadOnlyDictionary<string, string> environment, bool alone = false) : IAsyncDisposable
{
    // As it is published: one that compiles itself first is slow to come back on a busy machine. Asked once: looking whether it is up to date takes a second.
    private static readonly Lazy<Task<string>> published = new(async () => (await Command.Command.Run($"{House.Root}/dev/build", [], null)).Answer);

    private Process? process;

    public string Name => name;
    public int Port { get; } = Ports.Free();
    public int SiloPort { get; } = Ports.Free();
    public int Pid => process!.Id;
    public bool Lives => process is { HasExited: false };

    /// <summary>What it holds of the machine's memory just now, in bytes.</summary>
    public long Memory => long.Parse(File.ReadLines($"/proc/{Pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;

    public string Log => Path.Combine(folder, $"server-{name}.log");

    /// <summary>Comes back when it takes requests.</summary>
    public async Task StartAsync()
    {
        process = await RunAsync();
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

    /// <summary>One of the program's own verbs ("audit verify"), told what the server is told.</summary>
    public async Task<(int Code, string Said)> AskAsync(params string[] verb)
    {
        using var asked = await RunAsync(verb);
        await asked.WaitForExitAsync();
        return (asked.ExitCode, LastWords);
    }

    private async Task<Process> RunAsync(params string[] verb)
    {
        var folderOfIt = await published.Value;
        var server = Path.Combine(folderOfIt, "server");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "log=$1; dll=$0; shift; exec dotnet \"$dll\" \"$@\" >>\"$log\" 2>&1 </dev/null", Path.Combine(server, "Hearth.Server.dll"), Log, .. verb]) { WorkingDirectory = server };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        start.Environment["Logging__Console__FormatterName"] = "simple";
        start.Environment["Logging__Console__FormatterOptions__TimestampFormat"] = "HH:mm:ss.fff ";
        start.Environment["Hearth__MediaNode"] = Path.Combine(folderOfIt, "node", "Hearth.MediaNode.dll");
        start.Environment["ASPNETCORE_URLS"] = $"http://localhost:{Port}";
        start.Environment["Hearth__Data"] = Path.Combine(folder, $"data-{name}");
        if (!alone)
        {
            start.Environment["Hearth__Cluster__Address"] = "127.0.0.1";
            // Browsers, servers and Janus on the same two cores: nobody is to be taken for lost because of that.
            start.Environment.TryAdd("Hearth__Cluster__Patience", "9");
            start.Environment["Hearth__Cluster__Port"] = $"{SiloPort}";
        }
        return Process.Start(start)!;
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
