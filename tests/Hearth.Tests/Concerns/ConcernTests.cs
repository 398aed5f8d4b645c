using System.Net;
using Hearth.Concerns;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.FollowUps.Rules;
using Hearth.Tests.FollowUps;
using Hearth.Tests.Groups;
using Hearth.Tests.Html;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Concerns;

/// <summary>June and Wren share a circle. June notices something about Wren; Noor is on call, then Ada.</summary>
public class ConcernTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_noticed_reaches_the_one_on_call_and_who_noticed_it_learns_that_somebody_has_it()
    {
        var cast = await TogetherAsync();
        Assert.Contains("Wren", await cast.June.Client.ReadAsync("/noticed/new"), StringComparison.Ordinal);
        var told = await TellAsync(cast.June, cast.Wren, "Today", ("Signs", "Quieter"), ("Words", "Sealedword " + cast.Canary));
        Assert.Contains("The program knows now.", await cast.June.Client.ReadAsync(told.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.Contains("Somebody noticed something about Wren", await cast.Noor.Client.ReadAsync("/today"), StringComparison.Ordinal);
        Assert.DoesNotContain("about Wren", await cast.Ada.Client.ReadAsync("/today"), StringComparison.Ordinal);

        var one = await host.OnlyFollowUpAsync(cast);
        var page = await cast.Noor.Client.ReadAsync($"/follow-ups/{one.Id}");
        foreach (var words in (string[])["Sealedword", "Quieter or more alone than usual", "June noticed something", "Somebody should look today."]) Assert.Contains(words, page, StringComparison.Ordinal);
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/take");
        Assert.Contains("Noor has it, since", await cast.June.Client.ReadAsync("/noticed"), StringComparison.Ordinal);
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/end", ("End", "Emergency"), ("Words", "Staffword"));
        var after = await cast.June.Client.ReadAsync("/noticed");
        Assert.Contains("has looked after it", after, StringComparison.Ordinal);
        // What was done for Wren is Wren's, and what she wrote stays with the staff.
        Assert.DoesNotMatch("Emergency|Staffword|Sealedword", after);
    }

    [Fact]
    public async Task Whom_it_is_about_and_everybody_else_reads_nothing_of_it()
    {
        var cast = await TogetherAsync();
        await TellAsync(cast.June, cast.Wren, "Now", ("Signs", "GivingUp"), ("Words", "Sealedword"));
        var one = await host.OnlyFollowUpAsync(cast);
        await cast.Noor.Client.ReadAsync($"/follow-ups/{one.Id}");
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/take");
        foreach (var path in (string[])["/today", "/group", "/noticed", "/hard-moment", "/who-looked"])
            Assert.DoesNotMatch("Sealedword|June noticed|noticed something about|asked for a person", await cast.Wren.Client.ReadAsync(path));
        // She learns that somebody looked, and not why.
        Assert.Contains("Noor looked at how you are doing.", await cast.Wren.Client.ReadAsync("/who-looked"), StringComparison.Ordinal);
        Assert.EndsWith("/hard-moment", (await cast.Wren.Client.GetAsync("/hard-moment/asked", Cancel)).Headers.Location!.ToString(), StringComparison.Ordinal);

        var there = await Cast.GatherAsync(host);
        foreach (var who in new[] { cast.Wren, cast.June, cast.Leila, cast["Ruth"], there.Noor })
            Assert.Equal(HttpStatusCode.NotFound, (await who.Client.GetAsync($"/follow-ups/{one.Id}", Cancel)).StatusCode);
        Assert.DoesNotContain("About Wren", await cast["Ruth"].Client.ReadAsync("/noticed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_goes_on_to_the_next_by_its_own_clock()
    {
        var cast = await TogetherAsync();
        await TellAsync(cast.June, cast.Wren, "Today", ("Signs", "Quieter"));
        var start = (await host.OnlyFollowUpAsync(cast)).AskedAt;
        await host.SweepAsync(cast, start + Duration.FromMinutes(29));
        Assert.Equal([cast.Noor.PersonId], await host.CalledAsync(cast));
        await host.SweepAsync(cast, start + Duration.FromMinutes(30));
        Assert.Equal([cast.Noor.PersonId, cast.Ada.PersonId], await host.CalledAsync(cast));
    }

    [Fact]
    public async Task A_second_who_notices_is_added_and_one_who_finds_it_pressing_makes_it_so()
    {
        var cast = await TogetherAsync();
        await TellAsync(cast.June, cast.Wren, "Today", ("Signs", "Quieter"));
        await TellAsync(cast["Tomas"], cast.Wren, "Today", ("Signs", "StaysAway"));
        var one = await host.OnlyFollowUpAsync(cast);
        Assert.Single(await host.CalledAsync(cast));
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/take");
        Assert.Contains("Noor has it", await cast["Tomas"].Client.ReadAsync("/noticed"), StringComparison.Ordinal);

        // Whoever has it is called again, and the next one with them.
        await TellAsync(cast.June, cast.Wren, "Now", ("Signs", "SaidGoodbye"));
        Assert.Equal(Pace.Now, (await host.OnlyFollowUpAsync(cast)).Pace);
        Assert.Equal([cast.Noor.PersonId, cast.Noor.PersonId, cast.Ada.PersonId], await host.CalledAsync(cast));
        var page = await cast.Noor.Client.ReadAsync($"/follow-ups/{one.Id}");
        foreach (var words in (string[])["Tomas noticed something, too", "June thinks it can’t wait", "Said goodbye, or gave things away"]) Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_wait_calls_again_whoever_has_it_since_earlier()
    {
        var cast = await TogetherAsync();
        await TellAsync(cast.June, cast.Wren, "Now", ("Signs", "GivingUp"));
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{(await host.OnlyFollowUpAsync(cast)).Id}/take");
        await TellAsync(cast.June, cast.Wren, "Today", ("Signs", "Quieter"));
        Assert.Equal([cast.Noor.PersonId], await host.CalledAsync(cast));
        await TellAsync(cast.June, cast.Wren, "Now", ("Signs", "SaidGoodbye"));
        Assert.Equal([cast.Noor.PersonId, cast.Noor.PersonId, cast.Ada.PersonId], await host.CalledAsync(cast));
    }

    [Fact]
    public async Task Fifty_presses_at_once_are_one_concern_and_one_call()
    {
        var cast = await TogetherAsync();
        var press = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => TellAsync(cast.June, cast.Wren, "Now", press, ("Signs", "GivingUp"))));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
        Assert.Single(await host.CalledAsync(cast));
        Assert.Equal(1, await ConcernsAsync(cast));

        // Sent again when all has ended, it begins nothing; and under the same name somebody else's is their own.
        var one = await host.OnlyFollowUpAsync(cast);
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/take");
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/end", ("End", "Spoke"));
        Assert.Equal(HttpStatusCode.SeeOther, (await TellAsync(cast.June, cast.Wren, "Now", press, ("Signs", "GivingUp"))).StatusCode);
        Assert.Single(await host.CalledAsync(cast));
        Assert.Equal(HttpStatusCode.SeeOther, (await TellAsync(cast["Tomas"], cast.Wren, "Now", press, ("Signs", "GivingUp"))).StatusCode);
        Assert.Equal(2, await ConcernsAsync(cast));

        // Two different people about one, at once: one follow-up and one call for both.
        await Task.WhenAll(TellAsync(cast.June, cast["Tomas"], "Now", ("Signs", "Using")), TellAsync(cast.Wren, cast["Tomas"], "Now", ("Signs", "Using")));
        Assert.Equal(3, (await host.CalledAsync(cast)).Count);
        Assert.Equal(4, await ConcernsAsync(cast));
    }

    [Fact]
    public async Task Only_about_a_peer_of_an_own_group_and_never_without_a_word()
    {
        var cast = await TogetherAsync();
        var there = await Cast.GatherAsync(host);
        foreach (var about in new[] { cast["Ruth"].PersonId, cast.Leila.PersonId, cast.June.PersonId, there.Noor.PersonId, Guid.NewGuid() })
        {
            var refused = await cast.June.Client.PostFormAsync("/noticed/new", ("Press", Guid.NewGuid().ToString()), ("About", about.ToString()), ("Signs", "Quieter"), ("Pace", "Now"), ("Words", "Keepword"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains("Keepword", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
        var empty = await TellAsync(cast.June, cast.Wren, "Now");
        Assert.Contains("Please choose what you noticed", await empty.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Empty(await host.FollowUpsAsync(cast));
        foreach (var staff in new[] { cast.Noor, cast.Leila }) Assert.Equal(HttpStatusCode.NotFound, (await TellAsync(staff, cast.Wren, "Now", ("Signs", "Quieter"))).StatusCode);
    }

    [Fact]
    public async Task Nothing_of_it_stands_readable_in_the_database_and_the_record_does_not_say_who_noticed_what_of_whom()
    {
        var cast = await TogetherAsync();
        await TellAsync(cast.June, cast.Wren, "Now", ("Signs", "GivingUp"), ("Words", "Sealedword"));
        var bytes = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().ConcernsOfProgram().Select(c => c.Words).ToListAsync(Cancel), Cancel);
        Assert.DoesNotContain("Sealedword", System.Text.Encoding.UTF8.GetString(Assert.Single(bytes).Bytes), StringComparison.Ordinal);
        Assert.Contains("concerns.filed", await host.KindsAsync(cast));
    }

    private async Task<Cast> TogetherAsync()
    {
        var cast = await Cast.GatherAsync(host);
        await host.CircleAsync(cast);
        return cast;
    }

    private static Task<HttpResponseMessage> TellAsync(Member who, Member about, string pace, params (string, string)[] more) => TellAsync(who, about, pace, Guid.NewGuid(), more);

    private static Task<HttpResponseMessage> TellAsync(Member who, Member about, string pace, Guid press, params (string, string)[] more) =>
        who.Client.PostFormAsync("/noticed/new", [("Press", press.ToString()), ("About", about.PersonId.ToString()), ("Pace", pace), .. more]);

    private Task<int> ConcernsAsync(Cast cast) => host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().ConcernsOfProgram().CountAsync(Cancel), Cancel);
}
