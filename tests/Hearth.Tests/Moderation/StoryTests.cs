using System.Net;
using System.Text.RegularExpressions;
using Hearth.Holds;
using Hearth.Tests.Groups;
using Hearth.Tests.Spaces;

namespace Hearth.Tests.Moderation;

/// <summary>Stories: always read first, under a name or none, and their teller's to take back.</summary>
public class StoryTests(HearthHost host)
{
    [Fact]
    public async Task A_story_waits_always_and_stands_for_everybody_until_it_is_taken_back()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        Assert.Contains("No story yet", await cast.Wren.Client.ReadAsync("/stories"), StringComparison.Ordinal);
        (string, string)[] form = [("Text", "It was loud, and a walk helped. storycanary"), ("Named", "true"), ("Press", Guid.NewGuid().ToString("D"))];
        foreach (var staff in new[] { cast.Leila, cast.Noor }) Assert.Equal(HttpStatusCode.NotFound, (await staff.Client.PostFormAsync("/stories/offer", form)).StatusCode);
        var sent = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => cast["Sol"].Client.PostFormAsync("/stories/offer", form)));
        Assert.All(sent, s => Assert.Equal(HttpStatusCode.SeeOther, s.StatusCode));
        var hold = Assert.Single(await porch.HoldsAsync());
        Assert.Equal((HoldReason.Story, (Guid?)null, true), (hold.Reason, hold.SpaceId, hold.Named));
        Assert.Contains("storycanary", await cast["Sol"].Client.ReadAsync("/held/mine"), StringComparison.Ordinal);
        foreach (var other in cast.Members.Where(m => m != cast.Kit)) Assert.DoesNotContain("storycanary", await other.Client.ReadAsync("/stories"), StringComparison.Ordinal);

        Assert.Contains("storycanary", await cast.Dan.Client.ReadAsync("/held"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await hold.ReleaseAsync(cast.Dan)).StatusCode);
        foreach (var reader in new[] { cast.Wren, cast["Sol"], cast.Leila })
        {
            var page = await reader.Client.ReadAsync("/stories");
            Assert.Contains("storycanary", page, StringComparison.Ordinal);
            Assert.Contains("Sol", page, StringComparison.Ordinal);
        }
        // Kept apart, she reads it no more, and others do.
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync("/apart/keep", ("One", cast.June.PersonId.ToString("D")), ("Other", cast["Sol"].PersonId.ToString("D")), ("Reason", "OneAsked"))).StatusCode);
        Assert.DoesNotContain("storycanary", await cast.June.Client.ReadAsync("/stories"), StringComparison.Ordinal);
        Assert.Contains("storycanary", await cast.Wren.Client.ReadAsync("/stories"), StringComparison.Ordinal);
        Assert.DoesNotContain("storycanary", await (await Cast.GatherAsync(host)).Wren.Client.ReadAsync("/stories"), StringComparison.Ordinal);

        var story = Regex.Match(await cast["Sol"].Client.ReadAsync("/stories"), "/stories/([0-9a-f-]{36})/take-back").Groups[1].Value;
        foreach (var other in new[] { cast.Wren, cast.June }) Assert.Equal(HttpStatusCode.NotFound, (await other.Client.PostFormAsync($"/stories/{story}/take-back")).StatusCode);
        Assert.DoesNotContain("take-back", await cast.Wren.Client.ReadAsync("/stories"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast["Sol"].Client.PostFormAsync($"/stories/{story}/take-back")).StatusCode);
        Assert.DoesNotContain("storycanary", await cast.Wren.Client.ReadAsync("/stories"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_name_no_page_tells_whose_it_is_and_given_back_it_is_written_anew()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        await cast.June.Client.PostFormAsync("/stories/offer", ("Text", "It was long, and my brother Ned helped."));
        var hold = Assert.Single(await porch.HoldsAsync());
        await hold.SendBackAsync(cast.Noor, "Without the name, please.");
        Assert.Contains("Without the name, please.", await cast.June.Client.ReadAsync("/held/mine"), StringComparison.Ordinal);
        Assert.Equal("/held/mine", (await hold.RewriteAsync(cast.June, "It was long, and somebody close helped.")).Headers.Location!.ToString());
        // Changed or not, a story is read before it stands.
        var again = (await porch.HoldsAsync())[^1];
        Assert.Equal((HoldReason.Story, (Guid?)hold.Id), (again.Reason, again.AfterId));
        await again.ReleaseAsync(cast.Leila);
        var page = await cast.Wren.Client.ReadAsync("/stories");
        Assert.Contains("somebody close helped", page, StringComparison.Ordinal);
        Assert.Contains("Someone here", page, StringComparison.Ordinal);
        Assert.DoesNotContain("June", page[page.IndexOf("<main", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain(cast.June.PersonId.ToString("D"), page, StringComparison.Ordinal);
    }
}
