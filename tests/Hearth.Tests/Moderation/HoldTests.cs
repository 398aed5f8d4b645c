using System.Net;
using System.Text.RegularExpressions;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.FollowUps.Rules;
using Hearth.Holds;
using Hearth.Spaces;
using Hearth.Tests.Boundaries;
using Hearth.Tests.FollowUps;
using Hearth.Tests.Groups;
using Hearth.Tests.Html;
using Hearth.Tests.Notices;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;
using NodaTime;

namespace Hearth.Tests.Moderation;

/// <summary>What waits for staff: who sees it, who does not hear of it, and how it ends.</summary>
public class HoldTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_author_sees_at_once_that_it_waits_for_whom_by_when_and_why()
    {
        var (porch, topic, hold) = await HeldAsync();
        var cast = porch.Cast;
        var page = await cast.June.Client.ReadAsync($"/topics/{topic}");
        foreach (var said in (string[])["heldcanary", "Only you see this so far.", "It is read first by Leila and Noor, by ", "how somebody is reached outside", $"/held/{hold.Id}"]) Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains("heldcanary", await cast.June.Client.ReadAsync("/held/mine"), StringComparison.Ordinal);
        // Not asked for as a hard moment where it does not sound like one.
        Assert.DoesNotContain("there is a person for it now", page, StringComparison.Ordinal);

        // A new topic waits in the space, and there is none.
        var sent = await cast.June.Client.PostFormAsync($"/spaces/{porch.Space}/start", ("Ask", "Listen"), ("Text", "Find me on Telegram. topiccanary"), ("Press", Guid.NewGuid().ToString("D")));
        Assert.StartsWith($"/spaces/{porch.Space}#held-", sent.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("topiccanary", await cast.June.Client.ReadAsync($"/spaces/{porch.Space}"), StringComparison.Ordinal);
        Assert.DoesNotContain("topiccanary", await cast.Wren.Client.ReadAsync($"/spaces/{porch.Space}"), StringComparison.Ordinal);
        Assert.Equal(2, (await host.KindsAsync(cast)).Count(k => k == "holds.held"));
    }

    [Fact]
    public async Task Staff_of_the_space_read_it_with_the_rule_that_held_it_and_others_find_nothing()
    {
        var (porch, _, hold) = await HeldAsync(leaders: ["Leila", "Idris"]);
        var cast = porch.Cast;
        foreach (var staff in new[] { cast.Leila, cast.Noor })
        {
            Assert.Contains("waits until one of you has read it", await staff.Client.ReadAsync($"/topics/{hold.TopicId}"), StringComparison.Ordinal);
            var queue = await staff.Client.ReadAsync("/held");
            foreach (var said in (string[])["heldcanary", "June", "How somebody is reached outside", "Porch Light", "To be read by"]) Assert.Contains(said, queue, StringComparison.Ordinal);
            Assert.Contains("heldcanary", await staff.Client.ReadAsync($"/held/{hold.Id}"), StringComparison.Ordinal);
        }
        // Peers who lead too, staff of other groups, the admin, and whoever is in another program.
        var there = await Cast.GatherAsync(host);
        foreach (var other in cast.Members.Concat(there.Members).Where(m => m != cast.June && m != cast.Leila && m != cast.Noor))
        {
            Assert.NotEqual(HttpStatusCode.OK, (await other.Client.GetAsync($"/held/{hold.Id}", Cancel)).StatusCode);
            foreach (var (verb, fields) in ((string, string)[])[("release", ""), ("send-back", "Words"), ("rewrite", "Text"), ("take-back", ""), ("ask-again", "Words")])
                Assert.NotEqual(HttpStatusCode.SeeOther, (await Unsigned(other, $"/held/{hold.Id}/{verb}", fields)).StatusCode);
            if (other.Role.IsStaff()) Assert.DoesNotContain("heldcanary", await other.Client.ReadAsync("/held"), StringComparison.Ordinal);
        }
        Assert.Empty(await porch.EndsAsync());

        static async Task<HttpResponseMessage> Unsigned(Member who, string path, string field)
        {
            var answer = await who.Client.PostFormAsync(path, field.Length == 0 ? [] : [(field, "mine now")]);
            // Whoever has not signed is sent to do that.
            return answer.Headers.Location?.OriginalString.StartsWith("/agreement", StringComparison.Ordinal) == true ? new(HttpStatusCode.NotFound) : answer;
        }
    }

    /// <summary>AC-27. No page, count, number or line tells anybody else that something waits; let in, it comes once, in order, with the next number.</summary>
    [Fact]
    public async Task AC_27_What_waits_leaves_no_gap_and_no_trace_for_others()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Hello.");
        await Porch.ReplyAsync(cast["Tomas"], topic, "One.");
        string[] pages = [$"/topics/{topic}", $"/spaces/{porch.Space}", $"/topics/{topic}?all=1", "/today"], streams = [$"space/{porch.Space:D}", $"topic/{topic:D}"];
        await using var wrens = await Page.OpenAsync(host, cast.Wren);
        foreach (var stream in streams) Assert.True((await wrens.SubscribeAsync(stream)).TryGetProperty("seq", out _), stream);
        await using var junes = await Page.OpenAsync(host, cast.June);
        await using var leilas = await Page.OpenAsync(host, cast.Leila);
        foreach (var (line, who) in new[] { (junes, cast.June), (leilas, cast.Leila) }) Assert.True((await line.SubscribeAsync($"waits/{who.PersonId:D}")).TryGetProperty("seq", out _));
        // Nobody listens to somebody else's.
        Assert.False((await wrens.SubscribeAsync($"waits/{cast.June.PersonId:D}")).TryGetProperty("seq", out _));

        async Task<List<string>> SeenAsync(Member who)
        {
            List<string> seen = [];
            foreach (var path in pages) seen.Add(Bare(await who.Client.ReadAsync(path)));
            return seen;
        }
        var before = await SeenAsync(cast.Wren);
        var hold = await porch.HeldAsync(topic);
        await cast.June.Client.PostFormAsync($"/spaces/{porch.Space}/start", ("Ask", "Listen"), ("Text", Waits.Words), ("Press", Guid.NewGuid().ToString("D")));
        await junes.UntilAsync(p => p.Late.Count >= 2);
        await leilas.UntilAsync(p => p.Late.Count >= 2);
        Assert.Equal(before, await SeenAsync(cast.Wren));
        Assert.Empty(wrens.Late);
        Assert.Equal([1, 2], (await porch.PostsAsync(topic)).Select(p => p.Number));

        // The next one takes the next number: no gap. A canary that is seen shows that the comparison could fail.
        await Porch.ReplyAsync(cast["Tomas"], topic, "Two.");
        await wrens.UntilAsync(p => streams.All(p.Late.Contains));
        Assert.NotEqual(before, await SeenAsync(cast.Wren));
        Assert.Equal([1, 2, 3], (await porch.PostsAsync(topic)).Select(p => p.Number));

        // A reader who had everything up to 3 gets it once, as 4.
        var heard = wrens.Late.Count(l => l == streams[1]);
        Assert.Equal(HttpStatusCode.SeeOther, (await hold.ReleaseAsync(cast.Leila)).StatusCode);
        await wrens.UntilAsync(p => p.Late.Count(l => l == streams[1]) > heard);
        var after = (await porch.PostsAsync(topic)).Where(p => p.Number > 3).ToList();
        Assert.Equal((4, Waits.Words, cast.June.PersonId), (after.Single().Number, after[0].Text, after[0].AuthorId));
        var page = await cast.Wren.Client.ReadAsync($"/topics/{topic}");
        Assert.Single(Regex.Matches(page, "heldcanary"));
        Assert.True(page.IndexOf("Two.", StringComparison.Ordinal) < page.IndexOf("heldcanary", StringComparison.Ordinal));
        Assert.DoesNotMatch("Only you see|put it up|held-", page);
        Assert.Contains("Leila read something you wrote and put it up.", await cast.June.Client.ReadAsync("/who-looked"), StringComparison.Ordinal);
        Assert.DoesNotContain("put it up", await cast.Wren.Client.ReadAsync("/who-looked"), StringComparison.Ordinal);
    }

    /// <summary>Without what is made anew each time: press names, marks of a page, ways out.</summary>
    private static string Bare(string html) => Regex.Replace(html, "name=\"Press\" value=\"[^\"]*\"|data-mark=\"[^\"]*\"|/leaving/[^\"]*", "");

    [Fact]
    public async Task A_press_sent_again_is_the_same_before_and_after_it_was_let_in()
    {
        var porch = await Porch.OpenAsync(host);
        var (june, press) = (porch.Cast.June, Guid.NewGuid());
        var topic = await porch.StartAsync(porch.Cast.Wren, "Hello.");
        var sent = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Porch.ReplyAsync(june, topic, Waits.Words, press)));
        var hold = Assert.Single(await porch.HoldsAsync());
        Assert.Equal([$"/topics/{topic}#held-{hold.Id:N}"], sent.Select(s => s.Headers.Location!.ToString()).Distinct());
        await hold.ReleaseAsync(porch.Cast.Leila);
        var again = (await Porch.ReplyAsync(june, topic, Waits.Words, press)).Headers.Location!.ToString();
        Assert.Equal((await porch.PostAsync(topic, 2)).Address, again);
        Assert.Equal(2, (await porch.PostsAsync(topic)).Count);

        // The same words by another press were let in before: they are not held for it again. A letter more, and they are.
        await Porch.ReplyAsync(june, topic, Waits.Words);
        Assert.Equal(3, (await porch.PostsAsync(topic)).Count);
        await porch.HeldAsync(topic, Waits.Words + "!");
        await porch.HeldAsync(topic, Waits.Words, porch.Cast["Tomas"]);
        Assert.Equal(3, (await porch.PostsAsync(topic)).Count);
    }

    [Fact]
    public async Task A_hundred_at_once_end_it_once()
    {
        var (porch, topic, hold) = await HeldAsync();
        var (leila, noor, june) = (porch.Cast.Leila, porch.Cast.Noor, porch.Cast.June);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => (i % 4) switch { 0 => hold.ReleaseAsync(leila), 1 => hold.ReleaseAsync(noor), 2 => hold.SendBackAsync(noor), _ => hold.RewriteAsync(june, $"Changed {i}.") }));
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.UnprocessableEntity, $"{(int)a.StatusCode}"));
        var end = Assert.Single(await porch.EndsAsync());
        var posts = (await porch.PostsAsync(topic)).Where(p => p.AuthorId == june.PersonId).ToList();
        // Given back it can still be changed, once.
        Assert.True(posts.Count == (end.Kind == HoldEndKind.NotReleased ? posts.Count : 1) && posts.Count <= 1, $"{end.Kind} {posts.Count}");
        Assert.Equal(posts.Count + (end.Kind == HoldEndKind.NotReleased ? 1 : 0), answers.Count(a => a.StatusCode == HttpStatusCode.SeeOther));
    }

    [Fact]
    public async Task Given_back_its_author_reads_why_and_by_whom_changes_it_or_asks_once_that_somebody_looks_again()
    {
        var (porch, topic, hold) = await HeldAsync();
        var cast = porch.Cast;
        Assert.Contains("Please say why", await (await hold.SendBackAsync(cast.Leila, "")).WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await hold.SendBackAsync(cast.Leila, "Leave the address out, please.")).StatusCode);
        foreach (var path in (string[])[$"/topics/{topic}", "/held/mine", $"/held/{hold.Id}"])
        {
            var own = await cast.June.Client.ReadAsync(path);
            foreach (var said in (string[])["Leila read this and asks you to change it.", "Leave the address out, please.", "heldcanary"]) Assert.Contains(said, own, StringComparison.Ordinal);
        }
        Assert.DoesNotMatch("heldcanary|Leave the address", await cast.Wren.Client.ReadAsync($"/topics/{topic}"));
        Assert.DoesNotContain("heldcanary", await cast.Leila.Client.ReadAsync("/held"), StringComparison.Ordinal);
        Assert.Contains("Leila read something you wrote and asked you to change it.", await cast.June.Client.ReadAsync("/who-looked"), StringComparison.Ordinal);

        // The same words again are no change. Asked for again, it waits with a plea, and is let in by somebody else.
        Assert.Contains("These are the same words", await (await hold.RewriteAsync(cast.June, Waits.Words)).WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync($"/held/{hold.Id}/ask-again", ("Words", "It is the library’s address."))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.June.Client.PostFormAsync($"/held/{hold.Id}/ask-again", ("Words", "And again."))).StatusCode);
        var again = (await porch.HoldsAsync())[^1];
        Assert.Equal((HoldReason.AskedAgain, hold.Id), (again.Reason, again.AfterId));
        var queue = await cast.Noor.Client.ReadAsync("/held");
        foreach (var said in (string[])["It is the library’s address.", "Asked for again", "heldcanary"]) Assert.Contains(said, queue, StringComparison.Ordinal);
        await again.SendBackAsync(cast.Noor, "Still, please.");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.June.Client.PostFormAsync($"/held/{again.Id}/ask-again", ("Words", "Once more."))).StatusCode);

        // Changed, it stands at once: no rule holds it any more.
        Assert.Equal($"/topics/{topic}", (await again.RewriteAsync(cast.June, "The library on Main Street.")).Headers.Location!.ToString());
        Assert.Contains("The library on Main Street.", await cast.Wren.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        Assert.DoesNotContain("heldcanary", await cast.June.Client.ReadAsync("/held/mine"), StringComparison.Ordinal);
        Assert.Equal([1, 2], (await porch.PostsAsync(topic)).Select(p => p.Number));
    }

    [Fact]
    public async Task Taken_back_while_it_waits_nobody_ever_knew_of_it()
    {
        var (porch, topic, hold) = await HeldAsync();
        Assert.Equal(HttpStatusCode.SeeOther, (await porch.Cast.June.Client.PostFormAsync($"/held/{hold.Id}/take-back")).StatusCode);
        Assert.DoesNotContain("heldcanary", await porch.Cast.Leila.Client.ReadAsync("/held"), StringComparison.Ordinal);
        Assert.DoesNotContain("heldcanary", await porch.Cast.Leila.Client.ReadAsync($"/held/{hold.Id}"), StringComparison.Ordinal);
        Assert.Null((await porch.HoldsAsync()).Single().Text);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await hold.ReleaseAsync(porch.Cast.Leila)).StatusCode);
        Assert.Single(await porch.PostsAsync(topic));
    }

    [Fact]
    public async Task What_waits_too_long_comes_to_a_named_person_and_goes_when_it_was_read()
    {
        var (porch, _, hold) = await HeldAsync();
        var cast = porch.Cast;
        // Dan is called, who has nothing to do with that space.
        await cast.Noor.Client.PostFormAsync("/on-call/plan", ("OnCall", cast.Dan.PersonId.ToString("D")), ("Rank", "1"), ("Days", "127"), ("From", "00:00"), ("Until", "23:59"), ("Zone", "America/Chicago"));
        await porch.SweepAsync(hold.DueAt - Duration.FromMinutes(1));
        Assert.Empty(await host.FollowUpsAsync(cast));
        await porch.SweepAsync(hold.DueAt);
        await porch.SweepAsync(hold.DueAt + Duration.FromMinutes(1));
        var followUp = await host.OnlyFollowUpAsync(cast);
        Assert.Equal((FollowUpKind.Waiting, Pace.Today, cast.June.PersonId), (followUp.Kind, followUp.Pace, followUp.PersonId));
        var called = cast.Members.Single(m => m.PersonId == host.CalledAsync(cast).Result.First());
        Assert.Contains("heldcanary", await called.Client.ReadAsync($"/follow-ups/{followUp.Id}"), StringComparison.Ordinal);
        Assert.Contains("whoever is on call is asked", await cast.June.Client.ReadAsync("/held/mine"), StringComparison.Ordinal);
        // It is no hard moment of hers, and nothing of it is on her pages as one.
        var looked = await cast.June.Client.ReadAsync("/who-looked");
        Assert.DoesNotContain("asked for a person", looked, StringComparison.Ordinal);
        Assert.Contains("opened something you wrote that waited to be read", looked, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await hold.ReleaseAsync(called)).StatusCode);
        Assert.NotNull((await host.OnlyFollowUpAsync(cast)).ClosedAt);
    }

    /// <summary>AC-30. Words that may be about a hard moment are never held silently: their author is shown the way to a person at once, and a person is asked at once.</summary>
    [Fact]
    public async Task AC_30_What_may_be_about_a_hard_moment_is_asked_for_at_once()
    {
        var (porch, topic, hold) = await HeldAsync("I don’t want to live any more. Write to june@example.org heldcanary");
        var cast = porch.Cast;
        Assert.True(hold.SoundsHard);
        var page = await cast.June.Client.ReadAsync($"/topics/{topic}");
        foreach (var said in (string[])["there is a person for it now", "href=\"/hard-moment\"", "Whoever is on call was asked to read it now."]) Assert.Contains(said, page, StringComparison.Ordinal);
        var followUp = await host.OnlyFollowUpAsync(cast);
        Assert.Equal((FollowUpKind.Waiting, Pace.Now), (followUp.Kind, followUp.Pace));
        Assert.Equal([cast.Noor.PersonId], await host.CalledAsync(cast));
        Assert.Contains("may be about a hard moment", await cast.Noor.Client.ReadAsync("/today"), StringComparison.Ordinal);
        // Nobody speaks of it to peers, and putting it up does not end that somebody asks.
        Assert.DoesNotContain("hard moment. Written", await cast.Wren.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        await hold.ReleaseAsync(cast.Leila);
        Assert.Null((await host.OnlyFollowUpAsync(cast)).ClosedAt);

        // The same words where no rule holds them stand at once, and one that waits without them is in no hurry.
        var other = await porch.HeldAsync(topic, Waits.Words);
        Assert.False(other.SoundsHard);
        Assert.Null(other.CalledAt);

        // Somebody has it; hours later it may be hard again, and "was asked to read it now" is true of that, too.
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/follow-ups/{followUp.Id}/take")).StatusCode);
        var before = (await host.CalledAsync(cast)).Count;
        Assert.True((await porch.HeldAsync(topic, "I want to end my life. Write to june@example.org")).SoundsHard);
        Assert.Contains(cast.Noor.PersonId, (await host.CalledAsync(cast)).Skip(before));
    }

    [Fact]
    public async Task What_may_be_hard_and_was_ended_by_a_person_keeps_nothing_open_later()
    {
        var (porch, topic, hard) = await HeldAsync("I don’t want to live any more. Write to june@example.org");
        var cast = porch.Cast;
        Assert.True(hard.SoundsHard);
        var first = await host.OnlyFollowUpAsync(cast);
        await hard.ReleaseAsync(cast.Leila);
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{first.Id}/take");
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/follow-ups/{first.Id}/end", ("End", "Spoke"))).StatusCode);

        var later = await porch.HeldAsync(topic, Waits.Words);
        await porch.SweepAsync(later.DueAt);
        Assert.Single(await host.FollowUpsAsync(cast), f => f.ClosedAt is null);
        Assert.Equal(HttpStatusCode.SeeOther, (await later.ReleaseAsync(cast.Leila)).StatusCode);
        Assert.DoesNotContain(await host.FollowUpsAsync(cast), f => f.ClosedAt is null);
    }

    [Fact]
    public async Task The_first_of_somebody_new_is_read_first_until_something_of_theirs_stands()
    {
        var porch = await Porch.OpenAsync(host, leaders: ["Leila", "Idris"]);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast["Idris"], "Hello.");
        var hold = await FirstsAsync(true);
        async Task<Hold> FirstsAsync(bool on)
        {
            (string, string)[] form = [("Hours", "2"), ("StaffedFrom", "09:00"), ("StaffedUntil", "17:00")];
            Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync("/program/holds", on ? [.. form, ("FirstPosts", "true")] : form)).StatusCode);
            return await porch.HeldAsync(topic, "Hi. I am new.");
        }
        Assert.Equal(HoldReason.First, hold.Reason);
        Assert.Contains("Nothing is wrong with it.", await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        // Mentors and those who lead were looked at before; staff are staff.
        foreach (var who in new[] { cast["Idris"], cast.Leila }) Assert.Contains("#p", (await Porch.ReplyAsync(who, topic, "Welcome.")).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HoldReason.First, (await porch.HeldAsync(topic, "Still me.")).Reason);
        await hold.ReleaseAsync(cast.Leila);
        Assert.Contains("#p", (await Porch.ReplyAsync(cast.June, topic, "Thank you.")).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_programs_own_words_stand_with_who_put_them_there_and_when()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Hello.");
        foreach (var other in new[] { cast.Wren, cast.Leila, cast["Anand"], cast["Sol"] })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.Client.GetAsync("/program/holds", Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Client.PostFormAsync("/program/holds/words/add", ("NewWord", "casino"))).StatusCode);
        }
        await porch.AddWordAsync("Casino");
        Assert.Contains("It is on the list already.", await (await cast.Ada.Client.PostFormAsync("/program/holds/words/add", ("NewWord", "casino!"))).WordsAsync(), StringComparison.Ordinal);
        Assert.Contains("one is in nearly every word", await (await cast.Ada.Client.PostFormAsync("/program/holds/words/add", ("NewWord", "x"))).WordsAsync(), StringComparison.Ordinal);
        var page = await cast.Ada.Client.ReadAsync("/program/holds");
        Assert.Contains("Added by Noor", page, StringComparison.Ordinal);
        var hold = await porch.HeldAsync(topic, "I went past the casino.");
        Assert.Equal((HoldReason.Word, "Casino"), (hold.Reason, hold.Word));
        Assert.Contains("It has “Casino” in it", await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);

        var word = Regex.Match(page, "/program/holds/words/([0-9a-f-]{36})/remove").Groups[1].Value;
        // Another program's are its own.
        var there = await Cast.GatherAsync(host);
        Assert.Equal(HttpStatusCode.NotFound, (await there.Noor.Client.PostFormAsync($"/program/holds/words/{word}/remove")).StatusCode);
        Assert.DoesNotContain("Casino", await there.Noor.Client.ReadAsync("/program/holds"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Ada.Client.PostFormAsync($"/program/holds/words/{word}/remove")).StatusCode);
        Assert.Contains("Taken off by Ada", await cast.Noor.Client.ReadAsync("/program/holds"), StringComparison.Ordinal);
        Assert.Contains("#p", (await Porch.ReplyAsync(cast.June, topic, "The casino is closed.")).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Noor.Client.PostFormAsync("/program/holds", ("Hours", "0"), ("StaffedFrom", "09:00"), ("StaffedUntil", "17:00"))).StatusCode);
        Assert.Contains("on the same day", await (await cast.Noor.Client.PostFormAsync("/program/holds", ("Hours", "4"), ("StaffedFrom", "17:00"), ("StaffedUntil", "09:00"))).WordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_cannot_read_there_any_more_is_not_put_up_there()
    {
        var (porch, topic, hold) = await HeldAsync();
        var cast = porch.Cast;
        await cast.Leila.Client.PostFormAsync($"/groups/{porch.Space}/members/{cast.June.PersonId}/close");
        var refused = await hold.ReleaseAsync(cast.Leila);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("June can’t read there any more", await refused.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await hold.RewriteAsync(cast.June, "Anything.")).StatusCode);
        Assert.Single(await porch.PostsAsync(topic));
        Assert.Empty(await porch.EndsAsync());
    }

    /// <summary>June's answer in a topic of Wren's.</summary>
    private async Task<(Porch Porch, Guid Topic, Hold Hold)> HeldAsync(string text = Waits.Words, string[]? leaders = null)
    {
        var porch = await Porch.OpenAsync(host, leaders: leaders);
        var topic = await porch.StartAsync(porch.Cast.Wren, "Hello.");
        return (porch, topic, await porch.HeldAsync(topic, text));
    }

    [Fact]
    public async Task What_is_let_in_names_and_answers_as_if_it_had_stood_at_once()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Hello.");
        await host.QuietAsync(cast["Tomas"], cast.June);
        var hold = await porch.HeldAsync(topic, "@Leila and @Tomas, I am at june@example.org");
        Assert.Equal("", await host.WhoWasToldAsync(cast, SpaceNotices.Answered) + await host.WhoWasToldAsync(cast, SpaceNotices.Mentioned));
        await hold.ReleaseAsync(cast.Noor);
        Assert.Equal("Wren", await host.WhoWasToldAsync(cast, SpaceNotices.Answered));
        // Tomas does not read June, and hears nothing of her, whoever lets it in.
        Assert.Equal("Leila", await host.WhoWasToldAsync(cast, SpaceNotices.Mentioned));
        Assert.Contains("<b class=\"named\">@Leila</b>", await cast.Wren.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);

        // The same by her own hand, once it is written differently.
        var other = await porch.HeldAsync(topic, "@Leila, june@example.org again");
        await other.SendBackAsync(cast.Leila);
        await other.RewriteAsync(cast.June, "@Leila, I leave it out.");
        Assert.Equal("Leila Leila", await host.WhoWasToldAsync(cast, SpaceNotices.Mentioned));
        Assert.Equal("Wren Wren", await host.WhoWasToldAsync(cast, SpaceNotices.Answered));
    }

    [Fact]
    public async Task What_was_typed_in_a_form_that_is_gone_comes_back_to_be_read_and_a_draft_of_something_else_stays()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Hello.");
        var hold = await porch.HeldAsync(topic);
        await cast.Leila.Client.PostFormAsync($"/held/{hold.Id}/release");
        var late = await hold.RewriteAsync(cast.June, "keptcanary, changed");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Contains("keptcanary, changed", await late.WordsAsync(), StringComparison.Ordinal);
        var back = await hold.SendBackAsync(cast.Noor, "keptcanary, because");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, back.StatusCode);
        Assert.Contains("keptcanary, because", await back.WordsAsync(), StringComparison.Ordinal);

        // Her answer is on its way while the topic goes from her.
        await cast.Leila.Client.PostFormAsync($"/groups/{porch.Space}/members/{cast["Tomas"].PersonId}/close");
        var gone = await Porch.ReplyAsync(cast["Tomas"], topic, "keptcanary, from outside");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("keptcanary, from outside", await gone.WordsAsync(), StringComparison.Ordinal);

        // Rewriting one thing sends nothing else: what she began below it is still in its box.
        var second = await porch.HeldAsync(topic, "call me: june@example.org");
        await cast.June.Client.PostFormAsync("/drafts/save", ("For", $"/topics/{topic}/reply"), ("Names", "Text"), ("Values", "draftcanary"));
        Assert.Contains("draftcanary", await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        Assert.Contains("#held-", (await second.RewriteAsync(cast.June, "call me, june@example.net")).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("draftcanary", await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);

        // A form beside the one that came back keeps what it had.
        await second.SendBackAsync(cast.Leila);
        var third = (await porch.HoldsAsync())[^1];
        await third.SendBackAsync(cast.Leila);
        var refused = await cast.June.Client.PostFormAsync($"/held/{third.Id}/ask-again", ("Words", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("call me, june@example.net", await refused.WordsAsync(), StringComparison.Ordinal);
    }
}
