using System.Net;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Invitations;

/// <summary>Somebody who signs in here already takes up another invitation: one account, two places that never mix.</summary>
public class SecondPlaceTests(HearthHost host)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    private static (string, string)[] Fields(string name) => [("Name", name), ("Zone", "America/Chicago"), ("Language", "en"), ("Mine", "true")];

    private async Task<List<(Guid Program, Role Role, Guid Person)>> PlacesOf(Guid account)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return [.. (await scope.ServiceProvider.GetRequiredService<HearthDb>().MembershipsOf(account).OrderBy(m => m.StartedAt).ToListAsync(cancel)).Select(m => (m.ProgramId, m.Role, m.PersonId))];
    }

    [Fact]
    public async Task In_another_program_by_the_way_they_already_sign_in()
    {
        var (cast, other) = (await Cast.GatherAsync(host), await Cast.GatherAsync(host));
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var handed = await other.Leila.InviteAsync("Participant", "Wren Elsewhere");
        var browser = new Browser(host);

        // Signed out she is led through signing in and back to the link.
        var stranger = await browser.GetAsync("/invitation/" + handed.Token);
        Assert.Contains("I already sign in here", stranger.Text, StringComparison.Ordinal);
        Assert.Equal("/invitation/" + handed.Token, (await browser.PostAsync("/sign-in", ("Handle", wren.Handle), ("Password", Keyed.Password), ("Code", wren.Code()), ("To", "/invitation/" + handed.Token))).Location);
        Assert.Contains("Use the way you already sign in", (await browser.GetAsync("/invitation/" + handed.Token)).Text, StringComparison.Ordinal);
        var before = browser.Cookies["__Host-hearth"];
        Assert.Equal("/today", (await browser.PostAsync("/invitation/" + handed.Token, Fields("Lark"))).Location);

        var places = await PlacesOf(wren.AccountId);
        Assert.Equal([(cast.ProgramId, Role.Participant), (other.ProgramId, Role.Participant)], places.Select(p => (p.Program, p.Role)));
        Assert.NotEqual(places[0].Person, places[1].Person);
        Assert.Equal("/agreement", (await browser.GetAsync("/today")).Location); // what comes first there, comes first
        var old = new Browser(host);
        old.Cookies["__Host-hearth"] = before;
        Assert.StartsWith("/sign-in", (await old.GetAsync("/account")).Location, StringComparison.Ordinal);

        // Once, and nobody comes in by it anew.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await host.TakeUpAsync(handed.Token)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/invitation/" + handed.Token, Fields("Lark"))).Status);
        Assert.Contains(cast.Canary, (await browser.GetAsync("/memberships")).Text, StringComparison.Ordinal);
        Assert.Equal("/memberships", (await new Browser(host).SignInAsync(wren, wren.Codes[0])).Location);
    }

    [Fact]
    public async Task In_the_same_program_in_another_role_and_not_twice_in_one()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var (same, staff) = (await cast.Ada.InviteAsync("Participant", "Wren Legalname"), await cast.Ada.InviteAsync("Facilitator", "Wren Legalname"));
        var browser = new Browser(host);
        await browser.SignInAsync(wren, wren.Code());
        var twice = await browser.PostAsync("/invitation/" + same.Token, Fields("Wren again"));
        Assert.Contains("a place like this in this program already", twice.Text, StringComparison.Ordinal);
        Assert.Equal("/today", (await browser.PostAsync("/invitation/" + staff.Token, Fields("Wren at work"))).Location);
        Assert.Equal([Role.Participant, Role.Facilitator], (await PlacesOf(wren.AccountId)).Select(p => p.Role));

        // From now on a recovery code alone opens nothing of theirs.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).SignInAsync(wren, wren.Codes[0], password: null)).Status);
    }

    [Fact]
    public async Task Not_by_who_is_nobody_or_has_no_way_yet()
    {
        var cast = await Cast.GatherAsync(host);
        var (handed, begun) = (await cast.Ada.InviteAsync("Participant", "Robin Lund"), await cast.Ada.InviteAsync("Participant", "Sasha Lund"));
        Assert.Contains("Sign in first", (await new Browser(host).PostAsync("/invitation/" + handed.Token, Fields("Robin"))).Text, StringComparison.Ordinal);
        var enrolling = new Browser(host);
        await enrolling.PostAsync("/invitation/" + begun.Token, Fields("Sasha")[..^1]);
        Assert.Contains("Sign in first", (await enrolling.PostAsync("/invitation/" + handed.Token, Fields("Robin"))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Use the way you already", (await enrolling.GetAsync("/invitation/" + handed.Token)).Text, StringComparison.Ordinal);

        // Begun by somebody: another's account cannot take it over.
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var browser = new Browser(host);
        await browser.SignInAsync(wren, wren.Code());
        Assert.Contains("isn’t open any more", (await browser.PostAsync("/invitation/" + begun.Token, Fields("Wren"))).Text, StringComparison.Ordinal);
        Assert.Single(await PlacesOf(wren.AccountId));
    }

    [Fact]
    public async Task Of_fifty_presses_at_once_one_makes_a_place()
    {
        var (cast, other) = (await Cast.GatherAsync(host), await Cast.GatherAsync(host));
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var handed = await other.Ada.InviteAsync("Participant", "Wren Elsewhere");
        var browsers = new List<Browser>();
        for (var i = 0; i < 5; i++)
        {
            browsers.Add(new Browser(host));
            await browsers[^1].SignInAsync(wren, wren.Codes[i]);
        }
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => i % 2 == 0
            ? browsers[i % 5].PostAsync("/invitation/" + handed.Token, Fields("Lark")) : new Browser(host).PostAsync("/invitation/" + handed.Token, Fields("Lark")[..^1])));
        var invitation = await host.InvitationAsync(other.ProgramId, handed.Id);
        var made = await host.Scopes.ReadAsync(other.ProgramId, s => s.GetRequiredService<HearthDb>().MembershipsOfProgram().CountAsync(m => m.PersonId == invitation.PersonId, cancel), cancel);
        Assert.Equal(1, made);
        // Either one of hers joined, or a newcomer began (and the same link goes on from there for them).
        Assert.Contains(answers, a => a.Status == HttpStatusCode.SeeOther);
        Assert.True(answers.Count(a => a.Location == "/today") <= 1);
    }
}
