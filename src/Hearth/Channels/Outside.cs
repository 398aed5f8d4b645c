using System.Net;
using System.Net.Sockets;

namespace Hearth.Channels;

/// <summary>
/// Where a program's request may go. An admin types the address, and the server stands where they do not: in the clinic's network,
/// beside the cloud's own addresses. So only what is out in the world, unless whoever runs the machine named it.
/// </summary>
public static class Outside
{
    // Everything that is no ordinary address of the Internet (IANA's special-purpose registries).
    private static readonly IPNetwork[] inside =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Of IPv6 only 2000::/3 is out in the world, and of that not these, which lead to others' IPv4 or nowhere.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        ]).Select(n => IPNetwork.Parse(n)),
    ];

    private static readonly IPNetwork world = IPNetwork.Parse("2000::/3");

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !world.Contains(address)) return false;
        return address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !inside.Any(n => n.Contains(address));
    }

    /// <param name="listed">Hosts in the house's own network, as the operator wrote them. There http will do.</param>
    public static bool MayBe(Uri url, IReadOnlyList<string> listed) =>
        url is { IsAbsoluteUri: true, UserInfo: "" } && (IsListed(url.IdnHost, listed) ? url.Scheme is "https" or "http" : url.Scheme == "https" && (!IPAddress.TryParse(url.IdnHost, out var literal) || IsPublic(literal)));

    public static bool IsListed(string host, IReadOnlyList<string> listed) => listed.Contains(host.Trim('[', ']'), StringComparer.OrdinalIgnoreCase);
}
