using AngleSharp.Html.Parser;
using Hearth.Tests.Architecture;
using Hearth.Tests.Matrix;

namespace Hearth.Tests.Walls;

/// <summary>Everybody walks through all that they can reach.</summary>
public class PageTests(HearthHost host)
{
    private static readonly string[] names = [.. Cast.Parts.Select(p => p.Name), "Robin", "Tuesday", "Harbor", "canary"];

    [Fact]
    public async Task Nobody_sees_a_word_of_another_program()
    {
        var world = await World.OfAsync(host);
        Assert.Contains(await Crawler.WalkAsync(host, world.There.Cast.Leila.Client), p => p.Html.Contains(world.There.Cast.Canary, StringComparison.Ordinal)); // it is there to be seen
        foreach (var (role, member) in world.Asking)
        {
            var client = member?.Client ?? world.Stranger;
            List<Visited> pages = [.. await Crawler.OnceAsync(host, role, client), .. await Crawler.ReadAsync(client, Try(world.There))];
            Assert.DoesNotContain(pages, p => p.Html.Contains(world.There.Cast.Canary, StringComparison.Ordinal));
            foreach (var other in world.There.Cast.Members)
                Assert.DoesNotContain(pages, p => p.Html.Contains(other.PersonId.ToString("D"), StringComparison.Ordinal));
            if (role is "facilitator" or "participant") Assert.Contains(pages, p => p.Html.Contains(world.Here.Cast.Canary, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Every_page_of_everybody_keeps_the_rules_of_pages()
    {
        var world = await World.OfAsync(host);
        var found = new List<string>();
        foreach (var (role, member) in world.Asking)
            foreach (var page in await Crawler.OnceAsync(host, role, member?.Client ?? world.Stranger))
            {
                if (page.Path.StartsWith("/page", StringComparison.Ordinal)) continue; // the dull page is nobody's: its own tests hold it to its own rules
                found.AddRange(PageRules.Inline(page).Concat(PageRules.Foreign(page)).Concat(PageRules.Headers(page)).Concat(PageRules.Help(page)).Concat(PageRules.Titles(page, names)).Select(f => $"{role} {f}"));
                if (page.Status >= 500) found.Add($"{role} {page.Path}: a defect, {page.Status}");
            }
        Report.Clean(found);
    }

    [Theory]
    [InlineData("<p style='color:red'>")]
    [InlineData("<p onclick='go()'>")]
    [InlineData("<style>p{}</style>")]
    [InlineData("<script>go()</script>")]
    [InlineData("<iframe src='/x'></iframe>")]
    [InlineData("<!-- left behind -->")]
    public void Anything_inline_is_seen(string html) => Assert.NotEmpty(PageRules.Inline(Page(html)));

    [Theory]
    [InlineData("<img src='https://pictures.example/a.png'>")]
    [InlineData("<img src='//pictures.example/a.png'>")]
    [InlineData("<a href='javascript:go()'>x</a>")]
    [InlineData("<form action='http://elsewhere.example'></form>")]
    [InlineData("<video poster='data:image/png;base64,AA'></video>")]
    public void Anything_foreign_is_seen(string html) => Assert.NotEmpty(PageRules.Foreign(Page(html)));

    [Theory]
    [InlineData("/leaving/x", "<a rel='noopener noreferrer external' referrerpolicy='no-referrer' href='https://walks.example/'>x</a>", true)]
    [InlineData("/today", "<a rel='noopener noreferrer external' referrerpolicy='no-referrer' href='https://walks.example/'>x</a>", false)]
    [InlineData("/leaving/x", "<a rel='noopener external' referrerpolicy='no-referrer' href='https://walks.example/'>x</a>", false)]
    [InlineData("/leaving/x", "<a rel='noopener noreferrer external' href='https://walks.example/'>x</a>", false)]
    [InlineData("/leaving/x", "<a rel='noopener noreferrer external' referrerpolicy='no-referrer' href='javascript:go()'>x</a>", false)]
    [InlineData("/leaving/x", "<img rel='noopener noreferrer external' referrerpolicy='no-referrer' src='https://walks.example/'>", false)]
    public void One_link_leads_out_and_from_one_page(string path, string html, bool may) => Assert.Equal(may, !PageRules.Foreign(Page(html) with { Path = path }).Any());

    [Fact]
    public void Bare_headers_missing_help_and_telling_titles_are_seen()
    {
        Assert.Equal(8, PageRules.Headers(Page("")).Count());
        Assert.NotEmpty(PageRules.Help(Page("<p>Nobody is here.</p>")));
        Assert.NotEmpty(PageRules.Titles(Page("<title>Wren at the circle</title>"), names));
        Assert.Empty(PageRules.Titles(Page("<title>Group</title>"), names));
    }

    private static Visited Page(string html) => new("/planted", 200, new(), html, new HtmlParser().ParseDocument(html));

    /// <summary>Addresses in another program, which somebody could have been sent.</summary>
    private static IEnumerable<string> Try(Ground there) =>
        [$"/groups/{there.Circle.Id}", $"/sessions/{there.Sessions[("own", Hearth.Sessions.SessionState.Planned)]}", $"/people/{there.Cast.Wren.PersonId}", $"/spaces/{there.Written.Spaces["own"]}", $"/topics/{there.Written.Topics["wide"]}", $"/groups/{there.Circle.Id}/members/{there.Cast.Wren.PersonId}/remove"];
}
