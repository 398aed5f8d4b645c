namespace Hearth.Media;

/// <summary>How a server finds, or starts, its media node. Section "Media" of the configuration.</summary>
public sealed record MediaSettings
{
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
        if (string.IsNullOrWhiteSpace(Run))
            return "Media:Run names no folder.";
        // The kernel allows a socket's path 107 bytes.
        if (System.Text.Encoding.UTF8.GetByteCount(Path.Combine(Path.GetFullPath(Run), "media.sock")) > 107)
            return $"Media:Run is too long a path for a socket: {Path.GetFullPath(Run)}";
        foreach (var (name, seconds) in new[] { (nameof(AloneSeconds), AloneSeconds), (nameof(ClaimSeconds), ClaimSeconds), (nameof(AwaySeconds), AwaySeconds) })
            if (seconds is < 0.1 or > 3600)
                return $"Media:{name} must be from 0.1 to 3600.";
        return null;
    }
}
