using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Hearth.Channels.Rules;

namespace Hearth.Channels;

/// <summary>
/// How a request goes to an address that somebody typed or a browser handed over: it is checked at the moment of connecting, on the
/// address that is connected to, since a name may lead elsewhere than it did. No redirect is followed, no proxy asked.
/// </summary>
internal static class OutsideHttp
{
    private sealed class NotPublicException : IOException;

    /// <param name="listed">Hosts in the house's own network that may be spoken to.</param>
    /// <param name="trust">Whom to believe, where it is not whom this machine believes.</param>
    public static HttpClient Client(IReadOnlyList<string> listed, RemoteCertificateValidationCallback? trust = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null, ConnectTimeout = Trying.Patience,
        // Each call connects anew, and is checked anew.
        PooledConnectionLifetime = TimeSpan.Zero, ConnectCallback = (context, cancel) => ConnectAsync(listed, context, cancel),
        SslOptions = new() { RemoteCertificateValidationCallback = trust },
    }) { Timeout = Trying.Patience };

    public static Flaw FlawOf(Exception e) => Causes(e).Any(c => c is NotPublicException) ? Flaw.NotPublic : Causes(e).Any(c => c is AuthenticationException) ? Flaw.NotTrusted : Flaw.CannotReach;

    private static async ValueTask<Stream> ConnectAsync(IReadOnlyList<string> listed, SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancel);
        // One that is ours among them is enough to send nothing: it was put there to be found.
        if (!Outside.IsListed(host, listed) && !addresses.All(Outside.IsPublic)) throw new NotPublicException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IEnumerable<Exception> Causes(Exception? e)
    {
        for (; e is not null; e = e.InnerException) yield return e;
    }
}
