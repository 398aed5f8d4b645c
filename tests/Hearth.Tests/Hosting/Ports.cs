using System.Net;
using System.Net.Sockets;

namespace Hearth.Tests;

/// <summary>
/// Ports of this machine for what is told its port before it starts. Not from the range that connections take theirs from: there,
/// one that was free a moment ago is somebody's by the time a server has started.
/// </summary>
public static class Ports
{
    private static int last = Random.Shared.Next(8_000);

    public static int Free()
    {
        while (true)
        {
            // Each once, so that two who ask before either has started get two.
            var port = 10_000 + (Interlocked.Increment(ref last) & int.MaxValue) % 8_000;
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody's: the next.
            }
        }
    }
}
