using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Hearth.Browser.Bench;

/// <summary>Pages of Hearth against the very same bytes out of memory: what is left is what making a page costs.</summary>
public sealed class BarePages : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (byte[] Body, string Kind, string Cache)> kept = new();
    private readonly WebApplication app;

    private BarePages(WebApplication app) => this.app = app;

    public static async Task<BarePages> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var pages = new BarePages(builder.Build());
        pages.app.MapGet("/{**path}", (HttpContext http) =>
        {
            if (!pages.kept.TryGetValue(http.Request.Path + http.Request.QueryString, out var found)) return Results.NotFound();
            http.Response.Headers.CacheControl = found.Cache;
            return Results.Bytes(found.Body, found.Kind);
        });
        await pages.app.StartAsync();
        return pages;
    }

    /// <summary>Each page in turn, Hearth's and the bare one, so often; until its last byte, and until it is loaded.</summary>
    public async Task MeasureAsync(IPage page, string home, IReadOnlyList<(string Name, string Path)> paths, int runs, List<Row> rows)
    {
        await using var plain = await page.Context.Browser!.NewContextAsync();
        var other = await plain.NewPageAsync();
        var bare = $"http://localhost:{new Uri(app.Urls.Single()).Port}";
        List<Task> reading = [];
        void Keep(object? _, IResponse response) => reading.Add(KeepAsync(response));
        foreach (var (name, path) in paths)
        {
            page.Response += Keep;
            var answer = await page.GotoAsync(home + path, new() { WaitUntil = WaitUntilState.Load });
            await Task.Delay(1000); // for what scripts fetch after that
            page.Response -= Keep;
            await Task.WhenAll(reading);
            if (!kept.ContainsKey(path)) throw new InvalidOperationException($"{path} did not answer with a page but with {answer?.Status}, at {page.Url}; kept: {string.Join(", ", kept.Keys)}");
            (Sample Byte, Sample Loaded) ours = (new(), new()), theirs = (new(), new());
            for (var run = -2; run < runs; run++)
                foreach (var (where, from, sample) in new[] { (page, home, ours), (other, bare, theirs) })
                {
                    await where.GotoAsync(from + path, new() { WaitUntil = WaitUntilState.Load });
                    var times = await where.JsonAsync("async () => { const n = performance.getEntriesByType('navigation')[0]; while (!n.loadEventEnd) await new Promise((r) => setTimeout(r, 5)); return [n.responseEnd - n.startTime, n.loadEventEnd - n.startTime]; }");
                    if (run < 0) continue; // so that caches are warm
                    sample.Byte.Add(times[0].GetDouble());
                    sample.Loaded.Add(times[1].GetDouble());
                }
            rows.Add(new($"{name}: to its last byte", ours.Byte, theirs.Byte));
            rows.Add(new($"{name}: loaded", ours.Loaded, theirs.Loaded));
        }
    }

    private async Task KeepAsync(IResponse response)
    {
        try
        {
            var headers = await response.AllHeadersAsync();
            if (response.Status == 200)
                kept[new Uri(response.Url).PathAndQuery] = (await response.BodyAsync(), headers.GetValueOrDefault("content-type", "text/html"), headers.GetValueOrDefault("cache-control", "no-cache"));
        }
        catch (PlaywrightException)
        {
            // Redirections have no body.
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
