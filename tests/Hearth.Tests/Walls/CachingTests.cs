using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Hearth.Tests.Architecture;
using Hearth.Tests.Matrix;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Walls;

/// <summary>AC-15. No answer may be kept by anything on its way: every endpoint says so, and an nginx that keeps all that it may keeps nothing of anybody's.</summary>
public class CachingTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AC_15_Every_answer_of_every_endpoint_says_that_it_may_not_be_kept()
    {
        var world = await World.ApartAsync(host);
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        var cells = Cells.Of(endpoints.Where(e => !Matrix.Planted.Is(e))).Where(c => !c.Live || c.Room is null).DistinctBy(c => c.Line.Endpoint).ToList();
        var found = new System.Collections.Concurrent.ConcurrentBag<string>();
        var statuses = new System.Collections.Concurrent.ConcurrentDictionary<int, bool>();
        await Parallel.ForEachAsync(from cell in cells from asking in world.Asking where asking.Role is "participant" or "admin" or World.Anonymous select (cell, asking), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (one, _) =>
        {
            var (path, fields) = one.cell.Ask(world, one.asking.Member);
            using var request = new HttpRequestMessage(new(one.cell.Method), path);
            request.Headers.Add(Undo.Header, "1");
            if (fields is not null) request.Content = new FormUrlEncodedContent(fields);
            using var answer = await (one.asking.Member?.Client ?? world.Stranger).SendAsync(request, Cancel);
            statuses[(int)answer.StatusCode] = true;
            foreach (var kept in Keeps(answer)) found.Add($"{one.asking.Role} {one.cell.Line.Endpoint} {(int)answer.StatusCode}: {kept}");
        });
        Report.Clean(found.Distinct().Order(StringComparer.Ordinal));
        Assert.Superset(new HashSet<int> { 200, 303, 404, 422 }, new HashSet<int>(statuses.Keys));
    }

    [Fact]
    public void An_answer_that_may_be_kept_is_seen()
    {
        static HttpResponseMessage Saying(string? control, string? more = null)
        {
            var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("") };
            if (control is not null) answer.Headers.TryAddWithoutValidation("Cache-Control", control);
            if (more is not null) answer.Headers.TryAddWithoutValidation(more, "\"1\"");
            return answer;
        }
        Assert.Empty(Keeps(Saying("no-store")));
        Assert.NotEmpty(Keeps(Saying(null)));
        Assert.NotEmpty(Keeps(Saying("private, max-age=60")));
        Assert.NotEmpty(Keeps(Saying("no-store, max-age=60")));
        Assert.NotEmpty(Keeps(Saying("no-store", "ETag")));
    }

    private static IEnumerable<string> Keeps(HttpResponseMessage answer)
    {
        if (answer.Headers.CacheControl?.ToString() is var said && said != "no-store") yield return $"Cache-Control: {said}";
        // What sets a cookie says besides that it is over already.
        if (answer.Content.Headers.Expires > DateTimeOffset.UnixEpoch.AddYears(1)) yield return "Expires";
        foreach (var name in (string[])["ETag", "Last-Modified", "Age"])
            if (answer.Headers.NonValidated.Contains(name) || answer.Content.Headers.NonValidated.Contains(name)) yield return name;
    }

    [Fact]
    public async Task AC_15_Through_an_nginx_that_keeps_all_it_may_nobody_gets_what_was_made_for_another()
    {
        var cast = await Cast.GatherAsync(host);
        await using var house = await HouseDoor.OpenAsync(host);
        using var nginx = await Nginx.StartAsync(house.Port);
        var pages = (await Crawler.WalkAsync(host, cast.Wren.Client)).Concat(await Crawler.WalkAsync(host, cast.Leila.Client)).Select(p => p.Path).Distinct().ToList();
        Assert.True(pages.Count > 10, "Hardly a page was found.");

        var (crossed, kept) = await ReadAsync(nginx.Careful, cast, pages);
        Report.Clean(crossed);
        Assert.Equal(0, kept);

        // It does keep what may be kept: a font, for whoever asks next.
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{nginx.Careful}") };
        const string font = "/_content/Hearth/fonts/figtree-latin-1.woff2";
        using var first = await http.GetAsync(font, Cancel);
        using var second = await http.GetAsync(font, Cancel);
        Assert.Equal(("MISS", "HIT"), (first.Headers.GetValues("X-Kept").Single(), second.Headers.GetValues("X-Kept").Single()));

        // Planted: an nginx that does not care what an answer says of itself gives people each other's pages, and it is seen.
        var (careless, hits) = await ReadAsync(nginx.Careless, cast, pages);
        Assert.NotEmpty(careless);
        Assert.True(hits > 5);
    }

    /// <summary>Each page by three people, one after the other; an answer that was made for another of them is one too many.</summary>
    private static async Task<(List<string> Crossed, int Kept)> ReadAsync(int port, Cast cast, IEnumerable<string> pages)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new($"http://127.0.0.1:{port}") };
        var (crossed, kept) = (new List<string>(), 0);
        foreach (var path in pages)
            foreach (var member in (Member?[])[cast.Wren, cast.Leila, null, cast.June])
            {
                var cookie = member?.Client.DefaultRequestHeaders.GetValues("Cookie").Single() ?? "";
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                if (cookie.Length > 0) request.Headers.Add("Cookie", cookie);
                using var answer = await http.SendAsync(request, Cancel);
                if (answer.Headers.TryGetValues(HouseDoor.For, out var made) && made.Single() != HouseDoor.Of(cookie)) crossed.Add($"{member?.Name ?? "a stranger"} got another's {path}");
                if (answer.Headers.TryGetValues("X-Kept", out var said) && said.Single() is not ("MISS" or "BYPASS")) kept++;
            }
        return (crossed, kept);
    }

    /// <summary>The server of these tests on a port, each answer with a word of whom it was made for.</summary>
    private sealed class HouseDoor(WebApplication app, int port) : IAsyncDisposable
    {
        public const string For = "X-Made-For";

        public int Port => port;

        public static string Of(string cookie) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(cookie)));

        public static async Task<HouseDoor> OpenAsync(HearthHost host)
        {
            var client = host.Server.CreateClient();
            var port = Ports.Free();
            var app = WebApplication.CreateEmptyBuilder(new());
            app.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
            var door = app.Build();
            door.Run(async http =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"https://localhost{http.Request.Path}{http.Request.QueryString}");
                var cookie = http.Request.Headers.Cookie.ToString();
                if (cookie.Length > 0) request.Headers.Add("Cookie", cookie);
                using var answer = await client.SendAsync(request, http.RequestAborted);
                http.Response.StatusCode = (int)answer.StatusCode;
                foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers)) http.Response.Headers[name] = values.ToArray();
                http.Response.Headers[For] = Of(cookie);
                await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
            });
            await door.StartAsync(Cancel);
            return new(door, port);
        }

        public async ValueTask DisposeAsync() => await app.DisposeAsync();
    }

    /// <summary>Debian's nginx (dev/install test): on one port it keeps what it may, by address alone; on the other, whatever it gets.</summary>
    private sealed class Nginx(Process process, string folder, int careful, int careless) : IDisposable
    {
        public int Careful => careful;
        public int Careless => careless;

        public static async Task<Nginx> StartAsync(int house)
        {
            const string program = "/usr/sbin/nginx";
            Assert.True(File.Exists(program), "There is no nginx here. Run: dev/install test");
            var folder = Directory.CreateTempSubdirectory("hearth-cache-").FullName;
            var (careful, careless) = (Ports.Free(), Ports.Free());
            string Server(int port, string more) => $$"""
                server {
                  listen 127.0.0.1:{{port}};
                  location / {
                    proxy_pass http://127.0.0.1:{{house}};
                    proxy_cache kept; proxy_cache_key {{port}}$request_uri; proxy_cache_valid any 10m; {{more}}
                    add_header X-Kept $upstream_cache_status always;
                  }
                }
                """;
            await File.WriteAllTextAsync($"{folder}/nginx.conf", $$"""
                daemon off; master_process off; pid {{folder}}/pid; error_log {{folder}}/error.log;
                events { worker_connections 64; }
                http {
                  access_log off; client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
                  proxy_buffer_size 32k; proxy_buffers 16 32k; proxy_busy_buffers_size 64k;
                  proxy_cache_path {{folder}}/kept keys_zone=kept:1m;
                  {{Server(careful, "")}}
                  {{Server(careless, "proxy_ignore_headers Cache-Control Expires Set-Cookie Vary X-Accel-Expires;")}}
                }
                """, Cancel);
            var process = Process.Start(new ProcessStartInfo(program, ["-p", folder, "-c", $"{folder}/nginx.conf", "-e", $"{folder}/error.log"]) { RedirectStandardError = true })!;
            var nginx = new Nginx(process, folder, careful, careless);
            for (var i = 0; i < 200; i++)
            {
                Assert.False(process.HasExited, $"nginx ended: {(process.HasExited ? await process.StandardError.ReadToEndAsync(Cancel) : "")} {(File.Exists($"{folder}/error.log") ? await File.ReadAllTextAsync($"{folder}/error.log", Cancel) : "")}");
                try
                {
                    using var socket = new TcpClient();
                    await socket.ConnectAsync(IPAddress.Loopback, careless, Cancel);
                    return nginx;
                }
                catch (SocketException)
                {
                    await Task.Delay(25, Cancel);
                }
            }
            throw new InvalidOperationException("nginx does not answer.");
        }

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }
}
