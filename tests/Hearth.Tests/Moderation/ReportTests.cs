using System.Net;
using System.Text.RegularExpressions;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Moderation;
using Hearth.Spaces;
using Hearth.Tests.FollowUps;
using Hearth.Tests.Groups;
using Hearth.Tests.Html;
using Hearth.Tests.Notices;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Tests.Moderation;

/// <summary>Somebody tells the staff of a post, and what comes of it: who learns what, and who does not.</summary>
public class ReportTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>AC-19: two taps from the post, and it has a name and an end for whoever told it.</summary>
    [Fact]
    public async Task AC_19_Told_in_two_taps_and_who_told_reads_who_has_it_and_that_it_ended()
    {
        var (porch, topic, post) = await ToldOfAsync();
        var cast = porch.Cast;
        // The first tap stands beside the post, for others than its author.
        Assert.Contains($"href=\"/posts/{post}/tell\"", await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/posts/{post}/tell", await cast["Tomas"].Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        Assert.Contains("name=\"Reason\" value=\"Hurtful\"", await cast.June.Client.ReadAsync($"/posts/{post}/tell"), StringComparison.Ordinal);
        var report = await TellAsync(porch, cast.June, post, "It frightened me. tellcanary");
        var mine = await cast.June.Client.ReadAsync("/held/mine");
        foreach (var said in (string[])["A post of Tomas’s", "Nobody has it yet."]) Assert.Contains(said, mine, StringComparison.Ordinal);

        var queue = await cast.Leila.Client.ReadAsync("/held");
        foreach (var said in (string[])["A post of Tomas’s", "It can hurt somebody", "Nobody has it yet. To be looked at by"]) Assert.Contains(said, queue, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/reports/{report}/take")).StatusCode);
        Assert.Contains("Leila has it, since", await cast.June.Client.ReadAsync("/held/mine"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/reports/{report}/end", ("End", "NothingNeeded"))).StatusCode);
        Assert.Contains("Leila has looked after it.", await cast.June.Client.ReadAsync("/held/mine"), StringComparison.Ordinal);

        // Whom it concerns is told nothing of it, on no page, and neither are the others.
        foreach (var other in new[] { cast["Tomas"], cast.Wren })
            foreach (var path in (string[])[$"/topics/{topic}", $"/spaces/{porch.Space}", "/held/mine", "/who-looked", "/today"])
                Assert.DoesNotMatch("tellcanary|told you|A post of|has looked after", await other.Client.ReadAsync(path));
    }

    [Fact]
    public async Task Staff_read_the_post_with_what_stands_around_it_and_nothing_more()
    {
        var (porch, topic, post) = await ToldOfAsync();
        var cast = porch.Cast;
        for (var i = 0; i < 4; i++) await Porch.ReplyAsync(cast.Wren, topic, $"after{i} it");
        var report = await TellAsync(porch, cast.June, post, "tellcanary");
        var page = await cast.Leila.Client.ReadAsync($"/reports/{report}");
        foreach (var said in (string[])["hurtcanary", "tellcanary", "June told you of a post", "before2 it", "before3 it", "after0 it", "after1 it"]) Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotMatch("before1 it|after2 it", page);
        var there = await Cast.GatherAsync(host);
        foreach (var other in cast.Members.Concat(there.Members).Where(m => m != cast.Leila && m != cast.Noor))
        {
            Assert.NotEqual(HttpStatusCode.OK, (await other.Client.GetAsync($"/reports/{report}", Cancel)).StatusCode);
            if (other.Role.IsStaff()) Assert.DoesNotMatch("A post of", await other.Client.ReadAsync("/held"));
        }
        // One's own is for the others to look at.
        var leilas = (await porch.PostAsync(await porch.StartAsync(cast.Leila, "Sit up straight."), 1)).Id;
        var told = await TellAsync(porch, cast.June, leilas);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Leila.Client.GetAsync($"/reports/{told}", Cancel)).StatusCode);
        Assert.Contains("Sit up straight.", await cast.Noor.Client.ReadAsync($"/reports/{told}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_word_stands_with_the_post_for_its_author_who_answers_once()
    {
        var (porch, topic, post) = await ToldOfAsync();
        var cast = porch.Cast;
        var report = await TellAsync(porch, cast.June, post);
        await using var tomas = await Page.OpenAsync(host, cast["Tomas"]);
        await tomas.SubscribeAsync($"waits/{cast["Tomas"].PersonId:D}");
        await cast.Leila.Client.PostFormAsync($"/reports/{report}/take");
        Assert.Contains("Please write a few words", await (await cast.Leila.Client.PostFormAsync($"/reports/{report}/end", ("End", "PrivateWord"))).WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/reports/{report}/end", ("End", "PrivateWord"), ("Words", "Could you say it from yourself? wordcanary"))).StatusCode);
        await tomas.UntilAsync(p => p.Late.Count > 0);

        var own = await cast["Tomas"].Client.ReadAsync($"/topics/{topic}");
        foreach (var said in (string[])["Leila wrote to you alone", "wordcanary", "hurtcanary"]) Assert.Contains(said, own, StringComparison.Ordinal);
        Assert.DoesNotContain("June told", own, StringComparison.Ordinal);
        Assert.Contains("Leila wrote to you alone about a post of yours.", await cast["Tomas"].Client.ReadAsync("/who-looked"), StringComparison.Ordinal);
        var word = Regex.Match(own, "/words/([0-9a-f-]{36})").Groups[1].Value;
        foreach (var other in new[] { cast.June, cast.Wren, cast.Dan, cast.Ada, cast.Leila })
        {
            Assert.NotEqual(HttpStatusCode.OK, (await other.Client.GetAsync($"/words/{word}", Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Client.PostFormAsync($"/words/{word}", ("Words", "Mine."))).StatusCode);
        }
        foreach (var other in new[] { cast.June, cast.Wren }) Assert.DoesNotMatch("wordcanary|wrote to", await other.Client.ReadAsync($"/topics/{topic}"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => cast["Tomas"].Client.PostFormAsync($"/words/{word}", ("Words", $"I am sorry. answer{i}"))));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.SeeOther);
        Assert.Matches("Tomas answered: “I am sorry. answer", await cast.Noor.Client.ReadAsync($"/topics/{topic}"));
        Assert.DoesNotContain("I am sorry", await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);

        // Without anybody having told of it, too.
        foreach (var other in new[] { cast.June, cast.Dan, cast.Ada }) Assert.Equal(HttpStatusCode.NotFound, (await other.Client.PostFormAsync($"/posts/{post}/word", ("Words", "Mine."))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/posts/{post}/word", ("Words", "And I read it."))).StatusCode);
        Assert.Contains("Noor wrote to you alone", await cast["Tomas"].Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hidden_it_is_hidden_as_any_other_and_ends_once_of_a_hundred()
    {
        var (porch, topic, post) = await ToldOfAsync();
        var cast = porch.Cast;
        var told = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cast.June.Client.PostFormAsync($"/posts/{post}/tell", ("Reason", "Hurtful"))));
        var report = Guid.Parse(Assert.Single(told.Select(t => t.Headers.Location!.ToString()).Distinct())["/held/mine?told=".Length..]);
        var ends = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => (i % 2 == 0 ? cast.Leila : cast.Noor).Client.PostFormAsync($"/reports/{report}/end", ("End", i % 3 == 0 ? "Hidden" : "PrivateWord"), ("Words", "Please not like this."))));
        Assert.Single(ends, e => e.StatusCode == HttpStatusCode.SeeOther);
        var (hidings, words) = await host.LookAsync(cast, async db => (await db.HiddenPosts().CountAsync(Cancel), await db.Set<PrivateWord>().CountAsync(Cancel)));
        Assert.Equal(1, hidings + words);

        var second = await TellAsync(porch, cast.Wren, (await porch.PostAsync(topic, 3)).Id);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/reports/{second}/end", ("End", "Hidden"), ("Words", "A number stood here."))).StatusCode);
        // June's it is: she reads who hid it, and the others only that something was.
        Assert.Contains("Noor hid this from the others.", await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        Assert.Contains("Something was hidden here", await cast["Tomas"].Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_takes_in_time_comes_to_a_named_person_and_who_has_it_is_left_alone()
    {
        var (porch, topic, post) = await ToldOfAsync();
        var cast = porch.Cast;
        var (report, other) = (await TellAsync(porch, cast.June, post), await TellAsync(porch, cast.Wren, post));
        await cast.Leila.Client.PostFormAsync($"/reports/{other}/take");
        await porch.SweepAsync(host.Services.GetService(typeof(Clock)) is Clock clock ? clock.Now + Duration.FromDays(2) : default);
        var followUp = await host.OnlyFollowUpAsync(cast);
        Assert.Equal((FollowUpKind.Waiting, cast["Tomas"].PersonId), (followUp.Kind, followUp.PersonId));
        Assert.Equal([cast.Noor.PersonId], await host.CalledAsync(cast));
        Assert.Contains($"/reports/{report}", await cast.Noor.Client.ReadAsync($"/follow-ups/{followUp.Id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("waits", (await cast["Tomas"].Client.ReadAsync("/today")).Replace("waits/", "", StringComparison.Ordinal), StringComparison.Ordinal);
        // Nothing of his waited: that somebody opened it would tell him that somebody told.
        Assert.DoesNotContain("waited to be read", await cast["Tomas"].Client.ReadAsync("/who-looked"), StringComparison.Ordinal);
        await cast.Noor.Client.PostFormAsync($"/reports/{report}/end", ("End", "NothingNeeded"));
        Assert.NotNull((await host.OnlyFollowUpAsync(cast)).ClosedAt);
    }

    /// <summary>Tomas's fourth, which hurt; and three before it.</summary>
    private async Task<(Porch Porch, Guid Topic, Guid Post)> ToldOfAsync()
    {
        var porch = await Porch.OpenAsync(host);
        var topic = await porch.StartAsync(porch.Cast.Wren, "before1 it");
        foreach (var i in (int[])[2, 3]) await Porch.ReplyAsync(porch.Cast.June, topic, $"before{i} it");
        await Porch.ReplyAsync(porch.Cast["Tomas"], topic, "You lot never listen. hurtcanary");
        return (porch, topic, (await porch.PostAsync(topic, 4)).Id);
    }

    private static async Task<Guid> TellAsync(Porch porch, Member who, Guid post, string? words = null)
    {
        var told = await who.Client.PostFormAsync($"/posts/{post}/tell", words is null ? [("Reason", "Hurtful")] : [("Reason", "Hurtful"), ("Words", words)]);
        Assert.True(told.StatusCode == HttpStatusCode.SeeOther, await told.WordsAsync());
        return Guid.Parse(told.Headers.Location!.ToString()["/held/mine?told=".Length..]);
    }

    [Fact]
    public async Task Whose_post_is_hidden_after_a_report_is_told_that_it_is_and_of_no_report()
    {
        var (porch, topic, post) = await ToldOfAsync();
        var cast = porch.Cast;
        var report = await TellAsync(porch, cast.June, post);
        await cast.Leila.Client.PostFormAsync($"/reports/{report}/take");
        Assert.Equal("", await host.WhoWasToldAsync(cast, SpaceNotices.Hidden));
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/reports/{report}/end", ("End", "Hidden"), ("Words", "It can hurt."))).StatusCode);
        Assert.Equal("Tomas", await host.WhoWasToldAsync(cast, SpaceNotices.Hidden));
        Assert.Contains("It can hurt.", await cast["Tomas"].Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
    }
}
