using System.Net;
using CsCheck;
using Hearth.Database;
using Hearth.Markup.Rules;
using Hearth.Spaces;
using Hearth.Tests.Boundaries;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Tests.Spaces;

public class MentionTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("@June hello", "June"), InlineData("hello @june.", "June"), InlineData("(@June)", "June"), InlineData("@June Ray is here", "June Ray"), InlineData("@Juneau", ""), InlineData("june@June.example", ""), InlineData("@@June", ""), InlineData("https://x.example/@June", ""), InlineData("June", ""), InlineData("@", ""), InlineData("@Nobody", "")]
    public void A_name_counts_with_an_at_before_it_and_nothing_around_it(string text, string named) => Assert.Equal(named, string.Join(' ', MentionRule.In(text, ["June", "June Ray"]).Select(n => n.Name)));

    [Fact]
    public void What_is_found_stands_there_in_order_and_does_not_overlap() =>
        Gen.OneOf(Gen.String[0, 3], Gen.Const("@June"), Gen.Const("@June Ray"), Gen.Const("@"), Gen.Const(" ")).Array[0, 12].Select(string.Concat).Sample(text =>
        {
            var end = 0;
            foreach (var one in MentionRule.In(text, ["June", "June Ray", ""]))
            {
                Assert.True(one.Start >= end && one.Start + one.Length <= text.Length);
                Assert.Equal("@" + one.Name, text.Substring(one.Start, one.Length), ignoreCase: true);
                end = one.Start + one.Length;
            }
        });

    [Fact]
    public async Task Whoever_is_named_stands_out_and_a_name_of_nobody_here_is_letters()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "@June, are you <b>there</b>?");
        var page = await cast["Tomas"].Client.ReadAsync($"/topics/{topic}");
        Assert.Contains("<b class=\"named\">@June</b>, are you", page, StringComparison.Ordinal);
        Assert.Equal([cast.June.PersonId], await NamedAsync(cast));
        Assert.Single(await host.KindsAsync(cast), "spaces.mentioned");
        // Whom June can name: those who read here, and nobody else of the program.
        Assert.Contains("data-names=\"Leila\nNoor\nTomas\nWren\"", await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_everybody_reads_nobody_learns_by_a_name_who_is_here()
    {
        var porch = await Porch.OpenAsync(host, members: ["Wren"]);
        var cast = porch.Cast;
        var wide = await porch.OpenWideAsync();
        foreach (var who in (Member[])[cast.Wren, cast.June]) await Porch.EnterAsync(who, wide);
        await porch.StartAsync(cast.Wren, "@Leila", space: wide);
        Assert.Equal([cast.Leila.PersonId], await NamedAsync(cast));
        // June reads here too, and Wren cannot know: her name is taken as that of nobody at all, and waits for staff as a name elsewhere.
        foreach (var name in (string[])["@June", "@Nobody"])
        {
            var held = await cast.Wren.Client.PostFormAsync($"/spaces/{wide}/start", ("Ask", "Listen"), ("Text", name), ("Press", Guid.NewGuid().ToString("D")));
            Assert.Contains("#held-", held.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
        Assert.Equal([cast.Leila.PersonId], await NamedAsync(cast));
    }

    [Fact]
    public async Task Of_whoever_does_not_want_to_read_the_writer_nothing_comes_and_the_page_looks_the_same()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        await host.QuietAsync(cast.June, cast.Wren);
        var topic = await porch.StartAsync(cast.Wren, "@June and @Tomas");
        foreach (var who in (Member[])[cast.Wren, cast["Tomas"]]) Assert.Contains("<b class=\"named\">@June</b> and <b class=\"named\">@Tomas</b>", await who.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.June.Client.GetAsync($"/topics/{topic}", Cancel)).StatusCode);
        // One for Tomas, none for June.
        Assert.Single(await host.KindsAsync(cast), "spaces.mentioned");
    }

    private Task<List<Guid>> NamedAsync(Cast cast) => host.LookAsync(cast, db => db.MentionsOfProgram().Select(m => m.PersonId).Distinct().ToListAsync(Cancel));
}
