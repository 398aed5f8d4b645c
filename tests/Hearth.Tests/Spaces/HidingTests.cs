using System.Net;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;

namespace Hearth.Tests.Spaces;

/// <summary>A post is hidden: who sees what, and the way back.</summary>
public class HidingTests(HearthHost host)
{
    private const string Words = "hiddencanary";

    [Fact]
    public async Task Others_see_that_something_was_hidden_and_neither_what_nor_whose()
    {
        var (porch, topic, post) = await HiddenAsync(("Reason", "Details"));
        var cast = porch.Cast;
        foreach (var path in (string[])[$"/topics/{topic}", $"/spaces/{porch.Space}"])
            foreach (var other in new[] { cast.Wren, cast["Tomas"] }) Assert.DoesNotContain(Words, await other.Client.ReadAsync(path), StringComparison.Ordinal);
        var page = await cast.Wren.Client.ReadAsync($"/topics/{topic}");
        Assert.Contains("Something was hidden here", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">June", page[page.IndexOf("class=\"replies\"", StringComparison.Ordinal)..page.IndexOf("</ol>", StringComparison.Ordinal)], StringComparison.Ordinal);
        foreach (var read in (string[])[$"/posts/{post}/hide", $"/posts/{post}/ask-again", $"/posts/{post}/take-back"]) Assert.DoesNotContain(Words, await cast.Wren.Client.ReadAsync(read), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Wren.Client.PostFormAsync($"/posts/{post}/respond", ("Kind", "MeToo"), ("On", "true"))).StatusCode);

