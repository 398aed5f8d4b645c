using System.Globalization;

namespace Hearth.Server.Operating;

/// <summary>The machine that the house stands on.</summary>
internal static class MachineChecks
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static IEnumerable<Finding> Folders(HearthOptions options)
    {
        var (data, keys) = (Path.GetFullPath(options.Data), Path.GetFullPath(options.KeysFolder));
        foreach (var path in (string[])[data, keys, .. Directory.GetFiles(keys)])
            if ((File.GetUnixFileMode(path) & Others) != 0)
                yield return Finding.Wrong($"Others than its owner may enter or read {path}.", $"chmod go= {path}");
        if ((keys + "/").StartsWith(data + "/", StringComparison.Ordinal) || (data + "/").StartsWith(keys + "/", StringComparison.Ordinal))
            yield return Finding.Wrong("Keys and data are in one folder: a copy of one is a copy of both.", "Put the keys folder elsewhere, and say where with Hearth:Keys.");
        else yield return Finding.Fine($"Data in {data}, the root key apart from them in {keys}.");
    }

    public static IEnumerable<Finding> Clock()
    {
        var told = File.Exists("/run/systemd/timesync/synchronized") || Running("chronyd") || Running("ntpd");
        yield return told ? Finding.Fine("Something keeps the clock right.")
            : Finding.Look("Nothing that keeps the clock right was found.", "Codes of authenticator apps fail when it is off by a minute. apt-get install systemd-timesyncd, or chrony.");
    }

    public static IEnumerable<Finding> Disk(HearthOptions options)
    {
        var disk = new DriveInfo(Path.GetFullPath(options.Data));
        var free = string.Create(CultureInfo.InvariantCulture, $"{disk.AvailableFreeSpace / 1e9:0.0} GB of {disk.TotalSize / 1e9:0.0} GB are free where the data are.");
        if (disk.AvailableFreeSpace < 500_000_000) yield return Finding.Wrong(free, "Nothing that is said can be kept when the disk is full. Make room now.");
        else if (disk.AvailableFreeSpace < disk.TotalSize / 10) yield return Finding.Look(free, "Make room, before it is full.");
        else yield return Finding.Fine(free);
    }

    /// <summary>What the running processes may do, not what their settings say.</summary>
    public static IEnumerable<Finding> CoreDumps(HearthOptions options, string mediaRun)
    {
        var named = new[] { Path.Combine(options.Data, "run", "listening"), Path.Combine(mediaRun, "media.pid") }.Where(File.Exists).Select(f => File.ReadLines(f).First()).ToHashSet();
        var ours = Processes().Where(p => named.Contains(p.Pid.ToString(CultureInfo.InvariantCulture)) && p.Line.Contains("Hearth.", StringComparison.Ordinal)).ToList();
        var dumping = ours.Where(p => Dumps(p.Pid)).ToList();
        foreach (var process in dumping)
            yield return Finding.Wrong($"Process {process.Pid} may leave a core dump, which holds what people said.", "Start it by its unit or by \"./hearth up\"; both forbid it.");
        if (dumping.Count == 0) yield return Finding.Fine(ours.Count > 0 ? "No process of the house may leave a core dump." : "No process of the house is running.");
        if (Environment.GetEnvironmentVariable("DOTNET_DbgEnableMiniDump") == "1")
            yield return Finding.Wrong("DOTNET_DbgEnableMiniDump is 1: a crash would be written down, with what people said.", "Take it out of the environment.");
    }

    public static IEnumerable<Finding> Backups(HearthOptions options, DateTimeOffset now)
    {
        var file = Path.Combine(options.Data, "last-backup");
        if (!File.Exists(file) || !DateTimeOffset.TryParseExact(File.ReadAllText(file).Trim(), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var last))
        {
            yield return Finding.Wrong("There has never been a backup.", "See docs/operate.md, \"Backups\": ./hearth backup --make-identity …, then systemctl enable --now hearth-backup.timer");
            yield break;
        }
        var age = string.Create(CultureInfo.InvariantCulture, $"The last backup is {(now - last).TotalHours:0} hours old.");
        yield return now - last > TimeSpan.FromHours(48) ? Finding.Wrong(age, "systemctl status hearth-backup.timer; journalctl -u hearth-backup")
            : now - last > TimeSpan.FromHours(26) ? Finding.Look(age, "systemctl status hearth-backup.timer")
            : Finding.Fine(age);
    }

    internal static bool Running(string name) => Processes().Any(p => p.Name == name);

    internal static IEnumerable<(int Pid, string Name, string Line)> Processes()
    {
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid)) continue;
            string name, line;
            try
            {
                (name, line) = (File.ReadAllText($"{folder}/comm").Trim(), File.ReadAllText($"{folder}/cmdline"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue; // gone meanwhile, or not ours to see
            }
            yield return (pid, name, line);
        }
    }

    private static bool Dumps(int pid)
    {
        try
        {
            return !File.ReadLines($"/proc/{pid}/limits").First(l => l.StartsWith("Max core file size", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[4].Equals("0", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
