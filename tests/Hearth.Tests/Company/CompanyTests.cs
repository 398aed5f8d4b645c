using System.Net;
using Hearth.Company;
using Hearth.Company.Rules;
using Hearth.Database;
using Hearth.Tests.Boundaries;
using Hearth.Tests.FollowUps;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Company;

/// <summary>Wren has a hard moment and asks peers, who are asked one after the other, and then the staff: Noor is on call.</summary>
public class CompanyTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly (string, string)[] always =
        [("Company", "InTheseHours"), .. Enum.GetValues<DayOfWeek>().Select(d => ("CompanyDays", d.ToString())), ("CompanyFrom", "00:00"), ("CompanyUntil", "00:00")];

    private async Task<Cast> CircleAsync(params string[] willing)
    {
        var cast = await Cast.GatherAsync(host);
        await host.CircleAsync(cast, members: ["Wren", "June", "Tomas", "Ruth"]);
        foreach (var name in willing) Assert.Equal(HttpStatusCode.SeeOther, (await cast[name].Client.PostFormAsync("/availability/company", always)).StatusCode);
        return cast;
    }

    private static Task<HttpResponseMessage> AskAsync(Member who, Member whom) => who.Client.PostFormAsync($"/hard-moment/company/{whom.PersonId}");

    private Task<List<CompanyAsk>> AsksAsync(Cast cast) => host.LookAsync(cast, db => db.CompanyAsksOfProgram().AsNoTracking().ToListAsync(Cancel));

    private Task<List<Guid>> CalledAsync(Cast cast) => host.LookAsync(cast, db => db.CompanyCallsOfProgram().AsNoTracking().OrderBy(c => c.CalledAt).Select(c => c.PersonId).ToListAsync(Cancel));

    private Task SweepAsync(Cast cast, Instant now) => host.Services.GetRequiredService<CompanySweep>().GoOnAsync(cast.ProgramId, now, Cancel);

    private static Task ChooseAsync(Member who, params Member[] people) =>
        who.Client.PostFormAsync("/my-people", [.. people.Select(p => ("People", p.PersonId.ToString("D")))]);

    [Fact]
    public async Task Who_said_yes_is_asked_and_reads_it_on_every_page_and_nobody_else_does()
    {
        var cast = await CircleAsync("June");
        var page = await cast.Wren.Client.ReadAsync("/hard-moment");
        Assert.Contains("Ask June", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ask Tomas", page, StringComparison.Ordinal);
        Assert.Empty(await AsksAsync(cast));
        Assert.DoesNotContain("could use company.", await cast.June.Client.ReadAsync("/today"), StringComparison.Ordinal);

        Assert.Equal("/hard-moment/asked", (await AskAsync(cast.Wren, cast.June)).Headers.Location!.ToString());
        var asked = await cast.Wren.Client.ReadAsync("/hard-moment/asked");
        Assert.Contains("June has been asked", asked, StringComparison.Ordinal);
        Assert.Contains("Then we ask Noor from the program", asked, StringComparison.Ordinal);
        Assert.Contains("tel:988", asked, StringComparison.Ordinal);
        foreach (var path in (string[])["/today", "/sessions", "/comfort"]) Assert.Contains("Wren could use company.", await cast.June.Client.ReadAsync(path), StringComparison.Ordinal);
        foreach (var other in (Member[])[cast["Tomas"], cast["Ruth"], cast.Leila, cast.Noor, cast["Sol"]])
            Assert.DoesNotContain("could use company", await other.Client.ReadAsync("/today"), StringComparison.Ordinal);
        // Whoever has no page open hears of it outside, too, at any hour: and nobody else.
        Assert.Contains("Somebody could use company.", await cast.June.Client.ReadAsync("/notices"), StringComparison.Ordinal);
        foreach (var other in (Member[])[cast["Tomas"], cast.Wren, cast.Leila]) Assert.DoesNotContain("could use company", await other.Client.ReadAsync("/notices"), StringComparison.Ordinal);
        // The staff are asked nothing yet.
        Assert.Empty(await host.FollowUpsAsync(cast));
    }

    [Fact]
    public async Task Whoever_comes_is_named_and_nobody_is_asked_after_that()
    {
        var cast = await CircleAsync("June", "Tomas");
        await AskAsync(cast.Wren, cast.June);
        var ask = Assert.Single(await AsksAsync(cast));
        Assert.Equal($"/company/{ask.Id}", (await cast.June.Client.PostFormAsync($"/company/{ask.Id}/here")).Headers.Location!.ToString());
        Assert.Contains("June is here", await cast.Wren.Client.ReadAsync("/hard-moment/asked"), StringComparison.Ordinal);
        Assert.Contains("Wren knows you’re here", await cast.June.Client.ReadAsync($"/company/{ask.Id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("could use company.", await cast.June.Client.ReadAsync("/today"), StringComparison.Ordinal);
        await SweepAsync(cast, ask.AskedAt + Duration.FromHours(1));
        Assert.Equal([cast.June.PersonId], await CalledAsync(cast));
        Assert.Empty(await host.FollowUpsAsync(cast));
        // Others open nothing of it.
        foreach (var other in (Member[])[cast["Tomas"], cast.Wren]) Assert.Equal(HttpStatusCode.NotFound, (await other.Client.GetAsync($"/company/{ask.Id}", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Nobody_comes_the_next_of_their_people_is_asked_and_then_the_staff()
    {
        var cast = await CircleAsync("June", "Tomas", "Ruth");
        await ChooseAsync(cast.Wren, cast["Tomas"], cast.June);
        await AskAsync(cast.Wren, cast["Tomas"]);
        var ask = Assert.Single(await AsksAsync(cast));
        Assert.Contains("Then we ask June", await cast.Wren.Client.ReadAsync("/hard-moment/asked"), StringComparison.Ordinal);
        await SweepAsync(cast, ask.AskedAt + CompanyRule.Each - Duration.FromSeconds(1));
        Assert.Equal([cast["Tomas"].PersonId], await CalledAsync(cast));

        // Many servers sweep at the same moment.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SweepAsync(cast, ask.AskedAt + CompanyRule.Each)));
        Assert.Equal([cast["Tomas"].PersonId, cast.June.PersonId], await CalledAsync(cast));
        Assert.Empty(await host.FollowUpsAsync(cast));
        await SweepAsync(cast, ask.AskedAt + CompanyRule.Each * 2 + Duration.FromSeconds(1));
        Assert.Equal(2, (await CalledAsync(cast)).Count);
        Assert.Equal(cast.Wren.PersonId, (await host.OnlyFollowUpAsync(cast)).PersonId);
        Assert.Equal([cast.Noor.PersonId], await host.CalledAsync(cast));
        var page = await cast.Wren.Client.ReadAsync("/hard-moment/asked");
        Assert.Contains("You asked Tomas", page, StringComparison.Ordinal);
        Assert.Contains("Noor has been asked", page, StringComparison.Ordinal);
        foreach (var name in (string[])["Tomas", "June"]) Assert.DoesNotContain("could use company.", await cast[name].Client.ReadAsync("/today"), StringComparison.Ordinal);
    }

    /// <summary>The mockup's promise: a no is unseen. Not on the page, not by the clock.</summary>
    [Fact]
    public async Task Not_now_is_seen_by_nobody_and_changes_no_clock()
    {
        var cast = await CircleAsync("June", "Tomas");
        await AskAsync(cast.Wren, cast.June);
        var ask = Assert.Single(await AsksAsync(cast));
        var before = Steps(await cast.Wren.Client.ReadAsync("/hard-moment/asked"));
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync($"/company/{ask.Id}/not-now")).StatusCode);
        Assert.DoesNotContain("could use company.", await cast.June.Client.ReadAsync("/today"), StringComparison.Ordinal);
        Assert.Equal(before, Steps(await cast.Wren.Client.ReadAsync("/hard-moment/asked")));
        Assert.Equal(ask.NextAt, Assert.Single(await AsksAsync(cast)).NextAt);
        Assert.DoesNotContain("June", await cast.Wren.Client.ReadAsync("/who-looked"), StringComparison.Ordinal);

        static string Steps(string page) => page.Split("<ol class=\"tl\"")[1].Split("</ol>")[0];
    }

    [Fact]
    public async Task The_staff_can_be_asked_at_any_moment_and_all_right_ends_it()
    {
        var cast = await CircleAsync("June");
        await AskAsync(cast.Wren, cast.June);
        await cast.Wren.Client.PostFormAsync("/hard-moment/ask");
        Assert.Equal(CompanyEnd.Staff, Assert.Single(await AsksAsync(cast)).End);
        Assert.Equal([cast.Noor.PersonId], await host.CalledAsync(cast));
        Assert.DoesNotContain("could use company.", await cast.June.Client.ReadAsync("/today"), StringComparison.Ordinal);

        await AskAsync(cast["Tomas"], cast.June);
        await cast["Tomas"].Client.PostFormAsync("/hard-moment/all-right");
        var one = (await AsksAsync(cast)).Single(a => a.PersonId == cast["Tomas"].PersonId);
        Assert.Equal(CompanyEnd.Eased, one.End);
        await SweepAsync(cast, one.AskedAt + Duration.FromHours(1));
        Assert.Single(await host.FollowUpsAsync(cast));
        Assert.Contains("Good to hear", await cast["Tomas"].Client.ReadAsync("/hard-moment/asked"), StringComparison.Ordinal);
    }

    /// <summary>Where the program lets peers write to nobody, the page of whoever came says so, and leads nowhere that refuses them.</summary>
    [Fact]
    public async Task Whoever_came_is_led_to_messages_only_where_they_may_write()
    {
        var cast = await CircleAsync("June");
        await AskAsync(cast.Wren, cast.June);
        var ask = Assert.Single(await AsksAsync(cast));
        await cast.June.Client.PostFormAsync($"/company/{ask.Id}/here");
        var way = $"/messages/new?to={cast.Wren.PersonId}";
        Assert.Contains(way, await cast.June.Client.ReadAsync($"/company/{ask.Id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync("/program/messages", ("Peers", "Nobody"), ("Staff", "OwnStaff"))).StatusCode);
        var page = await cast.June.Client.ReadAsync($"/company/{ask.Id}");
        Assert.DoesNotContain(way, page, StringComparison.Ordinal);
        Assert.Contains("can’t write to each other here", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    /// <summary>Quieted by them, quieted by her, kept apart, no yes, another group, another program: all look alike.</summary>
    [Fact]
    public async Task Nobody_is_asked_who_is_not_to_be()
    {
        var porch = await Porch.OpenAsync(host, members: ["Wren", "June", "Tomas", "Ruth", "Idris"]);
        var cast = porch.Cast;
        var other = await CircleAsync("June");
        foreach (var name in (string[])["June", "Tomas", "Ruth", "Pilar"]) await cast[name].Client.PostFormAsync("/availability/company", always);
        var topic = await porch.StartAsync(cast.Wren, "Hello");
        await Porch.ReplyAsync(cast["Tomas"], topic, "Hello");
        await cast.June.Client.PostFormAsync($"/posts/{(await porch.PostAsync(topic, 1)).Id}/quiet/yes");
        await cast.Wren.Client.PostFormAsync($"/posts/{(await porch.PostAsync(topic, 2)).Id}/quiet/yes");
        await cast.Leila.Client.PostFormAsync("/apart/keep", ("One", cast.Wren.PersonId.ToString("D")), ("Other", cast["Ruth"].PersonId.ToString("D")), ("Reason", "OneAsked"));
        var page = await cast.Wren.Client.ReadAsync("/hard-moment");
        Assert.DoesNotContain("said yes to being asked", page, StringComparison.Ordinal);
        Assert.Contains("Ask Noor", page, StringComparison.Ordinal);
        var answers = new List<string>();
        foreach (var whom in (Member[])[cast.June, cast["Tomas"], cast["Ruth"], cast["Idris"], cast["Pilar"], cast.Leila, cast.Wren, other.June])
        {
            var answer = await AskAsync(cast.Wren, whom);
            answers.Add($"{(int)answer.StatusCode} {answer.Headers.Location}");
        }
        Assert.Single(answers.Distinct());
        Assert.Empty(await AsksAsync(cast));
    }

    [Fact]
    public async Task Fifty_presses_ask_once_and_fifty_who_come_are_one()
    {
        var cast = await CircleAsync("June", "Tomas");
        var pressed = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => AskAsync(cast.Wren, i % 2 == 0 ? cast.June : cast["Tomas"])));
        Assert.All(pressed, p => Assert.Equal("/hard-moment/asked", p.Headers.Location?.ToString()));
        var ask = Assert.Single(await AsksAsync(cast));
        await SweepAsync(cast, ask.AskedAt + CompanyRule.Each);
        var came = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => cast[i % 2 == 0 ? "June" : "Tomas"].Client.PostFormAsync($"/company/{ask.Id}/here")));
        Assert.Equal(25, came.Count(c => c.StatusCode == HttpStatusCode.SeeOther));
        var ended = Assert.Single(await AsksAsync(cast));
        Assert.Equal(CompanyEnd.Came, ended.End);
        Assert.Contains(ended.CameId, (Guid?[])[cast.June.PersonId, cast["Tomas"].PersonId]);
    }

    [Fact]
    public async Task Kept_apart_after_the_call_it_is_theirs_no_more()
    {
        var cast = await CircleAsync("June");
        await AskAsync(cast.Wren, cast.June);
        var ask = Assert.Single(await AsksAsync(cast));
        Assert.Contains("Wren could use company.", await cast.June.Client.ReadAsync("/today"), StringComparison.Ordinal);
        await host.QuietAsync(cast.June, cast.Wren);
        Assert.DoesNotContain("could use company", await cast.June.Client.ReadAsync("/today"), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync($"/company/{ask.Id}/here")).StatusCode);
        Assert.Null((await AsksAsync(cast)).Single().CameId);
    }
}
