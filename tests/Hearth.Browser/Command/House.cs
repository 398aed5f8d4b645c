using System.Diagnostics;
using System.Text;
using Hearth.Tests;

namespace Hearth.Browser.Command;

/// <summary>
/// <c>./hearth up</c> as a person has it: at a terminal of its own, with a data folder, keys and a port of its own.
/// What belongs to it is found by that folder's name, whoever started it and whoever its parent is by now.
/// </summary>
public sealed class House : IAsyncDisposable
{
    /// <summary>The checkout's root, where the command is.</summary>
    public static readonly string Root = FindRoot();

    readonly Process terminal;
    readonly StringBuilder said = new();

    House(string folder, int port, string options, IReadOnlyDictionary<string, string>? environment)
    {
        Folder = folder;
        Port = port;
        // "script" gives it a terminal, so that Ctrl-C is a real one. A runner in the background hands on an
        // ignored SIGINT, which no shell can undo: "env" does.
        var line = $"exec env --default-signal=INT {Root}/hearth up {options}";
        var start = new ProcessStartInfo("script", ["--quiet", "--flush", "--return", "--command", line, "/dev/null"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        terminal = Process.Start(start)!;
        terminal.OutputDataReceived += Hear;
        terminal.ErrorDataReceived += Hear;
        terminal.BeginOutputReadLine();
        terminal.BeginErrorReadLine();
    }

    public string Folder { get; }

    public int Port { get; }

    public string Said { get { lock (said) return said.ToString(); } }

    public int ServerPid => int.Parse(File.ReadAllText(Path.Combine(Folder, "data/run/server.pid")));

    /// <summary>The script itself, which a -9 ends without a word.</summary>
    public int UpPid => Processes().Single(p => Arguments(p) is [var shell, var script, ..] && shell.EndsWith("bash") && script.EndsWith("dev/up"));

    /// <summary>Starts it and comes back at once.</summary>
    public static House Start(string? options = null, IReadOnlyDictionary<string, string>? environment = null, string? folder = null, int? on = null)
    {
        folder ??= Directory.CreateTempSubdirectory("hearth-command-").FullName;
        var port = on ?? Ports.Free();
        return new House(folder, port, $"--data {folder}/data --keys {folder}/keys --port {port} {options}", environment);
    }

    /// <summary>Starts it on addresses of the caller's choice.</summary>
    public static House StartOn(string urls, string? options = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var folder = Directory.CreateTempSubdirectory("hearth-command-").FullName;
        return new House(folder, 0, $"--data {folder}/data --keys {folder}/keys --urls \"{urls}\" {options}", environment);
    }

    /// <summary>Starts it and comes back when it has printed its address.</summary>
    public static async Task<House> Open(string? options = null, IReadOnlyDictionary<string, string>? environment = null, string? folder = null, int? on = null)
    {
        var house = Start(options, environment, folder, on);
        await house.Hears("Hearth is open");
        return house;
    }

    public async Task Hears(string words, int seconds = 240)
    {
        await Eventually(() => Said.Contains(words) || terminal.HasExited, seconds, () => $"It never said \"{words}\". It said:\n{Said}");
        if (!Said.Contains(words)) await Task.Delay(500);
        Assert.Contains(words, Said);
    }

    public async Task<bool> Answers()
    {
        try
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
            return (await http.GetAsync($"http://localhost:{Port}/health")).IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    public void PressCtrlC()
    {
        terminal.StandardInput.Write('\u0003');
        terminal.StandardInput.Flush();
    }

    public async Task<int> Ended(int seconds = 60)
    {
        await Eventually(() => terminal.HasExited, seconds, () => $"It did not end. It said:\n{Said}");
        return terminal.ExitCode;
    }

    public static void Kill(int pid, string signal) => Process.Start("kill", [$"-{signal}", $"{pid}"]).WaitForExit();

    /// <summary>Every process that has this house's folder in its arguments, its environment or as its place, the terminal apart.</summary>
    public IReadOnlyList<int> Processes() =>
        [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(n => int.TryParse(n, out _)).Select(n => int.Parse(n!))
            .Where(p => p != Environment.ProcessId && Belongs(p) && Arguments(p) is [var first, ..] && !first.EndsWith("script"))];

    /// <summary>What is left, in words, for a message.</summary>
    public string Left() => string.Join("\n", Processes().Select(p => $"{p}: {string.Join(' ', Arguments(p))}"));

    public static async Task Eventually(Func<bool> holds, int seconds, Func<string> otherwise)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < seconds; await Task.Delay(100))
            if (holds()) return;
        Assert.Fail(otherwise());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pid in Processes()) Kill(pid, "KILL");
        if (!terminal.HasExited) terminal.Kill(entireProcessTree: true);
        await terminal.WaitForExitAsync();
        terminal.Dispose();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    void Hear(object _, DataReceivedEventArgs heard)
    {
        lock (said) said.AppendLine(heard.Data);
    }

    bool Belongs(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Contains(Folder)
                || File.ReadAllText($"/proc/{pid}/environ").Contains(Folder)
                || File.ResolveLinkTarget($"/proc/{pid}/cwd", false)?.FullName.StartsWith(Folder) == true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;   // it has ended meanwhile
        }
    }

    static string[] Arguments(int pid)
    {
        try { return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries); }
        catch (IOException) { return []; }
    }

    static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Hearth.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
