using System.Net;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Happenings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Invitations;

public class StandingTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Suspended_their_pages_close_and_taken_back_they_sign_in_anew()
    {
        var cast = await Cast.GatherAsync(host);
        await using var open = await Html.Page.OpenAsync(host, cast.Wren);
        Assert.Equal(HttpStatusCode.OK, (await cast.Wren.Client.GetAsync("/agreement", Cancel)).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await ActAsync(cast.Leila, cast.Wren, "suspend")).StatusCode);

        await open.Closed.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        Assert.NotEqual(HttpStatusCode.OK, (await cast.Wren.Client.GetAsync("/agreement", Cancel)).StatusCode);
        Assert.Contains("Suspended", await cast.Leila.Client.GetStringAsync($"/people/{cast.Wren.PersonId}", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ActAsync(cast.Leila, cast.Wren, "suspend")).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await ActAsync(cast.Leila, cast.Wren, "resume")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await cast.Wren.Client.GetAsync("/agreement", Cancel)).StatusCode);
        var back = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().MembershipsOfProgram().AsNoTracking().SingleAsync(m => m.PersonId == cast.Wren.PersonId, Cancel), Cancel);
        Assert.Equal(HttpStatusCode.OK, (await host.ClientOf(back).GetAsync("/agreement", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_discharge_is_for_good_and_its_reason_is_sealed_and_kept()
    {
        var cast = await Cast.GatherAsync(host);
        Assert.Equal(HttpStatusCode.SeeOther, (await ActAsync(cast.Noor, cast.June, "discharge")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ActAsync(cast.Ada, cast.June, "resume")).StatusCode);
        Assert.Contains("a reason of theirs", await cast.Leila.Client.GetStringAsync($"/people/{cast.June.PersonId}", Cancel), StringComparison.Ordinal);
        var kinds = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Chain().Select(h => h.Kind).ToListAsync(Cancel), Cancel);
        Assert.Contains("people.discharged", kinds);
        Assert.Contains("people.standing-read", kinds);
    }

    [Fact]
    public async Task Without_a_reason_nothing_happens()
    {
        var cast = await Cast.GatherAsync(host);
        var refused = await cast.Ada.Client.PostFormAsync($"/people/{cast.Wren.PersonId}/suspend", ("Reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await cast.Wren.Client.GetAsync("/agreement", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("Leila", "Dan", "suspend")]     // a colleague
    [InlineData("Leila", "Wren", "discharge")]  // not a facilitator's to end
    [InlineData("Leila", "Leila", "suspend")]   // oneself
    [InlineData("Ada", "Ada", "suspend")]
    [InlineData("Noor", "Ada", "suspend")]      // up
    [InlineData("Wren", "June", "suspend")]
    [InlineData("Ruth", "Wren", "suspend")]
    [InlineData("Idris", "Wren", "resume")]
    public async Task Who_may_not_is_told_that_it_does_not_exist(string who, string whom, string act)
    {
        var cast = await Cast.GatherAsync(host);
        Assert.Equal(HttpStatusCode.NotFound, (await ActAsync(cast[who], cast[whom], act)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await cast[who].Client.GetAsync($"/people/{cast[whom].PersonId}/{act}", Cancel)).StatusCode);
        if (whom != "Kit") Assert.Equal(HttpStatusCode.OK, (await cast[whom].Client.GetAsync("/agreement", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Whoever_is_on_call_is_replaced_first()
    {
        var cast = await Cast.GatherAsync(host);
        var refused = await ActAsync(cast.Ada, cast.Noor, "suspend");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("on call", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_programs_people_do_not_exist()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        foreach (var path in new[] { "", "/legal-name", "/suspend", "/qualifications/new" })
            Assert.Equal(HttpStatusCode.NotFound, (await cast.Ada.Client.GetAsync($"/people/{other.Leila.PersonId}{path}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ActAsync(cast.Ada, other.Wren, "suspend")).StatusCode);
        Assert.DoesNotContain(other.Canary, await cast.Ada.Client.GetStringAsync("/people", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspending_and_taking_back_at_once_leaves_one_decision_each()
    {
        var cast = await Cast.GatherAsync(host);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ActAsync(cast.Ada, cast.Wren, "suspend")));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.SeeOther);
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.UnprocessableEntity, a.StatusCode.ToString()));
    }

    private static Task<HttpResponseMessage> ActAsync(Member by, Member whom, string act) =>
        by.Client.PostFormAsync($"/people/{whom.PersonId}/{act}", ("Reason", "a reason of theirs"));

}
