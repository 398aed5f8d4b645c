using System.Net;
using System.Net.Sockets;

namespace Hearth.Server;

/// <summary>This server as one of several on one PostgreSQL, section "Hearth:Cluster". Without an address it stands alone.</summary>
public sealed record ClusterSettings
{
    /// <summary>The address at which the other servers reach this one: of this machine, loopback or in a private network.</summary>
    public string Address { get; init; } = "";

    /// <summary>The TCP port there.</summary>
    public int Port { get; init; } = 11111;

    /// <summary>Servers with the same name on the same database belong together.</summary>
    public string Name { get; init; } = "hearth";

    /// <summary>
    /// Seconds of silence after which a server is taken for lost by the others, and ends itself when it learns so. Less, and the
    /// rooms of a frozen one answer elsewhere sooner; more, and a machine that is merely very busy is left alone.
    /// </summary>
    public double Patience { get; init; } = 3;

    public bool IsOne => Address.Length > 0;

    /// <summary>The first thing wrong with it, in words; null: nothing.</summary>
    /// <param name="nodes">The media nodes are named.</param>
    public string? Wrong(HearthOptions house, bool nodes)
    {
        if (!IsOne) return null;
        if (house.Database.Length == 0) return "Several servers (Hearth:Cluster:Address) need PostgreSQL: a SQLite file belongs to one. Set Hearth:Database and Hearth:KeysDatabase.";
        if (!IPAddress.TryParse(Address, out var address)) return $"Hearth:Cluster:Address wants an IP address of this machine, such as 10.0.0.5; not \"{Address}\".";
        if (!IsPrivate(address)) return $"Hearth:Cluster:Address must be loopback or in a private network: {Address} can be reached from anywhere.";
        if (Port is < 1 or > 65535) return $"Hearth:Cluster:Port wants a number from 1 to 65535, not {Port}.";
        if (!nodes) return "Several servers share their media nodes, or people in one room would be at different ones: name them, the same on every server (Media:Nodes).";
        if (Patience is not (>= 1 and <= 60)) return $"Hearth:Cluster:Patience wants 1 to 60 seconds, not {Patience}.";
        if (Name.Length is 0 or > 100) return "Hearth:Cluster:Name wants 1 to 100 letters.";
        return null;
    }

    private static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address)) return true;
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;
        return address.GetAddressBytes() is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [100, >= 64 and <= 127, ..] or [169, 254, ..];
    }
}
