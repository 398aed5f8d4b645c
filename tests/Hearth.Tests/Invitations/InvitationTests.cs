using System.Net;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Invitations;
using Hearth.Invitations.Rules;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Invitations;

public class InvitationTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_link_to_a_person_who_still_has_to_choose_how_to_sign_in()
    {
        var cast = await Cast.GatherAsync(host);
        var handed = await cast.Leila.InviteAsync("Participant", "Robin Aster Lund");

        var page = WebUtility.HtmlDecode(await host.Stranger().GetStringAsync($"/invitation/{handed.Token}", Cancel));
        Assert.Contains("Leila invites you", page, StringComparison.Ordinal);
        Assert.Contains("218-555-0142", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Lund", page, StringComparison.Ordinal);

        var came = await host.TakeUpAsync(handed.Token);
        Assert.Equal(HttpStatusCode.SeeOther, came.StatusCode);
        Assert.Equal("/factors", came.Headers.Location!.OriginalString);

        // The new cookie opens nothing but the setting up.
        var robin = host.Stranger();
        robin.DefaultRequestHeaders.Add("Cookie", came.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-hearth=", StringComparison.Ordinal)).Split(';')[0]);
        var turned = await robin.GetAsync("/agreement", Cancel);
        Assert.Equal("/factors", turned.Headers.Location?.OriginalString);

        var invitation = await host.InvitationAsync(cast.ProgramId, handed.Id);
        await host.Scopes.ReadAsync(cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            var person = await db.PeopleOfProgram().SingleAsync(p => p.Id == invitation.PersonId, Cancel);
            Assert.Equal(("Robin", "they", Role.Participant), (person.Name, person.Pronouns, person.Role));
            services.GetRequiredService<Viewer>().Become(cast.Ada.AccountId, cast.Ada.MembershipId, cast.ProgramId, cast.Ada.PersonId, Role.Admin, "Ada", "UTC", signedAt: NodaConstants.UnixEpoch);
            var legal = await db.LegalIdentitiesVisibleTo(services.GetRequiredService<Viewer>()).SingleAsync(i => i.PersonId == person.Id, Cancel);
            Assert.Equal("Robin Aster Lund", await services.GetRequiredService<Sealer>().OpenAsync(LegalIdentity.PlaceOf(person.Id), legal.FullName, Cancel));
            var kinds = await db.Chain().Select(h => h.Kind).ToListAsync(Cancel);
            Assert.Contains("invitations.invited", kinds);
            Assert.Contains("invitations.taken-up", kinds);
            return true;
        }, Cancel);
    }

    [Fact]
    public async Task Fifty_presses_at_once_make_one_person()
    {
        var cast = await Cast.GatherAsync(host);
        var handed = await cast.Ada.InviteAsync("Participant", "Robin Lund");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => host.TakeUpAsync(handed.Token, $"Robin {i}")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
        var people = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().PeopleOfProgram().CountAsync(p => p.Name.StartsWith("Robin"), Cancel), Cancel);
        var members = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().MembershipsOfProgram().CountAsync(Cancel), Cancel);
        Assert.Equal(1, people);
        Assert.Equal(Cast.Parts.Length + 1, members);
    }

    [Fact]
    public async Task A_visit_uses_nothing_up_and_a_broken_off_enrolment_goes_on_until_it_is_done()
    {
        var cast = await Cast.GatherAsync(host);
        var handed = await cast.Ada.InviteAsync("Participant", "Robin Lund");
        for (var i = 0; i < 3; i++) await host.Stranger().GetStringAsync($"/invitation/{handed.Token}", Cancel);
        await host.TakeUpAsync(handed.Token);

        var again = WebUtility.HtmlDecode(await host.Stranger().GetStringAsync($"/invitation/{handed.Token}", Cancel));
        Assert.Contains("You’ve begun already", again, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await host.TakeUpAsync(handed.Token, "Another")).StatusCode);

        var invitation = await host.InvitationAsync(cast.ProgramId, handed.Id);
        await host.EnrolAsync(cast.ProgramId, invitation.PersonId);
        await ClosedAsync(handed.Token);
        Assert.Equal("Robin", await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().PeopleOfProgram().Where(p => p.Id == invitation.PersonId).Select(p => p.Name).SingleAsync(Cancel), Cancel));
    }

    [Fact]
    public async Task Links_that_ran_out_were_replaced_taken_back_or_never_were_answer_alike()
    {
        var cast = await Cast.GatherAsync(host);
        var replaced = await cast.Ada.InviteAsync("Participant", "Robin Lund");
        var fresh = await cast.Ada.SendAgainAsync(replaced.Id);
        Assert.NotEqual(replaced.Token, fresh.Token);
        Assert.Contains("Ada invites you", WebUtility.HtmlDecode(await host.Stranger().GetStringAsync($"/invitation/{fresh.Token}", Cancel)), StringComparison.Ordinal);

        var revoked = await cast.Ada.InviteAsync("Participant", "Sasha Lund");
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Ada.Client.PostFormAsync($"/people/invitations/{revoked.Id}/revoke")).StatusCode);

        var late = await cast.Ada.InviteAsync("Participant", "Toni Lund");
        await ExpireAsync(cast, late.Id);

        var pages = new HashSet<string>();
        foreach (var token in new[] { replaced.Token, revoked.Token, late.Token, InvitationLink.NewToken() }) pages.Add((await ClosedAsync(token)).Replace(token, "", StringComparison.Ordinal));
        Assert.Single(pages);
    }

    [Fact]
    public async Task Taken_back_while_somebody_is_coming_in_they_are_out_again()
    {
        var cast = await Cast.GatherAsync(host);
        var handed = await cast.Ada.InviteAsync("Participant", "Robin Lund");
        var came = await host.TakeUpAsync(handed.Token);
        var robin = host.Stranger();
        robin.DefaultRequestHeaders.Add("Cookie", came.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-hearth=", StringComparison.Ordinal)).Split(';')[0]);
        Assert.Equal("/factors", (await robin.GetAsync("/agreement", Cancel)).Headers.Location?.OriginalString);

        await cast.Ada.Client.PostFormAsync($"/people/invitations/{handed.Id}/revoke");

        Assert.Contains("/sign-in", (await robin.GetAsync("/agreement", Cancel)).Headers.Location?.OriginalString, StringComparison.Ordinal);
        await ClosedAsync(handed.Token);
        var again = await cast.Ada.Client.PostFormAsync($"/people/invitations/{handed.Id}/send-again");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
    }

    [Fact]
    public async Task Who_may_invite_whom()
    {
        var cast = await Cast.GatherAsync(host);
        foreach (var member in cast.Members.Where(m => m.Role.IsStaff()))
        {
            foreach (var role in Roles.All)
            {
                var allowed = member.Role == Role.Admin || role == Role.Participant;
                var answer = await member.TryInviteAsync(role.ToString(), "Robin Lund");
                Assert.True(answer.StatusCode == (allowed ? HttpStatusCode.SeeOther : HttpStatusCode.UnprocessableEntity), $"{member.Name} {role}: {answer.StatusCode}");
            }
        }
        foreach (var member in cast.Members.Where(m => !m.Role.IsStaff() && m.Name != "Kit"))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await member.TryInviteAsync("Participant", "Robin Lund")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await member.Client.GetAsync("/people", Cancel)).StatusCode);
        }
    }

    [Fact]
    public async Task Invitations_are_for_who_made_them_and_for_admins_of_this_program_alone()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        var handed = await cast.Leila.InviteAsync("Participant", "Robin Secretname");

        foreach (var reader in new[] { cast.Leila, cast.Ada, cast.Noor })
            Assert.Contains("Robin Secretname", await reader.Client.GetStringAsync("/people", Cancel), StringComparison.Ordinal);
        foreach (var reader in new[] { cast.Dan, other.Ada, other.Leila })
        {
            Assert.DoesNotContain("Secretname", await reader.Client.GetStringAsync("/people", Cancel), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await reader.Client.GetAsync($"/people/invitations/{handed.Id}", Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await reader.Client.PostFormAsync($"/people/invitations/{handed.Id}/revoke")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await reader.Client.PostFormAsync($"/people/invitations/{handed.Id}/send-again")).StatusCode);
        }
        var reads = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Chain().CountAsync(h => h.Kind == "invitations.name-read", Cancel), Cancel);
        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task The_link_is_shown_once_in_this_browser_and_kept_nowhere()
    {
        var cast = await Cast.GatherAsync(host);
        var handed = await cast.Ada.InviteAsync("Participant", "Robin Lund");
        Assert.DoesNotContain(handed.Token, await cast.Ada.Client.GetStringAsync($"/people/invitations/{handed.Id}", Cancel), StringComparison.Ordinal);
        var link = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().LinkAsync(handed.Token, Cancel), Cancel);
        Assert.Equal(InvitationLink.HashOf(handed.Token), link!.Hash);
    }

    [Fact]
    public async Task Somebody_who_leads_comes_with_their_licence()
    {
        var cast = await Cast.GatherAsync(host);
        var half = await cast.Ada.TryInviteAsync("Facilitator", "Nia Berg", ("Title", "LMFT, Ohio"), ("Kind", "Licence"), ("Place", "US-OH"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, half.StatusCode);
        Assert.Contains("value=\"LMFT, Ohio\"", WebUtility.HtmlDecode(await half.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Ada.TryInviteAsync("Participant", "Robin", ("Title", "LMFT"))).StatusCode);

        var handed = await cast.Ada.InviteAsync("Facilitator", "Nia Berg", ("Kind", "Licence"), ("Place", "US-OH"), ("Title", "LMFT, Ohio"), ("ValidFrom", "2026-01-01"), ("ValidUntil", "2028-01-01"));
        await host.TakeUpAsync(handed.Token, "Nia");

        var invitation = await host.InvitationAsync(cast.ProgramId, handed.Id);
        var paper = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().QualificationsOfProgram().SingleAsync(q => q.PersonId == invitation.PersonId, Cancel), Cancel);
        Assert.Equal(("LMFT, Ohio", "US-OH", new LocalDate(2028, 1, 1)), (paper.Title, paper.Place, paper.ValidUntil));
    }

    [Fact]
    public async Task What_is_missing_at_the_door_is_said_and_nothing_typed_is_lost()
    {
        var cast = await Cast.GatherAsync(host);
        var handed = await cast.Ada.InviteAsync("Participant", "Robin Lund");
        foreach (var (name, zone) in new[] { ("", "America/Chicago"), ("Robin", "Nowhere/Town"), ("Robin", "") })
        {
            var refused = await host.TakeUpAsync(handed.Token, name, zone);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains("value=\"they\"", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
        Assert.Equal(InvitationState.Open, await StateAsync(cast, handed.Id));
    }

    /// <summary>Random orders of everything that can happen to an invitation: it ends at most once, and an end is for good.</summary>
    [Fact]
    public async Task Whatever_happens_an_invitation_has_one_end()
    {
        var cast = await Cast.GatherAsync(host);
        var random = new Random(20261125);
        for (var round = 0; round < 12; round++)
        {
            var handed = await cast.Ada.InviteAsync("Participant", $"Robin {round}");
            var token = handed.Token;
            InvitationState? end = null;
            for (var step = 0; step < 6; step++)
            {
                switch (random.Next(5))
                {
                    case 0: await host.TakeUpAsync(token); break;
                    case 1: await cast.Ada.Client.PostFormAsync($"/people/invitations/{handed.Id}/revoke"); break;
                    case 2: await ExpireAsync(cast, handed.Id); break;
                    case 3:
                        if ((await cast.Ada.Client.PostFormAsync($"/people/invitations/{handed.Id}/send-again")).StatusCode == HttpStatusCode.SeeOther) token = (await cast.Ada.SendAgainAsync(handed.Id)).Token;
                        break;
                    case 4:
                        var begun = await host.InvitationAsync(cast.ProgramId, handed.Id);
                        if (begun is { BegunAt: not null, RevokedAt: null }) await host.EnrolAsync(cast.ProgramId, begun.PersonId);
                        break;
                }
                var state = await StateAsync(cast, handed.Id);
                if (end is not null) Assert.Equal(end, state);
                if (state is InvitationState.Used or InvitationState.Revoked) end = state;
                var lets = (await host.Stranger().GetStringAsync($"/invitation/{token}", Cancel)).Contains("invites you", StringComparison.Ordinal);
                Assert.Equal(state.Opens(), lets);
            }
        }
    }

    private async Task<string> ClosedAsync(string token)
    {
        var page = WebUtility.HtmlDecode(await host.Stranger().GetStringAsync($"/invitation/{token}", Cancel));
        Assert.Contains("This link isn’t open any more", page, StringComparison.Ordinal);
        var refused = await host.TakeUpAsync(token);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
        return page;
    }

    private Task<InvitationState> StateAsync(Cast cast, Guid id) => host.Scopes.ReadAsync(cast.ProgramId, async s =>
    {
        var db = s.GetRequiredService<HearthDb>();
        return await db.StateOfAsync(await db.InvitationsOfProgram().AsNoTracking().SingleAsync(i => i.Id == id, Cancel), s.GetRequiredService<Clock>().Now, Cancel);
    }, Cancel);

    private Task ExpireAsync(Cast cast, Guid id) => host.Scopes.WriteAsync(cast.ProgramId, s =>
        s.GetRequiredService<HearthDb>().InvitationsOfProgram().Where(i => i.Id == id).ExecuteUpdateAsync(i => i.SetProperty(x => x.ExpiresAt, s.GetRequiredService<Clock>().Now), Cancel), Cancel);
}
