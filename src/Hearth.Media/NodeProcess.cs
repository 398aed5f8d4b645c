using System.Diagnostics;
using System.Globalization;

namespace Hearth.Media;

/// <summary>Starts the media node so that it outlives us, and ends one that hangs.</summary>
internal static class NodeProcess
{
    private const string Name = "Hearth.MediaNode";

    /// <summary>
    /// In a session of its own, so that neither our end nor a Ctrl-C in our terminal reaches it, and with nothing of ours open:
    /// it writes to a log file beside its socket.
    /// </summary>
    public static void Start(MediaSettings settings)
    {
        if (settings.Elsewhere)
            return; // whoever keeps it starts it
        var run = Path.GetFullPath(settings.Run);
        Directory.CreateDirectory(run, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var log = Path.Combine(run, "media.log");
        using (new FileStream(log, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
        }
        var command = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        foreach (var arg in new[] { "-c", "log=$1; shift; exec setsid --fork \"$@\" </dev/null >>\"$log\" 2>&1", "sh", log }.Concat(Command(settings, run)))
            command.ArgumentList.Add(arg);
        // What configures this server's web host is not meant for the node's.
        foreach (var name in command.Environment.Keys.Where(k => k.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || k.StartsWith("DOTNET_URLS", StringComparison.Ordinal)).ToList())
            command.Environment.Remove(name);
        using var process = Process.Start(command) ?? throw new InvalidOperationException("The media node could not be started.");
        process.WaitForExit();
    }

    /// <summary>Ends the node of this run folder, if one lives, and says whether it did. Janus goes with it.</summary>
    public static bool Kill(MediaSettings settings)
    {
        if (settings.Elsewhere || Pid(settings) is not { } pid)
            return false;
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
            return process.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    public static bool Lives(MediaSettings settings) => Pid(settings) is not null;

    public static string? LastWords(MediaSettings settings)
    {
        if (settings.Elsewhere)
            return $"nobody answers at {Path.GetFullPath(settings.Run)}. See what its unit says: journalctl -u hearth-media.";
        var log = Path.Combine(settings.Run, "media.log");
        return File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(5)) : null;
    }

    /// <summary>The living node's process id. A stale file may name a stranger, so the command line is asked too.</summary>
    private static int? Pid(MediaSettings settings)
    {
        var file = Path.Combine(settings.Run, "media.pid");
        try
        {
            return int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var pid)
                && File.ReadAllText($"/proc/{pid}/cmdline").Contains(Name, StringComparison.Ordinal) ? pid : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Command(MediaSettings settings, string run)
    {
        var program = Program(settings);
        if (program.EndsWith(".dll", StringComparison.Ordinal))
            yield return Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";
        yield return program;
        var options = new (string Name, string Value)[]
        {
            ("run", run),
            ("alone", Seconds(settings.AloneSeconds)),
            ("claim", Seconds(settings.ClaimSeconds)),
            ("away", Seconds(settings.AwaySeconds)),
            ("rtp", settings.Rtp),
            ("address", settings.Address),
            ("public-address", settings.PublicAddress),
        };
        foreach (var (name, value) in options.Where(o => o.Value.Length > 0))
        {
            yield return "--" + name;
            yield return value;
        }
    }

    private static string Program(MediaSettings settings)
    {
        if (settings.Node.Length > 0)
            return Path.GetFullPath(settings.Node);
        var here = AppContext.BaseDirectory;
        var places = new[]
        {
            Path.Combine(here, "media-node", $"{Name}.dll"),
            Path.Combine(here, $"{Name}.dll"),
            // In the build output every project has a folder of its own.
            Path.Combine(here, "..", "..", Name, new DirectoryInfo(here).Name, $"{Name}.dll"),
        };
        return places.Select(Path.GetFullPath).FirstOrDefault(p => File.Exists(p) && File.Exists(Path.ChangeExtension(p, ".runtimeconfig.json")))
            ?? throw new FileNotFoundException($"The media node's program is not beside the server. Looked for: {string.Join(", ", places.Select(Path.GetFullPath))}");
    }

    private static string Seconds(double value) => value.ToString(CultureInfo.InvariantCulture);
}
