using System.Net;
using AngleSharp.Html.Parser;
using Hearth.Html;
using Hearth.Markup;
using Hearth.Markup.Rules;
using Hearth.Tests.Architecture;
using Hearth.Tests.Groups;
using Hearth.Tests.Walls;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Markup;

/// <summary>The page before a link that somebody wrote.</summary>
public class LeavingTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private WaysOut Ways => host.Services.GetRequiredService<WaysOut>();

    private string PathTo(Cast cast, string typed) => Ways.PathTo(cast.ProgramId, Address.Of(typed)!);

    private async Task<(string Words, IReadOnlyList<AngleSharp.Dom.IElement> Out, AngleSharp.Dom.IElement Main)> ReadAsync(Cast cast, string typed)
    {
        var main = new HtmlParser().ParseDocument(await cast.Wren.Client.ReadAsync(PathTo(cast, typed))).QuerySelector("main")!;
        return (main.TextContent, [.. main.QuerySelectorAll("a[rel~=external]")], main);
    }

    [Fact]
    public async Task It_says_where_a_link_leads_and_offers_to_open_it_or_to_go_back()
    {
        var cast = await Cast.GatherAsync(host);
        var (words, ways, main) = await ReadAsync(cast, "https://walks.example/by/the lake".Replace(' ', '-'));
        Assert.Contains("walks.example", main.QuerySelector(".leaving-host")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("https://walks.example/by/the-lake", words, StringComparison.Ordinal);
        Assert.Contains("doesn’t learn who you are here", words, StringComparison.Ordinal);
        var open = Assert.Single(ways);
        Assert.Equal(("Open it", "https://walks.example/by/the-lake", "noopener noreferrer external", "no-referrer", null), (open.TextContent.Trim(), open.GetAttribute("href"), open.GetAttribute("rel"), open.GetAttribute("referrerpolicy"), open.GetAttribute("target")));
        Assert.Empty(main.QuerySelectorAll(".notice"));
    }

    [Theory]
    [InlineData("https://bank.example@evil.example/x", "evil.example", "before an @")]
    [InlineData("http://walks.example/", "walks.example", "isn’t encrypted")]
    [InlineData("https://bücher.example/", "xn--bcher-kva.example", "letters beyond a to z")]
    [InlineData("https://pаypal.example/", "xn--pypal-4ve.example", "mixes letters of different alphabets")]
    public async Task What_could_deceive_is_said(string typed, string leadsTo, string said)
    {
        var cast = await Cast.GatherAsync(host);
        var (words, ways, main) = await ReadAsync(cast, typed);
        Assert.Equal(leadsTo, main.QuerySelector(".leaving-host")!.TextContent);
        Assert.Contains(said, Assert.Single(main.QuerySelectorAll(".notice")).TextContent, StringComparison.Ordinal);
        Assert.Equal(leadsTo, new Uri(ways.Single().GetAttribute("href")!).Host);
        Assert.DoesNotContain("bank.example", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_leads_to_the_page_of_ours_that_somebody_came_from()
    {
        var cast = await Cast.GatherAsync(host);
        foreach (var (from, back) in ((string?, string)[])[(null, "/"), ("/group?x=1", "/group?x=1"), ("https://evil.example/group", "/")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, PathTo(cast, "https://walks.example/"));
            if (from is not null) request.Headers.Referrer = from.StartsWith('/') ? new Uri(cast.Wren.Client.BaseAddress!, from) : new Uri(from);
            using var answer = await cast.Wren.Client.SendAsync(request, Cancel);
            var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Cancel));
            Assert.Equal(back, page.QuerySelectorAll("main .acts a").Single(a => a.TextContent.Trim() == "Back").GetAttribute("href"));
        }
    }

    [Fact]
    public async Task What_is_spoiled_foreign_or_made_elsewhere_is_not_found()
    {
        var (cast, other) = (await Cast.GatherAsync(host), await Cast.GatherAsync(host));
        var sound = PathTo(cast, "https://walks.example/");
        Assert.Equal(HttpStatusCode.OK, (await cast.Wren.Client.GetAsync(sound, Cancel)).StatusCode);
        var protection = host.Services.GetRequiredService<IDataProtectionProvider>();
        string[] bad =
        [
            sound[..^1], sound + "A", sound[..40] + (sound[40] == 'A' ? 'B' : 'A') + sound[41..], "/leaving/https:%2F%2Fevil.example", "/leaving/x", "/leaving/%C0%80", $"/leaving/{new string('A', 3000)}",
            PathTo(other, "https://walks.example/"), // another program's
            "/leaving/" + protection.CreateProtector("Hearth.Markup.WaysOut").Protect("https://walks.example/"), // no program's
            "/leaving/" + protection.CreateProtector("Hearth.Invitations.LinkInHand", cast.ProgramId.ToString("N")).Protect("https://walks.example/"), // another purpose
            "/leaving/" + protection.CreateProtector("Hearth.Markup.WaysOut", cast.ProgramId.ToString("N")).Protect("javascript:alert(1)"), // sealed, and no link
            "/leaving/" + new EphemeralDataProtectionProvider().CreateProtector("Hearth.Markup.WaysOut", cast.ProgramId.ToString("N")).Protect("https://walks.example/"), // another house's
        ];
        foreach (var path in bad)
        {
            var answer = await cast.Wren.Client.GetAsync(path, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("walks.example", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await other.Wren.Client.GetAsync(sound, Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_address_stands_in_no_address_of_ours()
    {
        var cast = await Cast.GatherAsync(host);
        var path = PathTo(cast, "https://walks.example/canary");
        Assert.NotEqual(path, PathTo(cast, "https://walks.example/canary"));
        var bytes = Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(path["/leaving/".Length..]);
        Assert.DoesNotContain("canary", path + System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_learns_nothing_of_it()
    {
        var cast = await Cast.GatherAsync(host);
        var answer = await host.Stranger().GetAsync(PathTo(cast, "https://walks.example/"), Cancel);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("walks.example", await answer.Content.ReadAsStringAsync(Cancel) + answer.Headers.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_keeps_the_rules_of_pages()
    {
        var cast = await Cast.GatherAsync(host);
        var page = Assert.Single(await Crawler.ReadAsync(cast.Wren.Client, [PathTo(cast, "https://bank.example@pаypal.example/x")]));
        Report.Clean(PageRules.Inline(page).Concat(PageRules.Foreign(page)).Concat(PageRules.Headers(page)).Concat(PageRules.Help(page)).Concat(PageRules.Titles(page, Cast.Parts.Select(p => p.Name))));
        Assert.Single(page.Document.QuerySelectorAll("[href^='http']"));
    }
}
