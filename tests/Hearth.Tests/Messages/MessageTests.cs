using System.Net;
using Hearth.Database;
using Hearth.Messages;
using Hearth.Tests.Groups;
using Hearth.Tests.Html;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Messages;

/// <summary>Two people, or a few, write to one another, and nobody else hears of it.</summary>
public class MessageTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_writes_the_other_reads_and_nobody_else()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        Assert.Contains("Nothing is written here yet", await cast.Wren.Client.ReadAsync("/messages"), StringComparison.Ordinal);
        var id = await Letters.TogetherAsync(cast.Wren, "Did the lake loop. lakeword", cast.June);
        await Letters.SendAsync(cast.June, id, "Cold, but the good kind.");

        foreach (var who in new[] { cast.Wren, cast.June })
        {
            var page = await who.Client.ReadAsync($"/messages/{id}");
            foreach (var said in (string[])["lakeword", "the good kind", who == cast.Wren ? "You and June can read this." : "You and Wren can read this.", "Staff open it only when one of you tells them"]) Assert.Contains(said, page, StringComparison.Ordinal);
        }
        foreach (var who in cast.Members.Where(m => m.Name is not ("Wren" or "June" or "Kit"))) await AssertNothingOfAsync(who, id);
        foreach (var who in (await Cast.GatherAsync(host)).Members.Where(m => m.Name != "Kit")) await AssertNothingOfAsync(who, id);
        Assert.Equal(["messages.started", "messages.sent", "messages.accepted", "messages.sent"], (await host.KindsAsync(cast)).Where(k => k.StartsWith("messages.", StringComparison.Ordinal)));

        static async Task AssertNothingOfAsync(Member who, Guid id)
        {
            // Nobody can be asked for a yes but a peer; to others that address is of nobody.
            if (who.Role.IsStaff()) Assert.Equal(HttpStatusCode.NotFound, (await who.Client.GetAsync($"/messages/{id}", Cancel)).StatusCode);
            else await Letters.AssertNothingAsync(who, id, "lakeword");
        }
    }

    [Fact]
    public async Task Sealed_what_is_written_stands_nowhere_in_the_database()
    {
        var letters = await Letters.OpenAsync(host);
        var id = await Letters.TogetherAsync(letters.Cast.Wren, "sealedcanary", letters.Cast.June, letters.Cast["Tomas"]);
        Assert.Contains("sealedcanary", await letters.Cast.June.Client.ReadAsync($"/messages/{id}"), StringComparison.Ordinal);
        var message = Assert.Single(await letters.MessagesAsync(id));
        foreach (var bytes in new[] { message.Words.Bytes, (await host.LookAsync(letters.Cast, db => db.ConversationsOfProgram().SingleAsync(c => c.Id == id, Cancel))).Name!.Bytes })
            Assert.DoesNotMatch("sealedcanary|Walks", System.Text.Encoding.Latin1.GetString(bytes));
    }

    [Fact]
    public async Task A_few_people_write_under_a_name_and_whoever_leaves_reads_no_more()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        Assert.Contains("Please give it a name", await (await Letters.BeginAsync(cast.Wren, "Saturday?", null, Guid.NewGuid(), cast.June, cast["Tomas"])).WordsAsync(), StringComparison.Ordinal);
        var id = await Letters.WriteAsync(cast.Wren, "Saturday?", cast.June, cast["Tomas"]);
        await Letters.ActAsync(cast.June, id, "accept");
        await Letters.SendAsync(cast.June, id, "Nine. nineword");
        // Tomas was asked and has not answered: the first, and no more.
        Assert.Contains("Saturday?", await cast["Tomas"].Client.ReadAsync($"/messages/{id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("nineword", await cast["Tomas"].Client.ReadAsync($"/messages/{id}"), StringComparison.Ordinal);
        await Letters.ActAsync(cast["Tomas"], id, "accept");
        Assert.Contains("nineword", await cast["Tomas"].Client.ReadAsync($"/messages/{id}"), StringComparison.Ordinal);
        Assert.Contains("Walks", await cast.June.Client.ReadAsync("/messages"), StringComparison.Ordinal);

        await Letters.ActAsync(cast["Tomas"], id, "leave");
        await Letters.SendAsync(cast.Wren, id, "afterword");
        await Letters.AssertNothingAsync(cast["Tomas"], id, "Walks");
        Assert.DoesNotContain("Tomas", (await cast.June.Client.ReadAsync($"/messages/{id}")).Split("role=\"log\"")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AC_05_Open_pages_learn_at_once_and_nobody_hears_anothers()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        var id = await Letters.TogetherAsync(cast.Wren, "Hello.", cast.June);
        var stream = $"conversation/{id:D}";
        await using var junes = await Page.OpenAsync(host, cast.June);
        foreach (var mine in (string[])[stream, $"messages/{cast.June.PersonId:D}"]) Assert.True((await junes.SubscribeAsync(mine)).TryGetProperty("seq", out _), mine);
        foreach (var other in (Member[])[cast["Tomas"], cast.Leila, cast.Noor, cast.Ada, (await Cast.GatherAsync(host)).Noor])
        {
            await using var page = await Page.OpenAsync(host, other);
            foreach (var foreign in (string[])[stream, $"messages/{cast.June.PersonId:D}", $"conversation/{Guid.NewGuid():D}", "conversation/none"]) Assert.False((await page.SubscribeAsync(foreign)).TryGetProperty("seq", out _), $"{other.Name} {foreign}");
        }
        await Letters.SendAsync(cast.Wren, id, "And again.");
        await junes.UntilAsync(p => p.Late.Contains(stream) && p.Late.Contains($"messages/{cast.June.PersonId:D}"));
        Assert.DoesNotContain(junes.Heard, h => h.Body.ToString().Contains("And again", StringComparison.Ordinal));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Whoever_is_suspended_or_discharged_has_no_page_no_line_and_is_no_reader(bool suspended)
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        var id = await Letters.TogetherAsync(cast.Wren, "Hello.", cast.June);
        await using var junes = await Page.OpenAsync(host, cast.June);
        Assert.True((await junes.SubscribeAsync($"conversation/{id:D}")).TryGetProperty("seq", out _));
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var place = await s.GetRequiredService<HearthDb>().MembershipsAsync(cast.June);
            if (suspended) place.Suspend(); else place.Discharge();
        }, Cancel);

        Assert.NotEqual(HttpStatusCode.OK, (await cast.June.Client.GetAsync($"/messages/{id}", Cancel)).StatusCode);
        var sent = await Letters.SendAsync(cast.June, id, "Still here.");
        Assert.False(sent.StatusCode == HttpStatusCode.SeeOther && sent.Headers.Location!.ToString().StartsWith("/messages", StringComparison.Ordinal));
        await junes.Closed.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel).ContinueWith(_ => { }, Cancel, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Assert.Single(await letters.MessagesAsync(id));
        // Wren is told nothing of why.
        var page = await cast.Wren.Client.ReadAsync($"/messages/{id}");
        Assert.Contains("You can’t write here at present.", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("suspend|discharg|paused", page);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Letters.SendAsync(cast.Wren, id, "Are you there?")).StatusCode);
    }

    [Fact]
    public async Task One_press_sent_a_hundred_times_is_one_message_and_two_presses_of_the_same_words_are_two()
    {
        var letters = await Letters.OpenAsync(host);
        var (wren, june) = (letters.Cast.Wren, letters.Cast.June);
        var id = await Letters.TogetherAsync(wren, "Hello.", june);
        var press = Guid.NewGuid();
        // In two parts: what one person presses in a second is limited.
        foreach (var _ in (int[])[1, 2])
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Letters.SendAsync(wren, id, "I am.", press)));
            Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
            await Task.Delay(6000, Cancel);
        }
        Assert.Equal(2, (await letters.MessagesAsync(id)).Count);
        await Letters.SendAsync(wren, id, "I am.");
        await Letters.SendAsync(wren, id, "I am, still.", press);
        await Letters.SendAsync(june, id, "I am.", press);
        Assert.Equal([1, 2, 3, 4, 5], (await letters.MessagesAsync(id)).Select(m => m.Number));
    }

    [Fact]
    public async Task The_numbers_of_forty_who_write_at_once_have_no_gap()
    {
        var letters = await Letters.OpenAsync(host);
        var id = await Letters.TogetherAsync(letters.Cast.Wren, "Hello.", letters.Cast.June);
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Letters.SendAsync(i % 2 == 0 ? letters.Cast.Wren : letters.Cast.June, id, $"Line {i}.")));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
        Assert.Equal(Enumerable.Range(1, 41), (await letters.MessagesAsync(id)).Select(m => m.Number));
    }

    [Fact]
    public async Task Two_people_have_one_conversation_whoever_begins_and_both_at_once()
    {
        var letters = await Letters.OpenAsync(host);
        var (wren, june) = (letters.Cast.Wren, letters.Cast.June);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? Letters.BeginAsync(wren, "Hello, June.", june) : Letters.BeginAsync(june, "Hello, Wren.", wren)));
        // Whoever writes back has said yes; until then, more than the first is kept from being sent.
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.UnprocessableEntity));
        Assert.Single(answers.Where(a => a.StatusCode == HttpStatusCode.SeeOther).Select(a => a.Headers.Location!.ToString()).Distinct());
        Assert.Equal(1, await host.LookAsync(letters.Cast, db => db.ConversationsOfProgram().CountAsync(Cancel)));
        var press = Guid.NewGuid();
        var some = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Letters.BeginAsync(wren, "Saturday?", "Walks", press, june, letters.Cast["Tomas"])));
        Assert.Single(some.Select(a => a.Headers.Location!.ToString()).Distinct());
    }

    [Fact]
    public async Task What_is_new_is_marked_for_oneself_and_nobody_is_told_who_read_it()
    {
        var letters = await Letters.OpenAsync(host);
        var (wren, june) = (letters.Cast.Wren, letters.Cast.June);
        var id = await Letters.TogetherAsync(wren, "Hello.", june);
        await june.Client.ReadAsync($"/messages/{id}");
        Assert.DoesNotContain("new-dot", await june.Client.ReadAsync("/messages"), StringComparison.Ordinal);
        await Letters.SendAsync(wren, id, "Another.");
        Assert.Contains("new-dot", await june.Client.ReadAsync("/messages"), StringComparison.Ordinal);
        var before = Bare(await wren.Client.ReadAsync($"/messages/{id}"));
        await june.Client.ReadAsync($"/messages/{id}");
        Assert.DoesNotContain("new-dot", await june.Client.ReadAsync("/messages"), StringComparison.Ordinal);
        Assert.Equal(before, Bare(await wren.Client.ReadAsync($"/messages/{id}")));

        static string Bare(string page) => System.Text.RegularExpressions.Regex.Replace(page, "data-mark=\"[^\"]*\"|name=\"Press\" value=\"[^\"]*\"", "");
    }

    [Fact]
    public async Task Staff_and_their_people_write_without_being_asked_first_and_it_is_said_when_somebody_answers()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        var id = await Letters.WriteAsync(cast.Wren, "May I come late?", cast.Leila);
        await Letters.SendAsync(cast.Leila, id, "Of course.");
        var page = await cast.Wren.Client.ReadAsync($"/messages/{id}");
        foreach (var said in (string[])["Of course.", "Leila may not be reading just now.", "The program’s phone is answered 8 am to 8 pm.", "use the hard-moment button"]) Assert.Contains(said, page, StringComparison.Ordinal);
        await cast.Noor.Client.PostFormAsync("/program/messages", ("Peers", "OwnGroups"), ("Staff", "OwnStaff"), ("AnswerTimes", "on weekdays, within a day"));
        Assert.Contains("Messages to staff are answered on weekdays, within a day.", await cast.Wren.Client.ReadAsync($"/messages/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_conversation_has_an_earlier_page()
    {
        var letters = await Letters.OpenAsync(host);
        var id = await Letters.TogetherAsync(letters.Cast.Wren, "The very first.", letters.Cast.Leila);
        for (var i = 0; i < 105; i++) Assert.Equal(HttpStatusCode.SeeOther, (await Letters.SendAsync(i % 2 == 0 ? letters.Cast.Wren : letters.Cast.Leila, id, $"Line {i}, that one.")).StatusCode);
        var page = await letters.Cast.Leila.Client.ReadAsync($"/messages/{id}");
        Assert.DoesNotContain("The very first.", page, StringComparison.Ordinal);
        Assert.Contains("Line 104, that one.", page, StringComparison.Ordinal);
        Assert.Contains("The very first.", await letters.Cast.Leila.Client.ReadAsync($"/messages/{id}?all=1"), StringComparison.Ordinal);
    }
}

internal static class MessagePlaces
{
    public static Task<Hearth.Accounts.Membership> MembershipsAsync(this HearthDb db, Member who) =>
        Hearth.Accounts.MembershipAccess.MembershipsOfProgram(db).SingleAsync(m => m.PersonId == who.PersonId, TestContext.Current.CancellationToken);
}
