using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Walls;

/// <summary>A page as somebody got it.</summary>
internal sealed record Visited(string Path, int Status, HttpResponseMessage Answer, string Html, IHtmlDocument Document);

/// <summary>Walks all that one person can reach: every page without a parameter in its address, and every link from there on.</summary>
internal static class Crawler
{
    /// <summary>Far more than the house has; a walk that comes here has found pages that make pages.</summary>
    private const int Most = 400;

    private static readonly ConcurrentDictionary<string, Task<IReadOnlyList<Visited>>> walked = new();

    /// <summary>The walk of one role through the shared world, which stays as it is: done once for all that read it.</summary>
    public static Task<IReadOnlyList<Visited>> OnceAsync(HearthHost host, string role, HttpClient client) => walked.GetOrAdd(role, _ => WalkAsync(host, client));

    public static Task<IReadOnlyList<Visited>> WalkAsync(HearthHost host, HttpClient client) => FollowAsync(client, Doors(host), follow: true);

    /// <summary>These addresses alone.</summary>
    public static Task<IReadOnlyList<Visited>> ReadAsync(HttpClient client, IEnumerable<string> paths) => FollowAsync(client, paths, follow: false);

    /// <summary>Of pages that differ in ids and days alone, these many: the sixth week is made as the second is.</summary>
    private const int OfOneKind = 5;

    private static string Kind(string path) => Regex.Replace(Regex.Replace(path, "[0-9a-f]{8}-[0-9a-f-]{27}|(?<=^/leaving/)[^/]+", "{id}"), "=[^&]*", "=");

    private static async Task<IReadOnlyList<Visited>> FollowAsync(HttpClient client, IEnumerable<string> from, bool follow)
    {
        var parser = new HtmlParser();
        var waiting = new Queue<string>(from);
        var seen = new HashSet<string>(waiting, StringComparer.Ordinal);
        var pages = new List<Visited>();
        var kinds = new Dictionary<string, int>();
        while (waiting.TryDequeue(out var path))
        {
            Assert.True(pages.Count < Most, "The walk does not end.");
            if (follow && (kinds[Kind(path)] = kinds.GetValueOrDefault(Kind(path)) + 1) > OfOneKind) continue;
            var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            if (answer.Headers.Location?.OriginalString is { } to && Ours(to) is { } next && follow && seen.Add(next)) waiting.Enqueue(next);
            if (answer.Headers.Location is not null || answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var document = parser.ParseDocument(html);
            pages.Add(new(path, (int)answer.StatusCode, answer, html, document));
            if (!follow) continue;
            foreach (var link in document.Links.OfType<IHtmlAnchorElement>().Select(a => a.GetAttribute("href")).Concat(document.QuerySelectorAll("form[method=get]").Select(f => f.GetAttribute("action"))))
                if (link is not null && Ours(link) is { } one && seen.Add(one)) waiting.Enqueue(one);
        }
        return pages;
    }

    private static IEnumerable<string> Doors(HearthHost host) => host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && e.RoutePattern.Parameters.Count == 0)
        .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct();

    private static string? Ours(string link)
    {
        if (!link.StartsWith('/') || link.StartsWith("//", StringComparison.Ordinal)) return null;
        var bare = link.Split('#')[0];
        return bare.StartsWith("/_content/", StringComparison.Ordinal) ? null : bare;
    }
}
