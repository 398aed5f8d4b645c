using System.Net;
using Microsoft.Extensions.Configuration;

namespace Hearth.Demo;

/// <summary>
/// A door asks nobody who they are, so whoever reaches the server can be anyone in the demo. It is therefore for this machine
/// alone: every address listened on is a loopback address, and the names it answers to are loopback names.
/// </summary>
public static class DemoAddresses
{
    /// <summary>
    /// The names a request may use, for the host filter. A page elsewhere whose name was pointed at 127.0.0.1 would otherwise
    /// be of one origin with the demo.
    /// </summary>
    public static readonly string[] Hosts = ["localhost", "*.localhost", "127.0.0.1", "[::1]"];

    /// <summary>The addresses in the server's configuration that others could reach; none of them may be there with the demo on.</summary>
    public static IReadOnlyList<string> Open(IConfiguration configuration) => [.. Configured(configuration).Where(address => !IsLoopback(address))];

    public static bool IsLoopback(string address)
    {
        // Kestrel listens everywhere on a name that it does not know (and on *, +), so only these are taken.
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return false;
        return uri.IdnHost == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    private static IEnumerable<string> Configured(IConfiguration configuration)
    {
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
            yield return endpoint["Url"] ?? endpoint.Path;

        var urls = Split(configuration["urls"]);
        foreach (var url in urls) yield return url;
        if (urls.Length > 0) yield break;

        // Ports alone mean all addresses.
        foreach (var scheme in (string[])["http", "https"])
            foreach (var port in Split(configuration[$"{scheme}_ports"])) yield return $"{scheme}://*:{port}";
    }

    private static string[] Split(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
