using System.Net;
using CsCheck;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Tests.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rules = Hearth.Invitations.Rules.Inviting;

namespace Hearth.Tests.Invitations;

/// <summary>What somebody is in the program changes at once, everywhere, and by an admin alone.</summary>
public class RoleTests(HearthHost host)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    private static Task<HttpResponseMessage> ChangeAsync(Member by, Member whom, string role) =>
        by.Client.PostFormAsync($"/people/{whom.PersonId}/role", ("Role", role), ("Reason", "They asked, and we talked about it."));

    private Task<Role> RoleOf(Member member) => host.Scopes.ReadAsync(member.ProgramId, s =>
        s.GetRequiredService<HearthDb>().MembershipsOfProgram().Where(m => m.Id == member.MembershipId).Select(m => m.Role).SingleAsync(cancel), cancel);

    [Fact]
    public async Task Takes_effect_at_the_next_act_and_cuts_open_pages()
    {
        var cast = await Cast.GatherAsync(host);
        await using var page = await Page.OpenAsync(host, cast.Dan);
        await using var other = await Page.OpenAsync(host, cast.Leila);
        Assert.Equal(HttpStatusCode.SeeOther, (await ChangeAsync(cast.Ada, cast.Dan, "Supervisor")).StatusCode);
        await page.Closed.Task.WaitAsync(TimeSpan.FromSeconds(30), cancel);
        Assert.False(other.Closed.Task.IsCompleted);
        Assert.Equal(Role.Supervisor, await RoleOf(cast.Dan));
        Assert.StartsWith("/sign-in", (await cast.Dan.Client.GetAsync("/people", cancel)).Headers.Location!.OriginalString, StringComparison.Ordinal); // his cookies are of before

        var shown = await (await cast.Ada.Client.GetAsync($"/people/{cast.Dan.PersonId}", cancel)).Content.ReadAsStringAsync(cancel);
        Assert.Contains("They asked, and we talked about it.", WebUtility.HtmlDecode(shown), StringComparison.Ordinal);
        var kinds = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Chain().Where(h => h.Kind == "people.role-changed" && h.Subject == cast.Dan.PersonId.ToString()).CountAsync(cancel), cancel);
        Assert.Equal(1, kinds);
    }

    [Fact]
    public async Task Nobody_changes_their_own_and_nobody_but_an_admin_anybodys()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        Assert.Equal(HttpStatusCode.NotFound, (await ChangeAsync(cast.Ada, cast.Ada, "Supervisor")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ChangeAsync(other.Ada, cast.June, "Mentor")).StatusCode);
        foreach (var name in (string[])["Noor", "Leila", "Wren", "Ruth"]) Assert.Equal(HttpStatusCode.NotFound, (await ChangeAsync(cast[name], cast.June, "Mentor")).StatusCode);
        Assert.Equal(Role.Participant, await RoleOf(cast.June));
        Assert.Equal(HttpStatusCode.SeeOther, (await ChangeAsync(cast.Ada, cast.June, "Mentor")).StatusCode); // and June is there to be changed
    }

    [Fact]
    public async Task Whoever_was_discharged_becomes_nothing_else()
    {
        var cast = await Cast.GatherAsync(host);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Ada.Client.PostFormAsync($"/people/{cast.June.PersonId}/discharge", ("Reason", "She has finished."))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ChangeAsync(cast.Ada, cast.June, "Mentor")).StatusCode);
        Assert.Equal(Role.Participant, await RoleOf(cast.June));
    }

    [Theory]
    [InlineData("June", "Facilitator")]
    [InlineData("Leila", "Participant")]
    [InlineData("June", "Alum")]
    [InlineData("Sol", "Participant")]
    public async Task Between_peers_and_staff_and_in_and_out_of_treatment_the_way_is_an_invitation(string name, string role)
    {
        var cast = await Cast.GatherAsync(host);
        var answer = await ChangeAsync(cast.Ada, cast[name], role);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Invite them into it instead", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(cancel)), StringComparison.Ordinal);
        Assert.Equal(cast[name].Role, await RoleOf(cast[name]));
    }

    [Fact]
    public async Task Two_admins_who_demote_one_another_leave_one()
    {
        var cast = await Cast.GatherAsync(host);
        await ChangeAsync(cast.Ada, cast.Noor, "Admin");
        var noor = cast.Noor with
        {
            Client = host.ClientOf(await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().MembershipsOfProgram().AsNoTracking().SingleAsync(m => m.Id == cast.Noor.MembershipId, cancel), cancel)),
        };
        Assert.Equal(HttpStatusCode.OK, (await noor.Client.GetAsync($"/people/{cast.Ada.PersonId}/role", cancel)).StatusCode);
        await Task.WhenAll(ChangeAsync(cast.Ada, noor, "Facilitator"), ChangeAsync(noor, cast.Ada, "Facilitator"));
        Role[] roles = [await RoleOf(cast.Ada), await RoleOf(noor)];
        Assert.Equal(1, roles.Count(r => r == Role.Admin));
    }

    private static readonly Gen<Role> AnyRole = Gen.Int[0, Roles.All.Length - 1].Select(i => Roles.All[i]);

    [Fact]
    public void Whatever_is_changed_in_whatever_order_peers_stay_peers_and_staff_stays_staff() =>
        Gen.Select(AnyRole, AnyRole.Array[0, 30]).Sample((first, wishes) =>
        {
            var now = first;
            foreach (var wish in wishes)
            {
                if (Rules.MayBecome(now).Contains(wish)) now = wish;
                if (now.IsStaff() != first.IsStaff()) return false;
                if (now == Role.Participant && first == Role.Alum) return true; // by way of having helped, in two steps that an admin took
            }
            return !Rules.MayBecome(first).Contains(first);
        });
}
