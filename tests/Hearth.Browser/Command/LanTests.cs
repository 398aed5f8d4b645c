using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Playwright;

namespace Hearth.Browser.Command;

/// <summary><c>./hearth up --lan</c>: a phone in the same network, and what its owner must be told.</summary>
[Collection("command")]
public sealed class LanTests(Chromium chromium)
{
    [Fact]
    public async Task A_phone_joins_over_HTTPS_with_a_certificate_for_this_address_alone()
    {
        await using var house = await House.Open("--lan --let-anyone-in");
        await house.Hears("Ctrl-C closes it");
        var folder = $"{house.Folder}/data/run/lan";
        var address = await File.ReadAllTextAsync($"{folder}/address");
        var home = $"https://{address}:{house.Port}";
        Assert.Contains($"{home}/demo", house.Said);
        Assert.Contains("█", house.Said); // the square for its camera
        Assert.Contains("will warn that the certificate is", house.Said);
        Assert.Contains("everybody in this network can come in as anyone", house.Said.ReplaceLineEndings(" "));
        Assert.False(IPAddress.IsLoopback(IPAddress.Parse(address)));

        // Who trusts the authority trusts this house at this address, and could not be made to trust anything else by it.
        using var authority = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync($"{folder}/authority.pem"));
        Assert.Equal(["house.key"], Directory.GetFiles(folder, "*.key").Select(f => Path.GetFileName(f)!));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode($"{folder}/house.key"));
        var constraints = (await Command.Run("openssl", ["x509", "-in", $"{folder}/authority.pem", "-noout", "-ext", "nameConstraints"], null)).Said;
        Assert.Contains("critical", constraints);
        Assert.Contains($"IP:{address}/255.255.255.255", constraints);
        Assert.Contains("DNS:invalid", constraints);
        using var trusting = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck } },
        });
        Assert.Equal(authority.RawData, await trusting.GetByteArrayAsync($"{home}/lan-certificate"));
        using (var stranger = new HttpClient()) await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetAsync(home));
        using var other = new HttpRequestMessage(HttpMethod.Get, $"{home}/demo") { Headers = { Host = "hearth.example.org" } };
        using (var careless = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } }))
            Assert.Equal(HttpStatusCode.BadRequest, (await careless.SendAsync(other)).StatusCode);

        // A door is a press on our own page; a page from elsewhere makes nobody anybody.
        await using var phone = await chromium.PersonAsync(options: new BrowserNewContextOptions { IgnoreHTTPSErrors = true, ViewportSize = new() { Width = 390, Height = 844 } });
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{home}/demo");
        Assert.True(await page.EvaluateAsync<bool>("() => isSecureContext && !!navigator.mediaDevices"));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Be Wren", Exact = true }).ClickAsync();
        await page.WaitForURLAsync($"{home}/today");
        using var forged = new HttpRequestMessage(HttpMethod.Post, $"{home}/demo/door/wren") { Content = new FormUrlEncodedContent([]), Headers = { { "Origin", "https://elsewhere.example.org" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await trusting.SendAsync(forged)).StatusCode);
    }

    [Fact]
    public async Task Without_the_demo_the_first_admin_finds_the_way_and_no_door_stands_open()
    {
        await using var house = await House.Open("--lan --no-demo");
        await house.Hears("Ctrl-C closes it");
        var home = $"https://{await File.ReadAllTextAsync($"{house.Folder}/data/run/lan/address")}:{house.Port}";
        Assert.Contains($"{home}/first/", house.Said);
        Assert.DoesNotContain("as anyone", house.Said);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } });
        using var door = await http.GetAsync($"{home}/demo");
        Assert.NotEqual(HttpStatusCode.OK, door.StatusCode);
    }
}
