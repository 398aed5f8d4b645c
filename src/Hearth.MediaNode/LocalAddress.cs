using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Hearth.MediaNode;

internal static class LocalAddress
{
    /// <summary>
    /// The one address Janus may use. Janus never gathers on loopback, and when the address it is told matches no interface it
    /// silently offers all of them: so exactly one that is up, or no start.
    /// </summary>
    public static IPAddress Choose(IPAddress? wanted)
    {
        var up = NetworkInterface.GetAllNetworkInterfaces()
            .Where(n => n.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .Select(n => n.GetIPProperties())
            .OrderByDescending(p => p.GatewayAddresses.Any(g => g.Address.AddressFamily == AddressFamily.InterNetwork))
            .SelectMany(p => p.UnicastAddresses)
            .Select(u => u.Address)
            .Where(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a))
            .ToList();
        if (wanted is null)
            return up.FirstOrDefault() ?? throw new SettingsException("No network interface with an IPv4 address is up, and media cannot run on loopback alone.");
        return up.Contains(wanted) ? wanted : throw new SettingsException($"--address {wanted} belongs to no interface that is up.");
    }
}
