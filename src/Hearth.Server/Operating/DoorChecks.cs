using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hearth.Server.Operating;

/// <summary>How people get in: the name, HTTPS, the server itself, the relay.</summary>
internal static class DoorChecks
{
    public static IEnumerable<Finding> Name(HearthOptions options)
    {
        if (options.Demo) yield return Finding.Look("This is the demo: its doors let anyone in as anyone.", "Never let a person's own words into it. A real house: --no-demo, with a folder of its own.");
        else if (options.Host.Length == 0) yield return Finding.Wrong("The house has no name.", "Set Hearth:Host to what people type, before anyone makes a passkey: it is bound to the name for good.");
        else if (IPAddress.TryParse(options.Host, out _)) yield return Finding.Wrong($"{options.Host} is an address, and passkeys hold for names alone.", "Set Hearth:Host to a name.");
        else yield return Finding.Fine($"People find it as {options.Host}.");

        if (options.Certificate.Length > 0 && options.Proxies.Count > 0) yield return Finding.Look("There are both a certificate and proxies.", "One of the two is meant, most likely.");
        else if (options.Certificate.Length > 0) yield return Finding.Fine("It answers HTTPS itself.");
        else if (options.Proxies.Count > 0) yield return Finding.Fine($"HTTPS is answered before it, by {string.Join(", ", options.Proxies)}.");
        else if (!options.Demo) yield return Finding.Wrong("Nothing answers HTTPS.", "Browsers give cameras and passkeys to https alone. Set Certificate and CertificateKey, or Proxies (docs/operate.md).");
        foreach (var wide in options.Proxies.Where(p => Places.Read(p) is { PrefixLength: 0 }))
            yield return Finding.Wrong($"Proxies holds {wide}: everybody's word is taken for who they are.", "Name the proxies' own addresses.");
    }

    public static IEnumerable<Finding> Certificate(HearthOptions options, DateTimeOffset now)
    {
        if (options.Certificate.Length == 0) yield break;
        X509Certificate2? certificate = null;
        try
        {
            certificate = X509Certificate2.CreateFromPemFile(options.Certificate, options.CertificateKey);
        }
        catch (CryptographicException)
        {
        }
        if (certificate is null)
        {
            yield return Finding.Wrong("The certificate and its key do not belong together, or cannot be read.", $"Look at {options.Certificate} and {options.CertificateKey}.");
            yield break;
        }
        using (certificate)
        {
            var left = certificate.NotAfter.ToUniversalTime() - now.UtcDateTime;
            var until = string.Create(CultureInfo.InvariantCulture, $"The certificate holds until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}.");
            if (left < TimeSpan.Zero) yield return Finding.Wrong(string.Create(CultureInfo.InvariantCulture, $"The certificate ran out on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}."), "Renew it; the new files are taken up by themselves.");
            else if (left < TimeSpan.FromDays(14)) yield return Finding.Look(until, "It should have been renewed by now. See what renews it.");
            else yield return Finding.Fine(until);
            if (options.Host.Length > 0 && !certificate.MatchesHostname(options.Host))
                yield return Finding.Wrong($"The certificate is not for {options.Host}.", "Have one made for that name.");
        }
    }

    /// <summary>Asks the running server over HTTP, as a watcher would.</summary>
    public static async Task<IReadOnlyList<Finding>> ServerAsync(HearthOptions options) => await Listening.AskAsync(options) switch
    {
        null => [Finding.Wrong("The server does not answer.", "systemctl status hearth; journalctl -u hearth")],
        (var at, true, _) => [Finding.Fine($"The server answers at {at.GetLeftPart(UriPartial.Authority)}, and is ready.")],
        var (at, _, parts) => [Finding.Wrong($"The server answers at {at.GetLeftPart(UriPartial.Authority)}, and is not ready: {parts.Trim().Replace("\n", ", ", StringComparison.Ordinal)}.", "journalctl -u hearth -u hearth-media; for the database, see whether PostgreSQL runs.")],
    };

    public static async Task<IReadOnlyList<Finding>> RelayAsync(HearthOptions options)
    {
        if (options.Turn.Urls.Count == 0) return [Finding.Look("There is no relay.", "People behind strict networks (hospitals, hotels) will hear and see nobody. See docs/operate.md, \"A relay\".")];
        var findings = new List<Finding>();
        foreach (var url in options.Turn.Urls) findings.Add(await RelayAtAsync(url));
        if (!options.Turn.Urls.Any(u => u.EndsWith("transport=tcp", StringComparison.Ordinal)))
            findings.Add(Finding.Look("The relay is offered over UDP alone.", "The networks that need it most let only TCP through: add ?transport=tcp."));
        return findings;
    }

    private static async Task<Finding> RelayAtAsync(string url)
    {
        try
        {
            return await AnswersAsync(url)
                ? Finding.Fine($"The relay answers at {url}.")
                : Finding.Wrong($"The relay does not answer at {url}.", "systemctl status coturn; and is that port open in the firewall?");
        }
        catch (AuthenticationException)
        {
            return Finding.Wrong($"The relay answers at {url} with a certificate that this machine does not trust.", "Browsers will not either, unless they know your own authority. This machine learns it from /usr/local/share/ca-certificates (a file that ends in .crt), by update-ca-certificates.");
        }
    }

    /// <summary>A STUN binding request (RFC 8489): twenty bytes, which every relay answers with the same twelve at their end.</summary>
    private static async Task<bool> AnswersAsync(string url)
    {
        var (scheme, rest) = (url[..url.IndexOf(':', StringComparison.Ordinal)], url[(url.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        var tcp = rest.Contains("transport=tcp", StringComparison.Ordinal) || scheme == "turns";
        var place = rest.Split('?')[0].Split(':');
        var port = place.Length > 1 ? int.Parse(place[1], CultureInfo.InvariantCulture) : scheme == "turns" ? 5349 : 3478;
        byte[] request = [0x00, 0x01, 0x00, 0x00, 0x21, 0x12, 0xA4, 0x42, .. RandomNumberGenerator.GetBytes(12)];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            var answer = new byte[512];
            using var socket = tcp ? new Socket(SocketType.Stream, ProtocolType.Tcp) : new Socket(SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(place[0], port, patience.Token);
            if (!tcp)
            {
                await socket.SendAsync(request, patience.Token);
                return await socket.ReceiveAsync(answer, patience.Token) >= 20 && answer.AsSpan(8, 12).SequenceEqual(request.AsSpan(8));
            }
            await using var plain = new NetworkStream(socket);
            await using Stream line = scheme == "turns" ? new SslStream(plain) : plain;
            if (line is SslStream secure) await secure.AuthenticateAsClientAsync(place[0]);
            await line.WriteAsync(request, patience.Token);
            await line.ReadExactlyAsync(answer.AsMemory(0, 20), patience.Token);
            return answer.AsSpan(8, 12).SequenceEqual(request.AsSpan(8));
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
