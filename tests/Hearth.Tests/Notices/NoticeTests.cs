using System.Net;
using System.Text.RegularExpressions;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Hearth.Notices;
using Hearth.Sessions;
using Hearth.Spaces;
using Hearth.Tests.FollowUps;
using Hearth.Tests.Groups;
using Hearth.Tests.Html;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Hearth.Tests.Notices;

/// <summary>Who is told of what, in the app; and who is not.</summary>
public class NoticeTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private const string Line = "There is an answer to something you began.";

    private static string OpenOf(string page) => Regex.Match(page, "/notices/[0-9a-f-]{36}/open").Value;

    [Fact]
    public async Task An_answer_is_told_to_whoever_began_it_and_to_nobody_else()
    {
        var porch = await Porch.OpenAsync(host);
        var (wren, june) = (porch.Cast.Wren, porch.Cast.June);
        var topic = await porch.StartAsync(wren, "Sundays are long. " + porch.Cast.Canary);
        Assert.DoesNotContain("Something new for you", await wren.Client.ReadAsync("/today"), StringComparison.Ordinal);
        Assert.Contains("That’s everything for now.", await wren.Client.ReadAsync("/notices"), StringComparison.Ordinal);

        for (var i = 0; i < 3; i++) await Porch.ReplyAsync(june, topic, $"I chop onions, {i}.");
        await Porch.ReplyAsync(wren, topic, "Thank you."); // one's own answer is no news
        Assert.Equal("Wren Wren Wren", await host.WhoWasToldAsync(porch.Cast, SpaceNotices.Answered));
        var list = await wren.Client.ReadAsync("/notices");
        Assert.Single(Regex.Matches(list, $"<span class=\"row-t\">{Regex.Escape(Line)}"));
        // Not who, and nothing of what was written.
        Assert.DoesNotMatch("onions|Sundays|>June", list);
        Assert.Contains("Something new for you", await wren.Client.ReadAsync("/today"), StringComparison.Ordinal);
        foreach (var other in (Member[])[june, porch.Cast.Leila, porch.Cast["Tomas"], porch.Cast.Noor])
        {
            Assert.DoesNotContain("Something new for you", await other.Client.ReadAsync("/today"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Client.PostFormAsync(OpenOf(list))).StatusCode);
        }

        var opened = await wren.Client.PostFormAsync(OpenOf(list));
        Assert.Equal($"/topics/{topic}", opened.Headers.Location!.ToString());
        Assert.DoesNotContain("Something new for you", await wren.Client.ReadAsync("/today"), StringComparison.Ordinal);
        var after = await wren.Client.ReadAsync("/notices");
        Assert.Contains("That’s everything for now.", after, StringComparison.Ordinal);
        Assert.Contains(Line, after, StringComparison.Ordinal); // under Before
    }

    [Fact]
    public async Task What_came_while_the_list_was_being_looked_at_stays_new()
    {
        var porch = await Porch.OpenAsync(host);
        var wren = porch.Cast.Wren;
        var (first, second) = (await porch.StartAsync(wren, "One."), await porch.StartAsync(wren, "Two."));
        await Porch.ReplyAsync(porch.Cast.June, first, "Yes.");
        var looked = Regex.Match(await wren.Client.ReadAsync("/notices"), "name=\"Newest\" value=\"([0-9a-f-]{36})\"").Groups[1].Value;
        await Porch.ReplyAsync(porch.Cast.June, second, "Yes.");
        Assert.Equal(HttpStatusCode.SeeOther, (await wren.Client.PostFormAsync("/notices/read", ("Newest", looked))).StatusCode);
        var unread = Assert.Single(await host.NoticesOfAsync(porch.Cast, wren), n => n.ReadAt is null);
        Assert.Equal(second, unread.SubjectId);
        // Another's list is not read by pressing one's own.
        Assert.Equal(HttpStatusCode.SeeOther, (await porch.Cast.June.Client.PostFormAsync("/notices/read", ("Newest", unread.Id.ToString()))).StatusCode);
        Assert.Null((await host.NoticesOfAsync(porch.Cast, wren)).Single(n => n.Id == unread.Id).ReadAt);
    }

    [Fact]
    public async Task An_open_page_hears_of_it_at_once_and_another_persons_page_may_not_listen()
    {
        var porch = await Porch.OpenAsync(host);
        var (wren, june) = (porch.Cast.Wren, porch.Cast.June);
        var stream = NoticeDesk.StreamOf(wren.PersonId);
        Assert.Contains($"data-stream=\"{stream}\"", await wren.Client.ReadAsync("/today"), StringComparison.Ordinal);
        var topic = await porch.StartAsync(wren, "Sundays.");
        await using var hers = await Page.OpenAsync(host, wren);
        await using var other = await Page.OpenAsync(host, june);
        await hers.SubscribeAsync(stream);
        Assert.True((await other.SubscribeAsync(stream)).TryGetProperty("refused", out _));
        await Porch.ReplyAsync(june, topic, "Onions.");
        await hers.UntilAsync(p => p.Late.Contains(stream));
        Assert.Contains("Something new for you", await wren.Client.ReadAsync("/notices/new"), StringComparison.Ordinal);
        Assert.Empty(other.Late);
    }

    [Fact]
    public async Task A_refused_answer_tells_nobody_and_neither_does_one_whose_reader_has_gone()
    {
        var porch = await Porch.OpenAsync(host);
        var (cast, wren) = (porch.Cast, porch.Cast.Wren);
        var topic = await porch.StartAsync(wren, "Sundays.");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.June.Client.PostFormAsync($"/topics/{topic}/reply", ("Text", ""))).StatusCode);
        Assert.Equal("", await host.WhoWasToldAsync(cast, SpaceNotices.Answered));
        var press = Guid.NewGuid();
        for (var i = 0; i < 3; i++) await Porch.ReplyAsync(cast.June, topic, "Onions.", press); // sent three times, it is one
        Assert.Equal("Wren", await host.WhoWasToldAsync(cast, SpaceNotices.Answered));

        await host.Scopes.WriteAsync(cast.ProgramId, async s => (await s.GetRequiredService<HearthDb>().MembershipsOfProgram().SingleAsync(m => m.PersonId == wren.PersonId, Cancel)).Suspend(), Cancel);
        await Porch.ReplyAsync(cast.June, topic, "And again.");
        Assert.Equal("Wren", await host.WhoWasToldAsync(cast, SpaceNotices.Answered));
    }

    [Fact]
    public async Task Whoever_is_not_shown_somebodys_words_is_told_of_none_of_them()
    {
        var porch = await Porch.OpenAsync(host);
        var (cast, wren, june) = (porch.Cast, porch.Cast.Wren, porch.Cast.June);
        var topic = await porch.StartAsync(wren, "Sundays.");
        await Porch.ReplyAsync(june, topic, "Onions.");
        Assert.Equal("Wren", await host.WhoWasToldAsync(cast, SpaceNotices.Answered));
        var hers = await porch.PostAsync(topic, 2);
        Assert.Equal(HttpStatusCode.SeeOther, (await wren.Client.PostFormAsync($"/posts/{hers.Id}/quiet/yes")).StatusCode);
        await Porch.ReplyAsync(june, topic, "And carrots.");
        Assert.Equal("Wren", await host.WhoWasToldAsync(cast, SpaceNotices.Answered));
        // The other's words are news as before; and June, who is told nothing of it, hears of answers of Wren's.
        await Porch.ReplyAsync(cast["Tomas"], topic, "I walk.");
        Assert.Equal("Wren Wren", await host.WhoWasToldAsync(cast, SpaceNotices.Answered));
        var theirs = await porch.StartAsync(june, "Mondays.");
        await Porch.ReplyAsync(cast["Tomas"], theirs, "I walk.");
        Assert.Equal("June Wren Wren", await host.WhoWasToldAsync(cast, SpaceNotices.Answered));
    }

    /// <summary>What waited when they chose not to read June is news no more; what somebody else wrote there still is.</summary>
    [Fact]
    public async Task What_waits_of_somebody_whom_one_does_not_read_from_now_on_is_news_no_more()
    {
        var porch = await Porch.OpenAsync(host);
        var (cast, wren) = (porch.Cast, porch.Cast.Wren);
        var topic = await porch.StartAsync(wren, "Sundays.");
        await Porch.ReplyAsync(cast.June, topic, "Onions, @Wren.");
        await Porch.ReplyAsync(cast["Tomas"], topic, "I walk.");
        async Task<IEnumerable<Guid?>> WaitingAsync() => (await host.NoticesOfAsync(cast, wren)).Where(n => n.ReadAt is null).Select(n => n.AuthorId);
        Assert.Equal(3, (await WaitingAsync()).Count());
        Assert.Equal(HttpStatusCode.SeeOther, (await wren.Client.PostFormAsync($"/posts/{(await porch.PostAsync(topic, 2)).Id}/quiet/yes")).StatusCode);
        Assert.Equal([cast["Tomas"].PersonId], await WaitingAsync());
        // The same where staff keep two apart, on both sides.
        var theirs = await porch.StartAsync(cast["Tomas"], "Mondays.");
        await Porch.ReplyAsync(wren, theirs, "I stay in bed.");
        Assert.Contains(await host.NoticesOfAsync(cast, cast["Tomas"]), n => n.ReadAt is null && n.AuthorId == wren.PersonId);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync("/apart/keep", ("One", wren.PersonId.ToString("D")), ("Other", cast["Tomas"].PersonId.ToString("D")), ("Reason", "OneAsked"))).StatusCode);
        Assert.Empty(await WaitingAsync());
        Assert.DoesNotContain(await host.NoticesOfAsync(cast, cast["Tomas"]), n => n.ReadAt is null && n.AuthorId == wren.PersonId);
    }

    /// <summary>A peer calls off a circle that they lead: that is nobody's words, and stays news to whoever does not read them from now on.</summary>
    [Fact]
    public async Task What_somebody_did_for_all_stays_news_to_those_who_do_not_read_them()
    {
        var porch = await Porch.OpenAsync(host);
        var (cast, wren, tomas) = (porch.Cast, porch.Cast.Wren, porch.Cast["Tomas"]);
        await host.Scopes.WriteAsync(cast.ProgramId, s =>
        {
            s.GetRequiredService<Viewer>().Become(Guid.Empty, Guid.Empty, cast.ProgramId, tomas.PersonId, Role.PeerFacilitator, tomas.Name, "America/Chicago", NodaTime.Instant.MinValue);
            return s.GetRequiredService<NoticeDesk>().TellAsync(SessionNotices.CalledOff, wren.PersonId, Guid.NewGuid(), Cancel);
        }, Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync("/apart/keep", ("One", wren.PersonId.ToString("D")), ("Other", tomas.PersonId.ToString("D")), ("Reason", "OneAsked"))).StatusCode);
        Assert.Null(Assert.Single(await host.NoticesOfAsync(cast, wren)).ReadAt);
    }

    [Fact]
    public async Task Its_author_hears_that_a_post_was_hidden_shown_again_and_left_hidden()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Sundays.");
        await Porch.ReplyAsync(cast.June, topic, "Onions.");
        var post = (await porch.PostAsync(topic, 2)).Id;
        async Task DoAsync(Member who, string what, params (string, string)[] fields) => Assert.Equal(HttpStatusCode.SeeOther, (await who.Client.PostFormAsync($"/posts/{post}/{what}", fields)).StatusCode);
        await DoAsync(cast.Leila, "hide/yes", ("Reason", "Details"));
        await DoAsync(cast.June, "ask-again/yes", ("Words", "Please look."));
        await DoAsync(cast.Leila, "leave-hidden");
        await DoAsync(cast.Leila, "show");
        foreach (var kind in (string[])[SpaceNotices.Hidden, SpaceNotices.LeftHidden, SpaceNotices.Shown]) Assert.Equal("June", await host.WhoWasToldAsync(cast, kind));
    }

    [Fact]
    public async Task Who_noticed_something_hears_that_somebody_has_it_and_whom_it_is_about_hears_nothing()
    {
        var cast = await Cast.GatherAsync(host);
        await host.CircleAsync(cast);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync("/noticed/new", ("Press", Guid.NewGuid().ToString()), ("About", cast.Wren.PersonId.ToString()), ("Pace", "Today"), ("Signs", "Quieter"))).StatusCode);
        var one = await host.OnlyFollowUpAsync(cast);
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/take");
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/end", ("End", "Spoke"));
        Assert.Equal("June", await host.WhoWasToldAsync(cast, HearFollowUps.NoticedTaken));
        Assert.Equal("June", await host.WhoWasToldAsync(cast, HearFollowUps.NoticedEnded));
        Assert.Empty(await host.NoticesOfAsync(cast, cast.Wren));
    }

    [Fact]
    public async Task Who_asked_for_a_person_hears_each_step_urgently()
    {
        var cast = await Cast.GatherAsync(host);
        await cast.Wren.Client.PostFormAsync("/hard-moment/ask");
        var one = await host.OnlyFollowUpAsync(cast);
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/take");
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/give-back");
        var told = await host.NoticesOfAsync(cast, cast.Wren);
        Assert.Equal([HearFollowUps.Taken, HearFollowUps.PassedOn], told.Select(n => n.Kind));
        Assert.All(told, n => Assert.True(n.Urgent));
        Assert.Empty(await host.NoticesOfAsync(cast, cast.June));
    }

    [Theory]
    [InlineData(40, true), InlineData(400, false)]
    public async Task A_session_that_is_called_off_is_told_to_those_who_would_come_and_within_the_hour_urgently(int inMinutes, bool urgent)
    {
        var cast = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast, inMinutes: inMinutes);
        await host.EveningAsync(cast, inMinutes: inMinutes + 200);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/sessions/{session.Id}/call-off/yes")).StatusCode);
        await cast.Leila.Client.PostFormAsync($"/sessions/{session.Id}/call-off/yes"); // twice is once
        var told = (await host.WhoWasToldAsync(cast, SessionNotices.CalledOff)).Split(' ');
        Assert.Equal(told.Distinct(), told);
        Assert.Contains("Wren", told);
        Assert.DoesNotContain("Leila", told); // she did it
        Assert.DoesNotContain("Ruth", told); // she is in no circle of theirs
        var hers = Assert.Single(await host.NoticesOfAsync(cast, cast.Wren));
        Assert.Equal(urgent, hers.Urgent);
        Assert.Equal($"/sessions/{session.Id}", (await cast.Wren.Client.PostFormAsync(OpenOf(await cast.Wren.Client.ReadAsync("/notices")))).Headers.Location!.ToString());
        await cast.Leila.Client.PostFormAsync($"/sessions/{session.Id}/restore");
        Assert.Contains("Wren", await host.WhoWasToldAsync(cast, SessionNotices.BackOn), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_words_of_the_agreement_are_told_to_everybody_who_may_come_in()
    {
        var cast = await Cast.GatherAsync(host);
        await host.Scopes.WriteAsync(cast.ProgramId, async s => (await s.GetRequiredService<HearthDb>().MembershipsOfProgram().SingleAsync(m => m.PersonId == cast["Tomas"].PersonId, Cancel)).Suspend(), Cancel);
        await Agreements.AgreementTests.PublishAsync(cast.Ada, "The next words.");
        var told = (await host.WhoWasToldAsync(cast, HearAgreements.Anew)).Split(' ');
        Assert.Equal(cast.Members.Select(m => m.Name).Except(["Ada", "Tomas"]).Order(), told);
        // Whoever has to sign first can read why.
        Assert.Contains("The agreement has new words.", await cast.Wren.Client.ReadAsync("/notices"), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_kind_is_a_whole_sentence_in_both_languages_without_a_name_for_it()
    {
        var (kinds, words) = (host.Services.GetRequiredService<NoticeKinds>(), host.Services.GetRequiredService<IStringLocalizer<Words>>());
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        try
        {
            System.Globalization.CultureInfo.CurrentUICulture = new("es");
            foreach (var kind in kinds.All)
            {
                Assert.False(words[kind.Words].ResourceNotFound, kind.Words);
                Assert.NotEqual(kind.Words, words[kind.Words].Value);
                Assert.EndsWith(".", kind.Words, StringComparison.Ordinal);
                Assert.DoesNotContain("{", kind.Words, StringComparison.Ordinal);
                Assert.StartsWith("/", kind.PathOf(Guid.NewGuid()), StringComparison.Ordinal);
            }
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = before;
        }
    }
}
