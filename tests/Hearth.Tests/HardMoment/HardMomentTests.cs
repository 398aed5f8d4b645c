using System.Net;
using Hearth.Channels;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.FollowUps.Rules;
using Hearth.Server.Operating;
using Hearth.Tests.Channels;
using Hearth.Tests.FollowUps;
using Hearth.Tests.Groups;
using Hearth.Tests.Html;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.HardMoment;

/// <summary>Somebody has a hard moment and asks for a person. Noor is on call, then Ada.</summary>
public class HardMomentTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_sent_before_it_is_pressed_and_then_the_first_on_call_is_asked_at_once()
    {
        var cast = await Cast.GatherAsync(host);
        var page = await cast.Wren.Client.ReadAsync("/hard-moment");
        Assert.Contains("Ask Noor", page, StringComparison.Ordinal);
        Assert.Contains("tel:988", page, StringComparison.Ordinal);
        Assert.Empty(await host.FollowUpsAsync(cast));
        Assert.DoesNotContain("needs a person now", await cast.Noor.Client.ReadAsync("/today"), StringComparison.Ordinal);

        var pressed = await AskAsync(cast.Wren);
        Assert.Equal("/hard-moment/asked", pressed.Headers.Location!.ToString());
        var asked = await cast.Wren.Client.ReadAsync("/hard-moment/asked");
        Assert.Contains("Noor has been asked", asked, StringComparison.Ordinal);
        Assert.Contains("Then we ask Ada", asked, StringComparison.Ordinal);
        Assert.Contains("tel:988", asked, StringComparison.Ordinal);
        Assert.Contains("See who is coming", await cast.Wren.Client.ReadAsync("/hard-moment"), StringComparison.Ordinal);

        // She reads it on whatever page she is; nobody else does who was not called.
        foreach (var path in (string[])["/today", "/people", "/sessions"]) Assert.Contains("Wren needs a person now", await cast.Noor.Client.ReadAsync(path), StringComparison.Ordinal);
        foreach (var other in new[] { cast.Ada, cast.Leila, cast.Dan, cast["Anand"], cast.June, cast["Ruth"], cast["Idris"], cast["Sol"] })
            Assert.DoesNotContain("needs a person now", await other.Client.ReadAsync("/today"), StringComparison.Ordinal);
        Assert.Equal(["followups.asked", "followups.called"], (await host.KindsAsync(cast)).Where(k => k.StartsWith("followups.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Unanswered_at_2_10_and_20_minutes_it_goes_to_the_next_and_to_everybody()
    {
        var cast = await Cast.GatherAsync(host);
        await AskAsync(cast.Wren);
        var start = (await host.OnlyFollowUpAsync(cast)).AskedAt;

        await host.SweepAsync(cast, start + Duration.FromSeconds(119));
        Assert.Equal([cast.Noor.PersonId], await host.CalledAsync(cast));
        await host.SweepAsync(cast, start + Duration.FromMinutes(2));
        Assert.Equal([cast.Noor.PersonId, cast.Ada.PersonId], await host.CalledAsync(cast));
        // A second server that sweeps at the same moment calls nobody again.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.SweepAsync(cast, start + Duration.FromMinutes(2))));
        Assert.Equal(2, (await host.CalledAsync(cast)).Count);
        Assert.Contains("Wren needs a person now", await cast.Ada.Client.ReadAsync("/today"), StringComparison.Ordinal);

        await host.SweepAsync(cast, start + Duration.FromMinutes(10));
        await host.SweepAsync(cast, start + Duration.FromMinutes(20));
        await host.SweepAsync(cast, start + Duration.FromMinutes(30));
        var (noor, ada) = (cast.Noor.PersonId, cast.Ada.PersonId);
        Assert.Equal([noor, ada, noor, ada, noor, ada, noor, ada], await host.CalledAsync(cast));
    }

    [Fact]
    public async Task Whoever_has_it_is_named_to_them_and_nobody_else_is_called()
    {
        var cast = await Cast.GatherAsync(host);
        await AskAsync(cast.Wren);
        var one = await host.OnlyFollowUpAsync(cast);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/take")).StatusCode);
        Assert.Contains("Noor is coming", await cast.Wren.Client.ReadAsync("/hard-moment/asked"), StringComparison.Ordinal);
        Assert.DoesNotContain("needs a person now", await cast.Noor.Client.ReadAsync("/today"), StringComparison.Ordinal);
        await host.SweepAsync(cast, one.AskedAt + Duration.FromMinutes(40));
        Assert.Equal([cast.Noor.PersonId], await host.CalledAsync(cast));
        // An hour without a word on how it went: she is asked, and the next one with her.
        await host.SweepAsync(cast, one.AskedAt + PagingRule.OwnersTime(Pace.Now) + Duration.FromMinutes(1));
        Assert.Equal([cast.Noor.PersonId, cast.Noor.PersonId, cast.Ada.PersonId], await host.CalledAsync(cast));

        // The second who presses is told who has it.
        var late = await cast.Ada.Client.PostFormAsync($"/follow-ups/{one.Id}/take");
        Assert.Contains("Noor has it already.", await late.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/end", ("End", "Spoke"), ("Words", "Call tomorrow. " + cast.Canary))).StatusCode);
        Assert.Contains("This has ended", await cast.Wren.Client.ReadAsync("/hard-moment/asked"), StringComparison.Ordinal);
        Assert.DoesNotContain("Call tomorrow", await cast.Wren.Client.ReadAsync("/hard-moment/asked"), StringComparison.Ordinal);
        Assert.Contains("Call tomorrow", await cast.Ada.Client.ReadAsync($"/follow-ups/{one.Id}"), StringComparison.Ordinal);
        await host.SweepAsync(cast, one.AskedAt + Duration.FromDays(2));
        Assert.Equal(3, (await host.CalledAsync(cast)).Count);

        // Ended by mistake.
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/reopen")).StatusCode);
        Assert.Contains("Noor is coming", await cast.Wren.Client.ReadAsync("/hard-moment/asked"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_while_what_ended_is_opened_again_is_heard_and_one_is_open()
    {
        var cast = await Cast.GatherAsync(host);
        await AskAsync(cast.Wren);
        var one = await host.OnlyFollowUpAsync(cast);
        for (var i = 0; i < 10; i++)
        {
            var open = (await host.FollowUpsAsync(cast)).Single(f => f.ClosedAt is null).Id;
            await cast.Noor.Client.PostFormAsync($"/follow-ups/{open}/take");
            await cast.Noor.Client.PostFormAsync($"/follow-ups/{open}/end", ("End", "Spoke"));
            var (reopened, asked) = (cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/reopen"), cast.Wren.Client.PostFormAsync("/hard-moment/ask"));
            await Task.WhenAll(reopened, asked);
            Assert.Equal(HttpStatusCode.SeeOther, asked.Result.StatusCode);
            Assert.True(reopened.Result.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.UnprocessableEntity, $"{reopened.Result.StatusCode}");
        }
        Assert.Single(await host.FollowUpsAsync(cast), f => f.ClosedAt is null);
    }

    [Fact]
    public async Task Given_back_the_next_one_is_asked_at_once()
    {
        var cast = await Cast.GatherAsync(host);
        await AskAsync(cast.Wren);
        var one = await host.OnlyFollowUpAsync(cast);
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/take");
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/give-back")).StatusCode);
        // Whoever could not go on is not the next one.
        Assert.Equal([cast.Noor.PersonId, cast.Ada.PersonId], await host.CalledAsync(cast));
        var now = await host.OnlyFollowUpAsync(cast);
        Assert.Null(now.OwnerId);
        Assert.True(now.NextCallAt - now.AskedAt == Duration.FromMinutes(2));
        Assert.Contains("Noor couldn’t go on.", await cast.Wren.Client.ReadAsync("/hard-moment/asked"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_a_refused_press_shows_again_says_who_waits()
    {
        var cast = await Cast.GatherAsync(host);
        await AskAsync(cast.Wren);
        var one = await host.OnlyFollowUpAsync(cast);
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/take");
        await AskAsync(cast.June);
        var refused = await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/end");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("June needs a person now", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_right_now_stops_the_calls_and_leaves_it_with_the_staff()
    {
        var cast = await Cast.GatherAsync(host);
        await AskAsync(cast.Wren);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Wren.Client.PostFormAsync("/hard-moment/all-right")).StatusCode);
        var one = await host.OnlyFollowUpAsync(cast);
        await host.SweepAsync(cast, one.AskedAt + Duration.FromHours(3));
        Assert.Single(await host.CalledAsync(cast));
        Assert.Contains("Said at", await cast.Noor.Client.ReadAsync("/follow-ups"), StringComparison.Ordinal);
        Assert.Contains("Somebody from the program will still look in with you.", await cast.Wren.Client.ReadAsync("/hard-moment/asked"), StringComparison.Ordinal);

        // And not all right after all.
        await AskAsync(cast.Wren);
        Assert.Equal(2, (await host.CalledAsync(cast)).Count);
        Assert.True((await host.OnlyFollowUpAsync(cast)).Waits);
    }

    [Fact]
    public async Task A_number_is_for_whoever_comes_sealed_and_gone_at_the_end()
    {
        var cast = await Cast.GatherAsync(host);
        await AskAsync(cast.Wren);
        var wrong = await cast.Wren.Client.PostFormAsync("/hard-moment/number", ("Phone", "call me"));
        var shown = await wrong.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Please write the number as you would dial it.", shown, StringComparison.Ordinal);
        Assert.Contains("call me", shown, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Wren.Client.PostFormAsync("/hard-moment/number", ("Phone", "218-555-7731"))).StatusCode);

        var one = await host.OnlyFollowUpAsync(cast);
        Assert.NotNull(one.Number);
        Assert.Contains("tel:2185557731", await cast.Noor.Client.ReadAsync($"/follow-ups/{one.Id}"), StringComparison.Ordinal);
        Assert.Contains("followups.read", await host.KindsAsync(cast));
        foreach (var page in (string[])["/follow-ups", "/today"]) Assert.DoesNotContain("7731", await cast.Noor.Client.ReadAsync(page), StringComparison.Ordinal);
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/take");
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/end", ("End", "WithSomebody"));
        Assert.Null((await host.OnlyFollowUpAsync(cast)).Number);
    }

    [Fact]
    public async Task Who_may_not_reads_nothing_of_it_and_changes_nothing()
    {
        var (cast, there) = (await Cast.GatherAsync(host), await Cast.GatherAsync(host));
        await AskAsync(cast.Wren);
        var one = await host.OnlyFollowUpAsync(cast);
        Assert.Equal(HttpStatusCode.OK, (await cast.Noor.Client.GetAsync($"/follow-ups/{one.Id}", Cancel)).StatusCode);
        // Leila leads groups and was not called; peers never; and nobody of another program.
        foreach (var who in new[] { cast.Leila, cast["Anand"], cast.Wren, cast.June, cast["Ruth"], there.Noor, there.Ada })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await who.Client.GetAsync($"/follow-ups/{one.Id}", Cancel)).StatusCode);
            foreach (var verb in (string[])["take", "give-back", "end", "reopen"])
                Assert.Equal(HttpStatusCode.NotFound, (await who.Client.PostFormAsync($"/follow-ups/{one.Id}/{verb}", verb == "end" ? [("End", "Spoke")] : [])).StatusCode);
        }
        // What June asked for is not Wren's.
        Assert.EndsWith("/hard-moment", (await cast.June.Client.GetAsync("/hard-moment/asked", Cancel)).Headers.Location!.ToString(), StringComparison.Ordinal);
        await cast.June.Client.PostFormAsync("/hard-moment/all-right");
        Assert.True((await host.OnlyFollowUpAsync(cast)).Waits);
    }

    [Fact]
    public async Task Fifty_presses_at_once_ask_once()
    {
        var cast = await Cast.GatherAsync(host);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AskAsync(cast.Wren)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
        Assert.Single(await host.FollowUpsAsync(cast));
        Assert.Single(await host.CalledAsync(cast));
    }

    [Fact]
    public async Task Asking_for_a_person_is_not_kept_waiting_by_what_else_their_pages_did()
    {
        var cast = await Cast.GatherAsync(host);
        cast.Wren.Client.DefaultRequestHeaders.Add(Paced.Header, "1");
        var turnedAway = false;
        for (var i = 0; i < 40 && !turnedAway; i++)
            turnedAway = (await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => cast.Wren.Client.PostFormAsync("/comfort", ("Camera", "nonsense"))))).Any(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.True(turnedAway);
        Assert.Equal(HttpStatusCode.SeeOther, (await AskAsync(cast.Wren)).StatusCode);
        Assert.Single(await host.CalledAsync(cast));
    }

    [Fact]
    public async Task It_is_open_before_the_agreement_is_signed_and_its_lines_to_a_stranger()
    {
        var cast = await Cast.GatherAsync(host);
        Assert.Equal("/hard-moment/asked", (await AskAsync(cast.Kit)).Headers.Location!.ToString());
        var stranger = await host.Stranger().GetAsync("/hard-moment", Cancel);
        Assert.Equal(HttpStatusCode.OK, stranger.StatusCode);
        Assert.DoesNotContain(cast.Canary, await stranger.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", (await host.Stranger().PostFormAsync("/hard-moment/ask")).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_page_of_theirs_and_of_the_one_on_call_learns_of_it_at_once()
    {
        var cast = await Cast.GatherAsync(host);
        await using var noors = await Page.OpenAsync(host, cast.Noor);
        await using var wrens = await Page.OpenAsync(host, cast.Wren);
        Assert.True((await noors.SubscribeAsync($"follow-ups/{cast.ProgramId:D}")).TryGetProperty("seq", out _));
        Assert.True((await wrens.SubscribeAsync($"asked/{cast.Wren.PersonId:D}")).TryGetProperty("seq", out _));
        // Nobody hears another's, and peers nothing of the staff's.
        foreach (var stream in (string[])[$"follow-ups/{cast.ProgramId:D}", $"asked/{cast.June.PersonId:D}"]) Assert.False((await wrens.SubscribeAsync(stream)).TryGetProperty("seq", out _));
        Assert.False((await noors.SubscribeAsync($"asked/{cast.Wren.PersonId:D}")).TryGetProperty("seq", out _));
        await AskAsync(cast.Wren);
        await noors.UntilAsync(p => p.Late.Contains($"follow-ups/{cast.ProgramId:D}"));
        await wrens.UntilAsync(p => p.Late.Contains($"asked/{cast.Wren.PersonId:D}"));
    }

    [Fact]
    public async Task Whoever_is_called_is_called_out_of_the_house_too_under_the_id_of_that_call()
    {
        await using var calling = await Calling.StartAsync(host);
        var cast = calling.Cast;
        await AskAsync(cast.Wren);
        var call = Assert.Single(await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().CallsOfProgram().AsNoTracking().ToListAsync(Cancel), Cancel));
        var deliveries = await calling.DeliveriesAsync();
        Assert.Equal([Channel.Email, Channel.Webhook], deliveries.Select(d => d.Channel).Order());
        Assert.All(deliveries, d => Assert.True(d.CallId == call.Id && d.PersonId == cast.Noor.PersonId));
        await calling.SendAsync();
        Assert.Single(calling.MailServer.Messages);

        // What has not gone out when somebody has it stays in the house.
        for (var round = 0; round < 2; round++) await host.SweepAsync(cast, call.CalledAt + Duration.FromMinutes(20));
        Assert.Contains(await calling.DeliveriesAsync(), d => d.SentAt is null && d.GivenUpAt is null);
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{call.FollowUpId}/take");
        await calling.SendAsync();
        Assert.Single(calling.MailServer.Messages);
    }

    [Fact]
    public async Task Whom_no_channel_reaches_is_called_together_with_the_next_one()
    {
        await using var calling = await Calling.StartAsync(host);
        var cast = calling.Cast;
        await Calling.DoneAsync(cast.Ada.Client.PostFormAsync("/calls/mail", ("Email", "ada.sealedword@mail.example")));
        Assert.Equal(Standing.Fine, (await ReachAsync(cast)).Standing);
        await Calling.DoneAsync(cast.Noor.Client.PostFormAsync("/calls/mail/remove"));
        await Calling.DoneAsync(cast.Ada.Client.PostFormAsync($"/channels/pagers/{cast.Noor.PersonId}/remove"));
        var found = await ReachAsync(cast);
        Assert.True(found.Standing == Standing.Look && found.What.Contains("Noor", StringComparison.Ordinal), found.What);

        await AskAsync(cast.Wren);
        Assert.Equal([cast.Noor.PersonId, cast.Ada.PersonId], await host.CalledAsync(cast));
        Assert.Equal(cast.Ada.PersonId, Assert.Single(await calling.DeliveriesAsync()).PersonId);
        Assert.Contains("Several people have been asked", await cast.Wren.Client.ReadAsync("/hard-moment/asked"), StringComparison.Ordinal);
        var one = await host.OnlyFollowUpAsync(cast);
        Assert.Equal(one.AskedAt + Duration.FromMinutes(2), one.NextCallAt);

        // Nothing reaches either: they are asked in turn, and read it here.
        await Calling.DoneAsync(cast.Ada.Client.PostFormAsync("/calls/mail/remove"));
        await AskAsync(cast.June);
        Assert.Equal(3, (await host.CalledAsync(cast)).Count);
        Assert.Single(await calling.DeliveriesAsync());
    }

    private Task<Finding> ReachAsync(Cast cast) => host.Scopes.ReadAsync(cast.ProgramId, s => CallChecks.OfAsync(s, host.Services.GetRequiredService<Clock>()), Cancel);

    private static Task<HttpResponseMessage> AskAsync(Member who) => who.Client.PostFormAsync("/hard-moment/ask");
}
