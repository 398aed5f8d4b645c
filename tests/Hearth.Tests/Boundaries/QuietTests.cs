using System.Net;
using Hearth.Boundaries;
using Hearth.Happenings;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Tests.Boundaries;

/// <summary>Somebody doesn't read somebody: nowhere, and nobody notices.</summary>
public class QuietTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task QuietAsync(Member who, Guid post) =>
        Assert.Equal("/quiet", (await who.Client.PostFormAsync($"/posts/{post}/quiet/yes")).Headers.Location?.ToString());

    [Fact]
    public async Task What_they_write_is_not_there_for_whoever_does_not_read_them_and_is_for_all_others()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var theirs = await porch.StartAsync(cast.June, "junecanary begins");
        var mine = await porch.StartAsync(cast.Wren, "What do you do on Sundays?");
        await Porch.ReplyAsync(cast.June, mine, "junecanary answers");
        await Porch.ReplyAsync(cast["Tomas"], theirs, "tomascanary answers June");
        var post = await porch.PostAsync(mine, 1);
        await cast.June.Client.PostFormAsync($"/posts/{post.Id}/respond", ("Kind", "IHearYou"), ("On", "true"));
        Assert.Contains("junecanary", await cast.Wren.Client.ReadAsync($"/spaces/{porch.Space}"), StringComparison.Ordinal);
        Assert.Contains("June", Asked(await cast.Wren.Client.ReadAsync($"/topics/{mine}")), StringComparison.Ordinal);

        await QuietAsync(cast.Wren, (await porch.PostAsync(theirs, 1)).Id);
        foreach (var page in (string[])[$"/spaces/{porch.Space}", $"/topics/{mine}"])
        {
            var seen = await cast.Wren.Client.ReadAsync(page);
            Assert.DoesNotContain("junecanary", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("tomascanary", seen, StringComparison.Ordinal);
            foreach (var other in (Member[])[cast["Tomas"], cast.Leila, cast.June]) Assert.Contains("junecanary", await other.Client.ReadAsync(page), StringComparison.Ordinal);
        }
        // Nor by its own address, nor can it be answered or responded to.
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Wren.Client.GetAsync($"/topics/{theirs}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Porch.ReplyAsync(cast.Wren, theirs, "Hello?")).StatusCode);
        var answer = await porch.PostAsync(mine, 2);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Wren.Client.PostFormAsync($"/posts/{answer.Id}/respond", ("Kind", "IHearYou"), ("On", "true"))).StatusCode);
        // Her response is gone with her, for Wren alone.
        foreach (var (reader, seen) in ((Member, bool)[])[(cast.Wren, false), (cast["Tomas"], true)])
            Assert.Equal(seen, Asked(await reader.Client.ReadAsync($"/topics/{mine}")).Contains("June", StringComparison.Ordinal));

        // June reads Wren as before, and may write below.
        Assert.Contains("Sundays", await cast.June.Client.ReadAsync($"/topics/{mine}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await Porch.ReplyAsync(cast.June, mine, "junecanary again")).StatusCode);
        Assert.DoesNotContain("junecanary", await cast.Wren.Client.ReadAsync($"/topics/{mine}"), StringComparison.Ordinal);

        // Taken back, all is there again.
        Assert.Contains("June", await cast.Wren.Client.ReadAsync("/quiet"), StringComparison.Ordinal);
        await cast.Wren.Client.PostFormAsync($"/quiet/{cast.June.PersonId}/hear-again");
        Assert.Contains("junecanary again", await cast.Wren.Client.ReadAsync($"/topics/{mine}"), StringComparison.Ordinal);
        Assert.DoesNotContain("June", await cast.Wren.Client.ReadAsync("/quiet"), StringComparison.Ordinal);
    }

    /// <summary>What was asked, and the responses to it: below stand the answers, and who can read, which June can.</summary>
    private static string Asked(string page)
    {
        Assert.Contains("class=\"replies\"", page, StringComparison.Ordinal);
        return page.Split("id=\"thread\"")[1].Split("class=\"replies\"")[0];
    }

    [Fact]
    public async Task It_is_silent()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.June, "Hello");
        var post = await porch.PostAsync(topic, 1);
        string[] pages = ["/today", "/who-looked", $"/spaces/{porch.Space}/about", $"/topics/{topic}"];
        var before = new List<string>();
        foreach (var page in pages) before.Add(Still(await cast.June.Client.ReadAsync(page)));
        await QuietAsync(cast.Wren, post.Id);
        for (var i = 0; i < pages.Length; i++) Assert.Equal(before[i], Still(await cast.June.Client.ReadAsync(pages[i])));
        Assert.Single(await host.LookAsync(cast, db => db.QuietedBy(cast.Wren.PersonId).ToListAsync(Cancel)));
        // What is recorded names nobody: it concerns no one, and its subject is who did it.
        var recorded = await host.LookAsync(cast, db => HappeningAccess.Chain(db).Where(h => h.Kind == "boundaries.quieted").ToListAsync(Cancel));
        Assert.Equal(("", cast.Wren.PersonId.ToString("D")), Assert.Single(recorded) is var one ? (one.About, one.Subject) : default);

        static string Still(string page) => System.Text.RegularExpressions.Regex.Replace(page, "[0-9]+ (second|minute)s?|(value|data-mark)=\"[0-9a-f-]+\"", "");
    }

    [Fact]
    public async Task Nobody_quiets_staff_or_themselves_or_whom_they_cannot_read()
    {
        var porch = await Porch.OpenAsync(host, members: ["Wren", "June"]);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Leila, "From the staff");
        var refused = await cast.Wren.Client.PostFormAsync($"/posts/{(await porch.PostAsync(topic, 1)).Id}/quiet/yes");
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Wren.Client.GetAsync($"/posts/{(await porch.PostAsync(topic, 1)).Id}/quiet", Cancel)).StatusCode);
        Assert.NotEqual(HttpStatusCode.SeeOther, refused.StatusCode);
        await Porch.ReplyAsync(cast.Wren, topic, "Mine");
        var own = await porch.PostAsync(topic, 2);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Wren.Client.PostFormAsync($"/posts/{own.Id}/quiet/yes")).StatusCode);
        // Tomas is in no circle of this space.
        Assert.Equal(HttpStatusCode.NotFound, (await cast["Tomas"].Client.PostFormAsync($"/posts/{own.Id}/quiet/yes")).StatusCode);
        foreach (var name in (string[])["Wren", "Tomas"]) Assert.Empty(await host.LookAsync(cast, db => db.QuietedBy(cast[name].PersonId).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Fifty_presses_are_one()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var post = await porch.PostAsync(await porch.StartAsync(cast.June, "Hello"), 1);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => cast.Wren.Client.PostFormAsync($"/posts/{post.Id}/quiet/yes")));
        // Whoever comes after the first finds no such post, as it should be.
        Assert.All(answers, a => Assert.Contains(a.StatusCode, (HttpStatusCode[])[HttpStatusCode.SeeOther, HttpStatusCode.NotFound]));
        Assert.Single(await host.LookAsync(cast, db => db.QuietedBy(cast.Wren.PersonId).ToListAsync(Cancel)));
    }
}
