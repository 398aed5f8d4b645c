using System.Net;
using Hearth.Database;
using Hearth.Tests.Groups;
using Hearth.Tests.Html;
using Hearth.Tests.Sessions;

namespace Hearth.Tests.Messages;

/// <summary>Silence in both directions, that the other does not notice and that hides no call for help.</summary>
public class BlockTests(HearthHost host)
{
    [Fact]
    public async Task Blocked_neither_is_shown_what_the_other_writes_and_the_other_notices_nothing()
    {
        var letters = await Letters.OpenAsync(host);
        var (wren, june) = (letters.Cast.Wren, letters.Cast.June);
        var id = await Letters.TogetherAsync(wren, "beforeword", june);
        var before = await BareAsync(wren, $"/messages/{id}");
        await Letters.BlockAsync(june, id, wren);
        await Letters.BlockAsync(june, id, wren);
        Assert.Equal(before, await BareAsync(wren, $"/messages/{id}"));

        await using var junes = await Page.OpenAsync(host, june);
        await junes.SubscribeAsync($"messages/{june.PersonId:D}");
        Assert.Equal(HttpStatusCode.SeeOther, (await Letters.SendAsync(wren, id, "duringword")).StatusCode);
        Assert.Contains("duringword", await wren.Client.ReadAsync($"/messages/{id}"), StringComparison.Ordinal);
        foreach (var path in (string[])["/messages", $"/messages/{id}", "/messages/blocked"]) Assert.DoesNotMatch("duringword|new-dot", await june.Client.ReadAsync(path));
        Assert.Contains("beforeword", await june.Client.ReadAsync($"/messages/{id}"), StringComparison.Ordinal);
        Assert.Empty(junes.Late);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Letters.SendAsync(june, id, "Hm.")).StatusCode);
        Assert.Single(await host.KindsAsync(letters.Cast), k => k == "messages.blocked");

        // Taken back: from now on, and nothing of what was written meanwhile.
        foreach (var _ in (int[])[1, 2]) Assert.Equal(HttpStatusCode.SeeOther, (await june.Client.PostFormAsync("/messages/unblock", ("Person", wren.PersonId.ToString("D")))).StatusCode);
        await Letters.SendAsync(wren, id, "afterword");
        var page = await june.Client.ReadAsync($"/messages/{id}");
        Assert.Contains("afterword", page, StringComparison.Ordinal);
        Assert.DoesNotContain("duringword", page, StringComparison.Ordinal);

        async Task<string> BareAsync(Member who, string path) => System.Text.RegularExpressions.Regex.Replace(await who.Client.ReadAsync(path), "data-mark=\"[^\"]*\"|name=\"Press\" value=\"[^\"]*\"", "");
    }

    [Fact]
    public async Task In_a_small_group_the_two_are_silent_to_each_other_and_nobody_else()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        var id = await Letters.TogetherAsync(cast.Wren, "Saturday?", cast.June, cast["Tomas"]);
        await Letters.BlockAsync(cast.June, id, cast.Wren);
        await Letters.SendAsync(cast.Wren, id, "wrenword");
        await Letters.SendAsync(cast.June, id, "juneword");
        await Letters.SendAsync(cast["Tomas"], id, "tomasword");
        async Task<string> SeesAsync(Member who)
        {
            var page = await who.Client.ReadAsync($"/messages/{id}");
            return string.Join(' ', ((string[])["wren", "june", "tomas"]).Where(name => page.Contains(name + "word", StringComparison.Ordinal)));
        }
        Assert.Equal("wren tomas", await SeesAsync(cast.Wren));
        Assert.Equal("june tomas", await SeesAsync(cast.June));
        Assert.Equal("wren june tomas", await SeesAsync(cast["Tomas"]));
    }

    [Fact]
    public async Task A_first_message_of_somebody_blocked_is_nowhere_to_be_seen()
    {
        var letters = await Letters.OpenAsync(host);
        var (wren, june, tomas) = (letters.Cast.Wren, letters.Cast.June, letters.Cast["Tomas"]);
        var some = await Letters.TogetherAsync(tomas, "Hello, you two.", wren, june);
        await Letters.BlockAsync(june, some, wren);
        var id = await Letters.WriteAsync(wren, "Just us. firstword", june);
        Assert.DoesNotContain("Would like to write with you", await june.Client.ReadAsync("/messages"), StringComparison.Ordinal);
        Assert.DoesNotContain("firstword", await june.Client.ReadAsync($"/messages/{id}"), StringComparison.Ordinal);
        Assert.Contains("When June answers", await wren.Client.ReadAsync($"/messages/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_are_never_blocked_and_nobody_blocks_whom_they_do_not_write_with()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        var id = await Letters.WriteAsync(cast.Leila, "How are you?", cast.Wren);
        var refused = await cast.Wren.Client.PostFormAsync($"/messages/{id}/block", ("Person", cast.Leila.PersonId.ToString("D")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Staff can’t be blocked", await refused.WordsAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("/block\"", await cast.Wren.Client.ReadAsync($"/messages/{id}"), StringComparison.Ordinal);
        foreach (var other in new[] { cast.June, cast["Pilar"], cast.Wren })
            Assert.Equal(HttpStatusCode.NotFound, (await cast.Wren.Client.PostFormAsync($"/messages/{id}/block", ("Person", other.PersonId.ToString("D")))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Leila.Client.PostFormAsync($"/messages/{id}/block", ("Person", cast.Wren.PersonId.ToString("D")))).StatusCode);
    }

    [Fact]
    public async Task A_call_for_help_reaches_people_whoever_is_blocked()
    {
        var letters = await Letters.OpenAsync(host);
        var (wren, june) = (letters.Cast.Wren, letters.Cast.June);
        var id = await Letters.TogetherAsync(wren, "Hello.", june);
        await Letters.BlockAsync(june, id, wren);
        await Letters.BlockAsync(wren, id, june);
        Assert.Contains("Wren", await june.Client.ReadAsync("/noticed/new"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await june.Client.PostFormAsync("/noticed/new", ("Press", Guid.NewGuid().ToString("D")), ("About", wren.PersonId.ToString("D")), ("Words", "Worried."), ("Pace", "Today"))).StatusCode);
        Assert.Contains("about Wren", await letters.Cast.Noor.Client.ReadAsync("/today"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await wren.Client.PostFormAsync("/hard-moment/ask")).StatusCode);
    }
}
