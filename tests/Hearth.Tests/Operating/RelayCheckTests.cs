using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hearth.Server;
using Hearth.Server.Operating;

namespace Hearth.Tests.Operating;

/// <summary>What the check says of the relay: it answers, it does not, or it does with a certificate that nobody here trusts.</summary>
public sealed class RelayCheckTests
{
    [Fact]
    public async Task A_relay_with_a_certificate_that_nobody_knows_is_not_called_silent()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=relay.invalid", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var relay = Task.Run(async () =>
        {
            using var caller = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await using var secure = new SslStream(caller.GetStream());
            try
            {
                await secure.AuthenticateAsServerAsync(certificate);
                await secure.ReadExactlyAsync(new byte[20], TestContext.Current.CancellationToken);
            }
            catch (Exception e) when (e is AuthenticationException or IOException)
            {
                // The caller turned away.
            }
        }, TestContext.Current.CancellationToken);

        Assert.Contains("does not trust", await SaidAsync($"turns:localhost:{port}?transport=tcp"), StringComparison.Ordinal);
        await relay;
        listener.Stop();
        Assert.Contains("does not answer", await SaidAsync($"turns:localhost:{port}?transport=tcp"), StringComparison.Ordinal);
    }

    private static async Task<string> SaidAsync(string url)
    {
        var finding = Assert.Single(await DoorChecks.RelayAsync(new HearthOptions { Turn = new() { Urls = [url] } }));
        Assert.Equal(Standing.Wrong, finding.Standing);
        return finding.What;
    }
}
