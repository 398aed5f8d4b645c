using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Hearth.Browser.Journeys;
using Hearth.Tests;
using Microsoft.Playwright;

namespace Hearth.Browser.Command;

/// <summary>HTTPS as a clinic has it: by Debian's nginx before the house, with the settings that are shipped, and by the house itself.</summary>
[Collection("command")]
public sealed class EdgeTests(Chromium chromium) : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("hearth-edge-").FullName;

    [Fact]
    public async Task A_circle_meets_behind_nginx_and_nobody_else_is_believed()
    {
        // nginx comes from an address of its own (all of 127/8 is this machine), so that it can be told from anyone else on it.
        var house = await House.Open(environment: new Dictionary<string, string> { ["Hearth__Proxies__0"] = "127.0.0.2" });
        await using var nginx = await Nginx.StartAsync(folder, house.Port);

        await using var evening = Evening.In(chromium, house);
        evening.Address = nginx.Address;
        evening.Browser = new BrowserNewContextOptions { IgnoreHTTPSErrors = true };
        await evening.GatherAsync("leila", "wren");
        await evening["wren"].SayAsync("I am in the car behind the library.");
        await evening["leila"].ReadsAsync("I am in the car behind the library.");
        Assert.Empty(evening.Guests.SelectMany(g => g.Complaints));

        using var http = Client(nginx.Port);
        using var page = await http.GetAsync($"{nginx.Address}/demo");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("max-age=31536000", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")));
        foreach (var path in new[] { "/metrics", "/health/ready" })
            Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(nginx.Address + path)).StatusCode);

        // The same word from an address that is not on the list is not heard, and neither is one that a browser puts in.
        using var direct = new HttpRequestMessage(HttpMethod.Get, $"http://localhost:{house.Port}/demo");
        direct.Headers.Add("X-Forwarded-Proto", "https");
        Assert.False((await http.SendAsync(direct)).Headers.Contains("Strict-Transport-Security"));
        using var forged = new HttpRequestMessage(HttpMethod.Get, $"http://localhost:{house.Port}/metrics");
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(forged)).StatusCode);
        using var passedOn = new HttpRequestMessage(HttpMethod.Get, $"http://localhost:{house.Port}/metrics");
        passedOn.Headers.Add("X-Forwarded-For", "127.0.0.1");
        Assert.Equal(HttpStatusCode.NotFound, (await http.SendAsync(passedOn)).StatusCode);

        // Nothing of anyone in either log: no words, no address of a page, none of a person.
        var access = await File.ReadAllTextAsync($"{folder}/access.log");
        Assert.Contains(" 200 GET ", access);
        Assert.DoesNotMatch("sessions|127\\.0\\.0|library|Mozilla", access);
        var log = await File.ReadAllTextAsync($"{house.Folder}/data/log/server.log");
        Assert.DoesNotContain("library", log);
        Assert.Contains(log.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => l.StartsWith('{') && JsonDocument.Parse(l).RootElement.TryGetProperty("says", out _));
        Assert.All(Directory.GetDirectories(folder, "*_temp"), d => Assert.Empty(Directory.GetFiles(d, "*", SearchOption.AllDirectories)));
    }

    [Fact]
    public async Task The_house_answers_HTTPS_itself_and_takes_up_a_renewed_certificate()
    {
        var (first, second) = (Certificate("localhost"), Certificate("localhost"));
        Write(first);
        int secure = Ports.Free(), plain = Ports.Free();
        await using var house = House.StartOn($"https://localhost:{secure};http://localhost:{plain}", "--no-demo", new Dictionary<string, string>
        {
            ["Hearth__Certificate"] = $"{folder}/house.pem", ["Hearth__CertificateKey"] = $"{folder}/house.key", ["Hearth__Host"] = "localhost",
        });
        await house.Hears("Hearth is open");

        Assert.Equal(first.Thumbprint, await ServedAsync(secure));
        Write(second);
        await House.Eventually(() => ServedAsync(secure).GetAwaiter().GetResult() == second.Thumbprint, 60, () => "The renewed certificate is not served.");

        using var http = Client(secure);
        var way = await http.GetAsync($"http://localhost:{plain}/");
        Assert.Equal(HttpStatusCode.TemporaryRedirect, way.StatusCode);
        Assert.Equal($"https://localhost:{secure}/", way.Headers.Location!.AbsoluteUri);
        Assert.Contains("max-age", (await http.GetAsync($"https://localhost:{secure}/sign-in")).Headers.GetValues("Strict-Transport-Security").Single());

        // Another name than ours is nobody's, and an old protocol is none.
        using var other = new HttpRequestMessage(HttpMethod.Get, $"https://localhost:{secure}/") { Headers = { Host = "elsewhere.example.org" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await http.SendAsync(other)).StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => ServedAsync(secure, old: true));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    void Write(X509Certificate2 certificate)
    {
        File.WriteAllText($"{folder}/house.key.new", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText($"{folder}/house.pem.new", certificate.ExportCertificatePem());
        File.Move($"{folder}/house.key.new", $"{folder}/house.key", overwrite: true);
        File.Move($"{folder}/house.pem.new", $"{folder}/house.pem", overwrite: true);
    }

    internal static X509Certificate2 Certificate(string name)
    {
        var request = new CertificateRequest($"CN={name}", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    static async Task<string> ServedAsync(int port, bool old = false)
    {
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync("localhost", port);
        await using var line = new SslStream(socket.GetStream(), false, (_, _, _, _) => true);
#pragma warning disable SYSLIB0039, CA5397 // An old protocol on purpose: it must be refused.
        await line.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = old ? System.Security.Authentication.SslProtocols.Tls11 : System.Security.Authentication.SslProtocols.None });
#pragma warning restore SYSLIB0039, CA5397
        return ((X509Certificate2)line.RemoteCertificate!).Thumbprint;
    }

    static HttpClient Client(int port) => new(new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => port > 0 } });

    /// <summary>The shipped settings, with this test's ports, names and folders in them.</summary>
    sealed class Nginx : IAsyncDisposable
    {
        readonly Process process;

        Nginx(Process process, int port) => (this.process, Port) = (process, port);

        public int Port { get; }
        public string Address => $"https://localhost:{Port}";

        public static async Task<Nginx> StartAsync(string folder, int house)
        {
            var (secure, plain) = (Ports.Free(), Ports.Free());
            var certificate = Certificate("localhost");
            await File.WriteAllTextAsync($"{folder}/nginx.pem", certificate.ExportCertificatePem());
            await File.WriteAllTextAsync($"{folder}/nginx.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
            var shipped = await File.ReadAllTextAsync($"{House.Root}/install/nginx.conf");
            foreach (var (from, to) in new[]
            {
                ("listen 80;", $"listen 127.0.0.1:{plain};"), ("listen [::]:80;", ""), ("listen 443 ssl http2;", $"listen 127.0.0.1:{secure} ssl http2;"), ("listen [::]:443 ssl http2;", ""),
                ("server_name hearth.example.org;", "server_name localhost *.localhost;"),
                ("/etc/letsencrypt/live/hearth.example.org/fullchain.pem", $"{folder}/nginx.pem"), ("/etc/letsencrypt/live/hearth.example.org/privkey.pem", $"{folder}/nginx.key"),
                ("/var/log/nginx/hearth.log", $"{folder}/access.log"), ("/var/log/nginx/hearth.error.log", $"{folder}/error.log"),
                ("proxy_pass http://127.0.0.1:5080;", $"proxy_pass http://127.0.0.1:{house}; proxy_bind 127.0.0.2;"),
            })
            {
                Assert.Contains(from, shipped);
                shipped = shipped.Replace(from, to, StringComparison.Ordinal);
            }
            foreach (var temp in new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }) shipped = $"{temp}_temp_path {folder}/{temp}_temp;\n" + shipped;
            var user = Environment.UserName == "root" ? "user root;\n" : "";
            await File.WriteAllTextAsync($"{folder}/nginx.conf", $"{user}daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\nworker_processes 1;\nevents {{}}\nhttp {{\n{shipped}\n}}\n");
            var process = Process.Start(new ProcessStartInfo("/usr/sbin/nginx", ["-e", $"{folder}/error.log", "-p", folder, "-c", $"{folder}/nginx.conf"]) { RedirectStandardError = true })!;
            await House.Eventually(() => process.HasExited || Open(secure), 30, () => "nginx did not open.");
            Assert.False(process.HasExited, process.HasExited ? await process.StandardError.ReadToEndAsync() : "");
            return new(process, secure);
        }

        static bool Open(int port)
        {
            try
            {
                using var socket = new System.Net.Sockets.TcpClient("127.0.0.1", port);
                return true;
            }
            catch (System.Net.Sockets.SocketException)
            {
                return false;
            }
        }

        public async ValueTask DisposeAsync()
        {
            House.Kill(process.Id, "TERM");
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
