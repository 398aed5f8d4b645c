using System.Globalization;

namespace Hearth.Browser.Media;

/// <summary>What a process listens on and has open, as the kernel sees it.</summary>
public static class Sockets
{
    public static HashSet<int> UdpPorts(int pid) => [.. Of(pid, "udp").Concat(Of(pid, "udp6")).Select(s => s.Port)];

    /// <summary>Where it takes connections: address (as the kernel writes it) and port.</summary>
    public static List<(string Address, int Port)> Listening(int pid) => [.. Of(pid, "tcp").Concat(Of(pid, "tcp6")).Where(s => s.State == "0A").Select(s => (s.Address, s.Port))];

    /// <summary>Sockets in the file system, or in the kernel's own name space, that it takes connections on.</summary>
    public static List<string> ListeningUnix(int pid)
    {
        var own = Inodes(pid);
        // Flags with 0x10000 (__SO_ACCEPTCON) are those of a socket that listens.
        return [.. File.ReadLines("/proc/net/unix").Skip(1).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(p => own.Contains(p[6]) && (long.Parse(p[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 0x10000) != 0).Select(p => p.ElementAtOrDefault(7) ?? "unnamed")];
    }

    private static IEnumerable<(string Address, int Port, string State)> Of(int pid, string kind)
    {
        var own = Inodes(pid);
        foreach (var parts in File.ReadLines($"/proc/net/{kind}").Skip(1).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            if (own.Contains(parts[9]) && parts[1].Split(':') is [var address, var port])
                yield return (address, int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture), parts[3]);
    }

    private static HashSet<string> Inodes(int pid) =>
        [.. Directory.GetFiles($"/proc/{pid}/fd").Select(Target).OfType<string>().Where(t => t.StartsWith("socket:[", StringComparison.Ordinal)).Select(t => t[8..^1])];

    /// <summary>Files that it has open for writing.</summary>
    public static List<string> Writing(int pid) =>
        [.. Directory.GetFiles($"/proc/{pid}/fd").Select(f => (File: Target(f), Number: Path.GetFileName(f)))
            .Where(f => f.File is { } path && path.StartsWith('/') && !path.Contains(":[", StringComparison.Ordinal) && !path.Contains("anon_inode", StringComparison.Ordinal) && !path.StartsWith("/dev/", StringComparison.Ordinal) && MayWrite(pid, f.Number)).Select(f => f.File!)];

    private static bool MayWrite(int pid, string number)
    {
        try
        {
            var flags = File.ReadLines($"/proc/{pid}/fdinfo/{number}").First(l => l.StartsWith("flags:", StringComparison.Ordinal))[6..].Trim();
            return (Convert.ToInt64(flags, 8) & 3) != 0;
        }
        catch (IOException)
        {
            return false;   // closed meanwhile
        }
    }

    private static string? Target(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, false)?.ToString() is { } target ? (target.Contains("socket:[", StringComparison.Ordinal) ? target[target.IndexOf("socket:[", StringComparison.Ordinal)..] : target) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