        // Its author has it still, with who and why; staff of the space see it, and what the others see.
        var own = await cast.June.Client.ReadAsync($"/topics/{topic}");
        foreach (var said in (string[])[Words, "Leila hid this from the others.", "Details that could pull others under.", "Ask Leila to look again"]) Assert.Contains(said, own, StringComparison.Ordinal);
        foreach (var staff in new[] { cast.Leila, cast.Noor })
        {
            var kept = await staff.Client.ReadAsync($"/topics/{topic}");
            foreach (var said in (string[])[Words, "Leila hid this from the others.", "Show it again"]) Assert.Contains(said, kept, StringComparison.Ordinal);
        }
        Assert.Contains("Leila hid a post of yours in a space.", await cast.June.Client.ReadAsync("/who-looked"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_author_asks_again_once_and_is_answered_either_way()
    {
        var (porch, topic, post) = await HiddenAsync(("Reason", "Other"), ("Words", "Please leave the number out."));
        var cast = porch.Cast;
        foreach (var other in new[] { cast.Wren, cast.Leila }) Assert.Equal(HttpStatusCode.NotFound, (await other.Client.PostFormAsync($"/posts/{post}/ask-again/yes", ("Words", "Mine?"))).StatusCode);
        Assert.Contains("Please leave the number out.", await cast.June.Client.ReadAsync($"/posts/{post}/ask-again"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync($"/posts/{post}/ask-again/yes", ("Words", "pleacanary"))).StatusCode);
        var twice = await cast.June.Client.PostFormAsync($"/posts/{post}/ask-again/yes", ("Words", "once more, kept here"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.StatusCode);
        Assert.Contains("once more, kept here", await twice.WordsAsync(), StringComparison.Ordinal);

        Assert.Contains("June asks you to look again", await cast.Leila.Client.ReadAsync($"/spaces/{porch.Space}"), StringComparison.Ordinal);
        Assert.Contains("pleacanary", await cast.Noor.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        foreach (var path in (string[])[$"/spaces/{porch.Space}", $"/topics/{topic}"]) Assert.DoesNotMatch("pleacanary|asks you to look again", await cast.Wren.Client.ReadAsync(path));

        Assert.Equal(HttpStatusCode.NotFound, (await cast.June.Client.PostFormAsync($"/posts/{post}/leave-hidden")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/posts/{post}/leave-hidden")).StatusCode);
        Assert.Contains("Noor looked and left it hidden", await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        Assert.DoesNotContain("asks you to look again", await cast.Leila.Client.ReadAsync($"/spaces/{porch.Space}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Noor.Client.PostFormAsync($"/posts/{post}/leave-hidden")).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/posts/{post}/show")).StatusCode);
        var shown = await cast.Wren.Client.ReadAsync($"/topics/{topic}");
        Assert.Contains(Words, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("leave the number out", shown, StringComparison.Ordinal);
        // Hidden anew, it can be asked anew.
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/posts/{post}/hide/yes", ("Reason", "Hurtful"))).StatusCode);
        Assert.Contains("Ask Noor to look again", await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        Assert.Equal(["spaces.post-hidden", "spaces.asked-again", "spaces.left-hidden", "spaces.post-shown", "spaces.post-hidden"], (await host.KindsAsync(cast)).Where(k => k is "spaces.post-hidden" or "spaces.asked-again" or "spaces.left-hidden" or "spaces.post-shown"));
    }

    [Fact]
    public async Task Only_staff_of_the_space_hide_and_never_without_a_reason_or_twice()
    {
        var porch = await Porch.OpenAsync(host, leaders: ["Leila", "Idris"]);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, Words);
        var post = (await porch.PostAsync(topic, 1)).Id;
        foreach (var other in new[] { cast.Wren, cast.June, cast["Idris"], cast.Dan, cast["Anand"], cast.Ada, (await Cast.GatherAsync(host)).Noor })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.Client.GetAsync($"/posts/{post}/hide", TestContext.Current.CancellationToken)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Client.PostFormAsync($"/posts/{post}/hide/yes", ("Reason", "Details"))).StatusCode);
        }
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Leila.Client.PostFormAsync($"/posts/{post}/hide/yes")).StatusCode);
        Assert.Contains("Please say why", await (await cast.Leila.Client.PostFormAsync($"/posts/{post}/hide/yes", ("Reason", "Other"))).WordsAsync(), StringComparison.Ordinal);
        Assert.Contains(Words, await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);

        var at = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? cast.Leila : cast.Noor).Client.PostFormAsync($"/posts/{post}/hide/yes", ("Reason", "Details"))));
        Assert.Single(at, a => a.StatusCode == HttpStatusCode.SeeOther);
        // The first of a topic: whose it was is nowhere, and the others can go on.
        var page = await cast.June.Client.ReadAsync($"/topics/{topic}");
        Assert.DoesNotMatch("Wren asked|Answer Wren", page);
        Assert.Contains("Write here", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.June.Client.PostFormAsync($"/posts/{post}/show")).StatusCode);
    }

    [Fact]
    public async Task What_was_taken_back_while_it_was_hidden_is_gone_for_staff_too()
    {
        var (porch, topic, post) = await HiddenAsync(("Reason", "Hurtful"));
        await porch.Cast.June.Client.PostFormAsync($"/posts/{post}/take-back/yes");
        foreach (var who in new[] { porch.Cast.Leila, porch.Cast.June, porch.Cast.Wren }) Assert.DoesNotContain(Words, await who.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
    }

    /// <summary>June's, the second in a topic of Wren's, hidden by Leila.</summary>
    private async Task<(Porch Porch, Guid Topic, Guid Post)> HiddenAsync(params (string, string)[] why)
    {
        var porch = await Porch.OpenAsync(host);
        var topic = await porch.StartAsync(porch.Cast.Wren, "Hello.");
        await Porch.ReplyAsync(porch.Cast.June, topic, Words);
        var post = (await porch.PostAsync(topic, 2)).Id;
        Assert.Contains(Words, await porch.Cast.Wren.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        Assert.Contains(Words, await porch.Cast.Leila.Client.ReadAsync($"/posts/{post}/hide"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await porch.Cast.Leila.Client.PostFormAsync($"/posts/{post}/hide/yes", why)).StatusCode);
        return (porch, topic, post);
    }
}
