using System.Net;
using System.Text.RegularExpressions;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;

namespace Hearth.Tests.Milestones;

/// <summary>Wren marks something; Porch Light reads it only if she shares it.</summary>
public partial class MilestoneTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_marks_is_theirs_alone_until_they_share_it_and_again_afterwards()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var space = $"/spaces/{porch.Space}/milestones";
        await MarkAsync(cast.Wren, "Slept through.");
        var id = await IdAsync(cast.Wren);
        Assert.Contains("Only you can read it.", await cast.Wren.Client.ReadAsync("/milestones"), StringComparison.Ordinal);
        foreach (var who in (Member[])[cast.June, cast.Leila, cast.Noor]) Assert.DoesNotContain("Slept through.", await who.Client.ReadAsync(space), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await RespondAsync(cast.June, id)).StatusCode);

        foreach (var _ in (int[])[1, 2]) Assert.Equal(HttpStatusCode.SeeOther, (await ShareAsync(cast.Wren, id, porch.Space, true)).StatusCode);
        foreach (var who in (Member[])[cast.June, cast.Leila, cast.Noor, cast.Wren]) Assert.Contains("Slept through.", await who.Client.ReadAsync(space), StringComparison.Ordinal);
        foreach (var who in (Member[])[cast.Dan, cast["Pilar"], cast.Ada]) Assert.Equal(HttpStatusCode.NotFound, (await who.Client.GetAsync(space, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await RespondAsync(cast.June, id)).StatusCode);
        var page = await cast["Tomas"].Client.ReadAsync(space);
        Assert.Contains("June: gives me hope", page, StringComparison.Ordinal);
        Assert.Contains("<i", Regex.Match(page, "<div id=\"milestones\".*?</ul>", RegexOptions.Singleline).Value, StringComparison.Ordinal);
        // Stones and names, and no number of either.
        Assert.DoesNotMatch(@">\s*\d+\s*<", Regex.Match(page, "<div id=\"milestones\".*?</ul>", RegexOptions.Singleline).Value);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await RespondAsync(cast.Wren, id)).StatusCode);

        await ShareAsync(cast.Wren, id, porch.Space, false);
        foreach (var who in (Member[])[cast.June, cast.Leila, cast.Noor]) Assert.DoesNotContain("Slept through.", await who.Client.ReadAsync(space), StringComparison.Ordinal);
        Assert.Contains("Slept through.", await cast.Wren.Client.ReadAsync("/milestones"), StringComparison.Ordinal);
        await ShareAsync(cast.Wren, id, porch.Space, true);
        Assert.DoesNotContain("June: gives me hope", await cast["Tomas"].Client.ReadAsync(space), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_one_does_not_read_marked_nothing_and_responded_to_nothing()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var space = $"/spaces/{porch.Space}/milestones";
        await MarkAsync(cast.Wren, "Slept through.");
        var id = await IdAsync(cast.Wren);
        await ShareAsync(cast.Wren, id, porch.Space, true);
        await RespondAsync(cast.June, id);
        Assert.Contains("June: gives me hope", await cast["Tomas"].Client.ReadAsync(space), StringComparison.Ordinal);
        var (wrens, junes) = (await porch.StartAsync(cast.Wren, "Hello."), await porch.StartAsync(cast.June, "Hello, too."));
        foreach (var (who, topic) in new[] { (cast["Tomas"], junes), (cast.June, wrens) })
            Assert.Equal("/quiet", (await who.Client.PostFormAsync($"/posts/{(await porch.PostAsync(topic, 1)).Id}/quiet/yes")).Headers.Location?.ToString());
        Assert.DoesNotContain("June: gives me hope", await cast["Tomas"].Client.ReadAsync(space), StringComparison.Ordinal);
        Assert.DoesNotContain("Slept through.", await cast.June.Client.ReadAsync(space), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await RespondAsync(cast.June, id)).StatusCode);
    }

    [Fact]
    public async Task Nobody_shares_or_takes_back_anothers_or_shares_where_they_do_not_read()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        await MarkAsync(cast.Wren, "Slept through.");
        var id = await IdAsync(cast.Wren);
        Assert.Equal(HttpStatusCode.NotFound, (await ShareAsync(cast.June, id, porch.Space, true)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.June.Client.PostFormAsync($"/milestones/{id}/take-back/yes")).StatusCode);
        await MarkAsync(cast["Pilar"], "Mine.");
        Assert.Equal(HttpStatusCode.NotFound, (await ShareAsync(cast["Pilar"], await IdAsync(cast["Pilar"]), porch.Space, true)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await cast["Pilar"].Client.PostFormAsync("/milestones/mark", ("Press", Guid.NewGuid().ToString("D")), ("Words", "Shared."), ("Space", porch.Space.ToString("D")))).StatusCode);
    }

    [Fact]
    public async Task Taken_back_it_is_gone_for_everybody_and_one_press_is_one()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var press = Guid.NewGuid().ToString("D");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => cast.Wren.Client.PostFormAsync("/milestones/mark", ("Press", press), ("Words", "Slept through."), ("Space", porch.Space.ToString("D")))));
        Assert.Single(Share().Matches(await cast.Wren.Client.ReadAsync("/milestones")));
        var id = await IdAsync(cast.Wren);
        await RespondAsync(cast.June, id);
        Assert.Contains("Slept through.", await cast.Wren.Client.ReadAsync($"/milestones/{id}/take-back"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Wren.Client.PostFormAsync($"/milestones/{id}/take-back/yes")).StatusCode);
        foreach (var (who, page) in ((Member, string)[])[(cast.Wren, "/milestones"), (cast.June, $"/spaces/{porch.Space}/milestones")]) Assert.DoesNotContain("Slept through.", await who.Client.ReadAsync(page), StringComparison.Ordinal);
        Assert.Equal(["milestones.marked", "milestones.shared", "milestones.responded", "milestones.taken-back"], (await host.KindsAsync(cast)).Where(k => k.StartsWith("milestones.", StringComparison.Ordinal)));
    }

    private static async Task MarkAsync(Member who, string words) =>
        Assert.Equal(HttpStatusCode.SeeOther, (await who.Client.PostFormAsync("/milestones/mark", ("Press", Guid.NewGuid().ToString("D")), ("Words", words))).StatusCode);

    private static Task<HttpResponseMessage> ShareAsync(Member who, Guid id, Guid space, bool on) => who.Client.PostFormAsync($"/milestones/{id}/share", ("Space", space.ToString("D")), ("On", on ? "true" : "false"));

    private static Task<HttpResponseMessage> RespondAsync(Member who, Guid id) => who.Client.PostFormAsync($"/milestones/{id}/respond", ("Kind", "GivesMeHope"), ("On", "true"));

    private static async Task<Guid> IdAsync(Member who) => Guid.Parse(Share().Match(await who.Client.ReadAsync("/milestones")).Groups[1].Value);

    [GeneratedRegex("href=\"/milestones/([0-9a-f-]{36})/take-back\"")]
    private static partial Regex Share();
}
