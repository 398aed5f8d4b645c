using System.Net;
using System.Text.RegularExpressions;

namespace Hearth.Media;

/// <summary>One of several media nodes.</summary>
public sealed record MediaNodeSettings
{
    /// <summary>The folder of a node on this machine.</summary>
    public string Run { get; init; } = "";

    /// <summary>The address and port of a node on another, such as 10.0.0.7:7443.</summary>
    public string At { get; init; } = "";

    /// <summary>A node on this machine is started when it is not there. False: somebody else sees to it.</summary>
    public bool Start { get; init; } = true;

    /// <summary>Its UDP ports, when they are not Media:Rtp.</summary>
    public string Rtp { get; init; } = "";
}

/// <summary>How a server finds, or starts, its media node. Section "Media" of the configuration.</summary>
public sealed partial record MediaSettings
{
    /// <summary>Several nodes, each under a short name that stays its own. None: one, in <see cref="Run"/>, started by the server.</summary>
    public Dictionary<string, MediaNodeSettings> Nodes { get; init; } = [];

    /// <summary>The file with the key that servers share with nodes on other machines.</summary>
    public string Secret { get; init; } = "";

    /// <summary>The folder that node and servers meet in; only its owner may enter. Relative to the working directory.</summary>
    public string Run { get; init; } = Path.Combine("data", "run");

    /// <summary>The node's program. When empty it is looked for beside the server.</summary>
    public string Node { get; init; } = "";

    /// <summary>The node is a unit of its own, under a user of its own: it is waited for here, and neither started nor ended.</summary>
    public bool Elsewhere { get; init; }

    /// <summary>UDP ports for media, such as "20000-20999"; at random when empty. Open them in the firewall.</summary>
    public string Rtp { get; init; } = "";

    /// <summary>The one IPv4 address media is sent from; the machine's first when empty.</summary>
    public string Address { get; init; } = "";

    /// <summary>The address browsers are told, when the machine stands behind one-to-one address translation.</summary>
    public string PublicAddress { get; init; } = "";

    /// <summary>Seconds that a node keeps its rooms without any server.</summary>
    public double AloneSeconds { get; init; } = 60;

    /// <summary>Seconds that a placed seat waits to be claimed.</summary>
    public double ClaimSeconds { get; init; } = 60;

    /// <summary>Seconds that a seat is kept while its browser is away.</summary>
    public double AwaySeconds { get; init; } = 60;

    /// <summary>The first thing wrong with it, or null. The node checks the rest when it starts.</summary>
    internal string? Wrong()
    {
        if (WrongFolder("Media:Run", Run) is { } wrong)
            return wrong;
        foreach (var (name, node) in Nodes)
        {
            if (!NodeName().IsMatch(name))
                return $"Media:Nodes:{name}: a node's name is one to twelve small letters and digits.";
            if (node.Run.Length > 0 == node.At.Length > 0)
                return $"Media:Nodes:{name} wants either Run, a folder on this machine, or At, an address and port.";
            if (node.Run.Length > 0 && WrongFolder($"Media:Nodes:{name}:Run", node.Run) is { } folder)
                return folder;
            if (node.At.Length > 0 && (!IPEndPoint.TryParse(node.At, out var at) || at.Port == 0))
                return $"Media:Nodes:{name}:At wants an address and a port, such as 10.0.0.7:7443; not \"{node.At}\".";
            if (node.At.Length > 0 && Secret.Length == 0)
                return $"Media:Nodes:{name} is reached over the network, so Media:Secret must name the file with the key that it shares with the servers.";
        }
        foreach (var (name, seconds) in new[] { (nameof(AloneSeconds), AloneSeconds), (nameof(ClaimSeconds), ClaimSeconds), (nameof(AwaySeconds), AwaySeconds) })
            if (seconds is < 0.1 or > 3600)
                return $"Media:{name} must be from 0.1 to 3600.";
        return null;
    }

    private static string? WrongFolder(string key, string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
            return $"{key} names no folder.";
        // The kernel allows a socket's path 107 bytes.
        return System.Text.Encoding.UTF8.GetByteCount(Path.Combine(Path.GetFullPath(folder), "media.sock")) > 107
            ? $"{key} is too long a path for a socket: {Path.GetFullPath(folder)}" : null;
    }

    [GeneratedRegex("^[a-z0-9]{1,12}$")]
    private static partial Regex NodeName();
}
