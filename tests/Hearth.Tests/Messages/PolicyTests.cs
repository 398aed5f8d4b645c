using System.Net;
using Hearth.Database;
using Hearth.Messages;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Tests.Messages;

/// <summary>Who may write to whom, as the program has chosen it.</summary>
public class PolicyTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<string> ListedAsync(Member who) =>
        string.Join(' ', System.Text.RegularExpressions.Regex.Matches(await who.Client.ReadAsync("/messages/new"), "name=\"Whom\"[^>]*>\\s*<span>\\s*([A-Za-z]+)").Select(m => m.Groups[1].Value).Order());

    [Fact]
    public async Task Each_finds_those_whom_policy_lets_them_write_to_and_nobody_else()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        Assert.Equal("June Leila Tomas", await ListedAsync(cast.Wren));
        Assert.Equal("Dan", await ListedAsync(cast["Pilar"]));
        Assert.Equal("Ada Anand Dan June Noor Tomas Wren", await ListedAsync(cast.Leila));
        Assert.Equal("Ada Dan Leila Noor", await ListedAsync(cast["Anand"]));
        Assert.Equal("Anand Dan Leila Noor", await ListedAsync(cast.Ada));
        Assert.Equal("Ada Anand Dan Idris June Leila Pilar Ruth Sol Tomas Wren", await ListedAsync(cast.Noor)); // not Kit, who has not signed
        Assert.Contains("There is nobody to write to yet", await cast["Ruth"].Client.ReadAsync("/messages/new"), StringComparison.Ordinal);

        await SetAsync(cast, "OpenedPairs", "AllStaff");
        Assert.Equal("Anand Dan Leila Noor", await ListedAsync(cast.Wren));
        await SwitchAsync(cast, cast.Wren, cast["Pilar"], "Open");
        Assert.Equal("Anand Dan Leila Noor Pilar", await ListedAsync(cast.Wren));
        await SetAsync(cast, "OwnGroups", "OwnStaff");
        await SwitchAsync(cast, cast["Pilar"], cast.Wren, "AsAll");
        await SwitchAsync(cast, cast.June, cast.Wren, "Closed");
        Assert.Equal("Leila Tomas", await ListedAsync(cast.Wren));
        await SetAsync(cast, "Nobody", "OwnStaff");
        Assert.Equal("Leila", await ListedAsync(cast.Wren));
    }

    [Fact]
    public async Task AC_28_Somebody_out_of_reach_and_somebody_who_is_nobody_are_one_answer()
    {
        var letters = await Letters.OpenAsync(host);
        var (cast, there) = (letters.Cast, await Cast.GatherAsync(host));
        var answers = new List<string>();
        foreach (var id in (Guid[])[Guid.NewGuid(), cast["Pilar"].PersonId, cast["Ruth"].PersonId, cast.Ada.PersonId, cast.Kit.PersonId, cast.Dan.PersonId, there.June.PersonId, cast.Wren.PersonId])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/messages/new") { Content = new FormUrlEncodedContent([new("Whom", id.ToString("D")), new("Text", "Hello."), new("Press", Guid.NewGuid().ToString("D"))]) };
            request.Headers.Add("X-Hearth", "fetch");
            var answer = await cast.Wren.Client.SendAsync(request, Cancel);
            answers.Add($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancel)}");
        }
        Assert.Single(answers.Distinct());
        Assert.StartsWith("422", answers[0], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await Letters.BeginAsync(cast.Wren, "Hello.", cast.June)).StatusCode); // the same question, of somebody in reach
        // Together with somebody in reach, neither.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Letters.BeginAsync(cast.Noor, "Hello, you two.", cast.Wren, cast["Pilar"])).StatusCode);
        Assert.Equal(1, await host.LookAsync(cast, db => db.ConversationsOfProgram().CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_change_holds_from_the_next_message_on_and_what_was_written_stays()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        var id = await Letters.TogetherAsync(cast.Wren, "beforeword", cast.June);
        await SwitchAsync(cast, cast.Wren, cast.June, "Closed");
        foreach (var who in new[] { cast.Wren, cast.June })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Letters.SendAsync(who, id, "More.")).StatusCode);
            Assert.Contains("beforeword", await who.Client.ReadAsync($"/messages/{id}"), StringComparison.Ordinal);
        }
        await SwitchAsync(cast, cast.Wren, cast.June, "AsAll");
        Assert.Equal(HttpStatusCode.SeeOther, (await Letters.SendAsync(cast.Wren, id, "More.")).StatusCode);
        // June leaves the group: they share none any more.
        await cast.Leila.Client.PostFormAsync($"/groups/{letters.Porch}/members/{cast.June.PersonId}/close");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Letters.SendAsync(cast.Wren, id, "And more.")).StatusCode);
    }

    [Fact]
    public async Task Whoever_was_written_to_by_a_supervisor_may_answer_and_not_begin()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Letters.BeginAsync(cast.Wren, "Hello.", cast.Noor)).StatusCode);
        var id = await Letters.WriteAsync(cast.Noor, "How was it?", cast.Wren);
        Assert.Equal(HttpStatusCode.SeeOther, (await Letters.SendAsync(cast.Wren, id, "Good.")).StatusCode);
    }

    [Fact]
    public async Task Only_supervisors_and_admins_decide()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        foreach (var who in new[] { cast.Wren, cast.Leila, cast["Anand"], cast["Ruth"] })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await who.Client.GetAsync("/program/messages", Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await who.Client.PostFormAsync("/program/messages", ("Peers", "Nobody"), ("Staff", "OwnStaff"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await who.Client.PostFormAsync("/program/messages/pair", ("One", cast.Wren.PersonId.ToString("D")), ("Other", cast.June.PersonId.ToString("D")), ("Is", "Closed"))).StatusCode);
        }
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => SetAsync(cast, i % 2 == 0 ? "Nobody" : "OwnGroups", "OwnStaff")));
        Assert.Equal(1, await host.LookAsync(cast, db => db.MessagePolicyOfProgram().CountAsync(Cancel)));
    }

    private static async Task SetAsync(Cast cast, string peers, string staff) =>
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync("/program/messages", ("Peers", peers), ("Staff", staff))).StatusCode);

    private static async Task SwitchAsync(Cast cast, Member one, Member other, string how) =>
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Ada.Client.PostFormAsync("/program/messages/pair", ("One", one.PersonId.ToString("D")), ("Other", other.PersonId.ToString("D")), ("Is", how))).StatusCode);
}
