using System.Globalization;
using System.Net;

namespace Hearth.MediaNode;

/// <summary>How the node was started. Read once, validated whole: an argument nobody knows, or a value out of bounds, ends the start.</summary>
internal sealed record NodeSettings
{
    /// <summary>Where socket, secret and lock are: a folder that only its owner may enter.</summary>
    public required string Run { get; init; }

    /// <summary>How long rooms are kept without any server watching. Then the node ends, and Janus with it.</summary>
    public TimeSpan Alone { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a placed seat waits for its browser.</summary>
    public TimeSpan Claim { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a seat is kept after its browser went away.</summary>
    public TimeSpan Away { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>UDP ports for media: two a person at most. Chosen at random unless set.</summary>
    public (int From, int To) Rtp { get; init; }

    /// <summary>The one address that media is sent from and received on.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The address that browsers are told when the node stands behind one-to-one address translation.</summary>
    public IPAddress? PublicAddress { get; init; }

    /// <summary>Where servers on other machines reach the node, besides its socket. Private: it is the door to every room.</summary>
    public IPEndPoint? Listen { get; init; }

    /// <summary>The file with the key that servers and nodes share; whoever comes over the network must hold it.</summary>
    public string? Secret { get; init; }

    public string Janus { get; init; } = "/usr/bin/janus";

    /// <summary>The run folder's group may speak to the node: the server's, when that is another user.</summary>
    public bool Group { get; init; }

    public static NodeSettings Parse(string[] args)
    {
        var given = new Dictionary<string, string>();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 >= args.Length)
                throw new SettingsException($"Expected --name value, got '{args[i]}'.");
            if (!given.TryAdd(args[i][2..], args[i + 1]))
                throw new SettingsException($"{args[i]} is given twice.");
        }

        NodeManual.Add(given);
        string? Take(string name) => given.Remove(name, out var value) ? value : null;
        TimeSpan Seconds(string name, double otherwise)
        {
            if (Take(name) is not { } text)
                return TimeSpan.FromSeconds(otherwise);
            if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value is < 0.1 or > 3600)
                throw new SettingsException($"--{name} takes seconds from 0.1 to 3600, not '{text}'.");
            return TimeSpan.FromSeconds(value);
        }
        IPAddress? Address(string name)
        {
            if (Take(name) is not { } text)
                return null;
            if (!IPAddress.TryParse(text, out var ip) || ip.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork || IPAddress.IsLoopback(ip))
                throw new SettingsException($"--{name} takes an IPv4 address that is not loopback, not '{text}'.");
            return ip;
        }

        var run = Take("run") ?? throw new SettingsException("--run DIR is required.");
        var settings = new NodeSettings
        {
            Run = Path.GetFullPath(run),
            Alone = Seconds("alone", 60),
            Claim = Seconds("claim", 60),
            Away = Seconds("away", 60),
            Rtp = Ports(Take("rtp")),
            Address = LocalAddress.Choose(Address("address")),
            PublicAddress = Address("public-address"),
            Listen = EndPoint(Take("listen")),
            Secret = Take("secret"),
            Janus = Take("janus") ?? "/usr/bin/janus",
            Group = Take("group") switch
            {
                null or "no" => false,
                "yes" => true,
                var other => throw new SettingsException($"--group is yes or no, not '{other}'."),
            },
        };
        if (given.Count > 0)
            throw new SettingsException($"Unknown: {string.Join(", ", given.Keys.Select(k => "--" + k))}.");
        if (settings.Listen is null != settings.Secret is null)
            throw new SettingsException("--listen and --secret go together: what is reached over the network is opened by a key alone.");
        if (!File.Exists(settings.Janus))
            throw new SettingsException($"Janus is not at {settings.Janus}. On Debian it is the package 'janus'.");
        return settings;
    }

    private static IPEndPoint? EndPoint(string? text) =>
        text is null ? null
        : IPEndPoint.TryParse(text, out var at) && at.Port > 0 && !at.Address.Equals(IPAddress.Any) && !at.Address.Equals(IPAddress.IPv6Any) ? at
        : throw new SettingsException($"--listen takes one address of this machine and a port, such as 10.0.0.7:7443, not '{text}'.");

    private static (int, int) Ports(string? text)
    {
        if (text is null)
        {
            // A thousand ports out of the range that the kernel does not hand out by itself.
            var from = 16_000 + 1_000 * Random.Shared.Next(0, 16);
            return (from, from + 999);
        }
        var ends = text.Split('-');
        if (ends.Length != 2 || !int.TryParse(ends[0], out var first) || !int.TryParse(ends[1], out var last)
            || first < 1024 || last > 65535 || last - first < 20)
            throw new SettingsException($"--rtp takes a range of UDP ports such as 20000-20999, not '{text}'.");
        return (first, last);
    }
}

/// <summary>The node was started wrongly; the message says how.</summary>
internal sealed class SettingsException(string message) : Exception(message);
