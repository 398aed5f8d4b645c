using System.Net;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Groups.Rules;
using Hearth.Happenings;
using Hearth.People;
using Hearth.People.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.People;

public class PeopleTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_full_name_opens_on_its_own_page_alone_and_the_look_is_on_record()
    {
        var cast = await Cast.GatherAsync(host);
        Assert.DoesNotContain("Legalname", await cast.Leila.Client.GetStringAsync("/people", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("Legalname", await cast.Leila.Client.GetStringAsync($"/people/{cast.Wren.PersonId}", Cancel), StringComparison.Ordinal);
        Assert.Equal(0, await ReadsAsync(cast));

        Assert.Contains("Wren Legalname", await cast.Leila.Client.GetStringAsync($"/people/{cast.Wren.PersonId}/legal-name", Cancel), StringComparison.Ordinal);

        Assert.Equal(1, await ReadsAsync(cast));
    }

    [Fact]
    public async Task Peers_find_no_people_pages_at_all()
    {
        var cast = await Cast.GatherAsync(host);
        foreach (var peer in cast.Members.Where(m => !m.Role.IsStaff() && m.Name != "Kit"))
            foreach (var path in new[] { "/people", $"/people/{cast.June.PersonId}", $"/people/{cast.June.PersonId}/legal-name", $"/people/{peer.PersonId}/legal-name", $"/people/{cast.Leila.PersonId}/qualifications/new" })
                Assert.Equal(HttpStatusCode.NotFound, (await peer.Client.GetAsync(path, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_licence_is_added_and_corrected_by_admin_and_supervisor()
    {
        var cast = await Cast.GatherAsync(host);
        Assert.Equal(HttpStatusCode.SeeOther, (await RecordAsync(cast.Noor, cast.Dan, "new", "LPC, Iowa", "2026-01-01", "2027-01-01")).StatusCode);
        var paper = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().QualificationsOfProgram().SingleAsync(q => q.PersonId == cast.Dan.PersonId && q.Title == "LPC, Iowa", Cancel), Cancel);

        Assert.Equal(HttpStatusCode.SeeOther, (await RecordAsync(cast.Ada, cast.Dan, paper.Id.ToString(), "LPC, Iowa, 77", "2026-01-01", "2028-01-01")).StatusCode);

        var page = await cast.Leila.Client.GetStringAsync($"/people/{cast.Dan.PersonId}", Cancel);
        Assert.Contains("LPC, Iowa, 77", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await RecordAsync(cast.Ada, cast.Leila, paper.Id.ToString(), "Mine", "2026-01-01", "2028-01-01")).StatusCode);
    }

    [Fact]
    public async Task Whoever_may_lead_can_have_the_paper_without_which_no_session_opens()
    {
        Assert.All(Roles.All.Where(role => LeaderRule.MayLead(role, LedBy.Therapist, peerLedAllowed: true)), role => Assert.NotNull(RoleWords.PaperOf(role)));
        var cast = await Cast.GatherAsync(host);
        Assert.Equal(HttpStatusCode.SeeOther, (await RecordAsync(cast.Ada, cast.Noor, "new", "Psychologist, Minnesota, 61", "2026-01-01", "2027-01-01")).StatusCode);
        Assert.Contains("Psychologist, Minnesota, 61", await cast.Ada.Client.GetStringAsync($"/people/{cast.Noor.PersonId}", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_writes_their_own_and_no_dates_run_backwards()
    {
        var cast = await Cast.GatherAsync(host);
        foreach (var who in new[] { cast.Leila, cast.Dan, cast.Wren }) Assert.Equal(HttpStatusCode.NotFound, (await RecordAsync(who, cast.Leila, "new", "x", "2026-01-01", "2027-01-01")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await RecordAsync(cast.Ada, cast.Wren, "new", "x", "2026-01-01", "2027-01-01")).StatusCode);
        var backwards = await RecordAsync(cast.Ada, cast.Dan, "new", "LPC, Iowa", "2027-01-01", "2026-01-01");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, backwards.StatusCode);
        Assert.Contains("LPC, Iowa", await backwards.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await RecordAsync(cast.Ada, cast.Dan, "new", "LPC", "yesterday", "2026-01-01")).StatusCode);
    }

    [Fact]
    public void A_paper_is_in_date_on_its_first_and_its_last_day()
    {
        var (from, until) = (new LocalDate(2026, 1, 1), new LocalDate(2026, 12, 31));
        Assert.Equal(Papers.State.NotYet, Papers.StateOn(from.PlusDays(-1), from, until));
        Assert.Equal(Papers.State.InDate, Papers.StateOn(from, from, until));
        Assert.Equal(Papers.State.EndsSoon, Papers.StateOn(until, from, until));
        Assert.Equal(Papers.State.Over, Papers.StateOn(until.PlusDays(1), from, until));
    }

    private static Task<HttpResponseMessage> RecordAsync(Member by, Member whom, string which, string title, string from, string until) =>
        by.Client.PostFormAsync($"/people/{whom.PersonId}/qualifications/{which}", ("Kind", "Licence"), ("Place", "US-MN"), ("Title", title), ("ValidFrom", from), ("ValidUntil", until));

    private Task<int> ReadsAsync(Cast cast) => host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Chain().CountAsync(h => h.Kind == "people.legal-name-read", Cancel), Cancel);
}
