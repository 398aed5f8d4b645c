using System.Net;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Groups;

public class GroupTests(HearthHost host)
{
    [Fact]
    public async Task A_facilitator_makes_a_group_and_leads_it()
    {
        var cast = await Cast.GatherAsync(host);
        var made = await cast.Leila.Client.PostFormAsync("/groups/make", ("Name", "Porch Light"), ("Aim", "How the week was."), ("LedBy", "Therapist"), ("Cap", "8"));
        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        var page = await cast.Leila.Client.ReadAsync(made.Headers.Location!.ToString());
        Assert.Contains("Porch Light", page, StringComparison.Ordinal);
        Assert.Contains("Therapist-led", page, StringComparison.Ordinal);
        Assert.Contains("Led by Leila.", page, StringComparison.Ordinal);
        Assert.Contains("Porch Light", await cast.Leila.Client.ReadAsync("/groups"), StringComparison.Ordinal);
        var kinds = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Chain().Select(h => h.Kind).ToListAsync());
        Assert.Contains("groups.made", kinds);
    }

    [Fact]
    public async Task Groups_are_made_by_staff_alone()
    {
        var cast = await Cast.GatherAsync(host);
        foreach (var name in new[] { "Wren", "Ruth", "Idris", "Sol" })
        {
            var answer = await cast[name].Client.PostFormAsync("/groups/make", ("Name", "Mine"), ("Aim", "Mine."), ("LedBy", "Therapist"), ("Cap", "8"));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        foreach (var name in new[] { "Leila", "Anand", "Noor", "Ada" })
            Assert.Equal(HttpStatusCode.SeeOther, (await cast[name].Client.PostFormAsync("/groups/make", ("Name", "Ours"), ("Aim", "Ours."), ("LedBy", "Therapist"), ("Cap", "8"))).StatusCode);
    }

    [Fact]
    public async Task What_was_typed_comes_back_with_the_words_of_the_refusal()
    {
        var cast = await Cast.GatherAsync(host);
        var answer = await cast.Leila.Client.PostFormAsync("/groups/make", ("Name", "Porch Light"), ("Aim", ""), ("LedBy", "Peer"), ("Cap", "40"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.WordsAsync();
        Assert.Contains("value=\"Porch Light\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"40\"", page, StringComparison.Ordinal);
        Assert.Contains("Please say in a sentence what the group is for.", page, StringComparison.Ordinal);
        Assert.Contains("Please write a whole number from 2 to 12.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_led_groups_need_the_programs_switch()
    {
        var cast = await Cast.GatherAsync(host);
        (string, string)[] form = [("Name", "Kitchen Table"), ("Aim", "Talk."), ("LedBy", "Peer"), ("Cap", "8")];
        var made = await cast.Leila.Client.PostFormAsync("/groups/make", form);
        Assert.Contains("Peer-led", await cast.Leila.Client.ReadAsync(made.Headers.Location!.ToString()), StringComparison.Ordinal);

        await host.Scopes.WriteAsync(cast.ProgramId, async s => (await s.GetRequiredService<HearthDb>().ThisProgram().SingleAsync()).AllowPeerLed(false));
        var refused = await cast.Leila.Client.PostFormAsync("/groups/make", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("switched off in this program", await refused.WordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_who_leads_sees_the_circle_and_neither_changes_it_nor_belongs_to_it()
    {
        var cast = await Cast.GatherAsync(host);
        var group = await host.CircleAsync(cast, leaders: ["Leila", "Idris"]);
        var (staff, peer) = (await cast.Leila.Client.ReadAsync($"/groups/{group.Id}"), await cast["Idris"].Client.ReadAsync($"/groups/{group.Id}"));
        foreach (var page in (string[])[staff, peer]) Assert.Contains("Porch Light", page, StringComparison.Ordinal);
        foreach (var act in (string[])[$"/groups/{group.Id}/describe", "Remove Wren"])
        {
            Assert.Contains(act, staff, StringComparison.Ordinal);
            Assert.DoesNotContain(act, peer, StringComparison.Ordinal);
        }
        Assert.Contains("not in a group yet", await cast["Idris"].Client.ReadAsync("/group"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_is_seen_by_its_people_and_by_nobody_else()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        var group = await host.CircleAsync(cast);

        Assert.Contains("Porch Light", await cast.Wren.Client.ReadAsync("/group"), StringComparison.Ordinal);
        Assert.Contains("June", await cast.Wren.Client.ReadAsync("/group"), StringComparison.Ordinal);
        Assert.DoesNotContain("Porch Light", await cast["Pilar"].Client.ReadAsync("/group"), StringComparison.Ordinal);
        Assert.Contains("not in a group yet", await cast["Pilar"].Client.ReadAsync("/group"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await cast.Leila.Client.GetAsync($"/groups/{group.Id}", TestContext.Current.CancellationToken)).StatusCode);
        foreach (var stranger in new[] { cast.Dan, cast.Wren, cast["Idris"], other.Leila, other.Ada })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.GetAsync($"/groups/{group.Id}", TestContext.Current.CancellationToken)).StatusCode);
        Assert.DoesNotContain("Porch Light", await other.Ada.Client.ReadAsync("/groups"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_is_added_removed_after_a_question_and_added_again()
    {
        var cast = await Cast.GatherAsync(host);
        var group = await host.CircleAsync(cast, members: ["Wren"]);
        var june = cast.June.PersonId;

        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/groups/{group.Id}/members/add", ("Person", june.ToString()))).StatusCode);
        Assert.Contains("Remove June from Porch Light?", await cast.Leila.Client.ReadAsync($"/groups/{group.Id}/members/{june}/remove"), StringComparison.Ordinal);
        Assert.Contains("Porch Light", await cast.June.Client.ReadAsync("/group"), StringComparison.Ordinal);

        var removed = await cast.Leila.Client.PostFormAsync($"/groups/{group.Id}/members/{june}/close");
        Assert.Contains("Add June again", await cast.Leila.Client.ReadAsync(removed.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.DoesNotContain("Porch Light", await cast.June.Client.ReadAsync("/group"), StringComparison.Ordinal);

        await cast.Leila.Client.PostFormAsync($"/groups/{group.Id}/members/add", ("Person", june.ToString()));
        var rows = (await host.RowsOfAsync(cast, group.Id)).Where(r => r.PersonId == june).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Single(rows, r => r.LeftAt is null);
    }

    [Fact]
    public async Task Members_are_changed_by_staff_who_run_the_group()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        var group = await host.CircleAsync(cast, leaders: ["Leila", "Idris"]);
        foreach (var stranger in new[] { cast.Dan, cast.Wren, cast["Idris"], cast["Anand"], other.Leila, other.Ada })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.PostFormAsync($"/groups/{group.Id}/members/add", ("Person", cast["Pilar"].PersonId.ToString()))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.PostFormAsync($"/groups/{group.Id}/members/{cast.Wren.PersonId}/close")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.PostFormAsync($"/groups/{group.Id}/describe", ("Name", "X"), ("Aim", "X"), ("Cap", "9"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.PostFormAsync($"/groups/{group.Id}/leaders/add", ("Leader", cast.Dan.PersonId.ToString()))).StatusCode);
        }
        Assert.Equal(3, (await host.RowsOfAsync(cast, group.Id)).Count(r => r.LeftAt is null));
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Ada.Client.PostFormAsync($"/groups/{group.Id}/members/add", ("Person", cast["Pilar"].PersonId.ToString()))).StatusCode);
    }

    [Fact]
    public async Task Nobody_from_another_program_and_no_staff_become_members()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        var group = await host.CircleAsync(cast);
        foreach (var person in new[] { other.Wren.PersonId, cast.Dan.PersonId, cast["Sol"].PersonId, Guid.NewGuid() })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Leila.Client.PostFormAsync($"/groups/{group.Id}/members/add", ("Person", person.ToString()))).StatusCode);
    }

    [Fact]
    public async Task The_last_leader_stays_and_others_can_go_and_come_back()
    {
        var cast = await Cast.GatherAsync(host);
        var group = await host.CircleAsync(cast);
        var refused = await cast.Leila.Client.PostFormAsync($"/groups/{group.Id}/leaders/{cast.Leila.PersonId}/remove");
        Assert.Contains("Somebody has to lead this group.", await refused.WordsAsync(), StringComparison.Ordinal);

        foreach (var name in (string[])["Ruth", "Pilar", "Ada"]) // who may not lead is not on the list, and is not taken from elsewhere either
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Leila.Client.PostFormAsync($"/groups/{group.Id}/leaders/add", ("Leader", cast[name].PersonId.ToString()))).StatusCode);
        await cast.Leila.Client.PostFormAsync($"/groups/{group.Id}/leaders/add", ("Leader", cast.Dan.PersonId.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await cast.Dan.Client.GetAsync($"/groups/{group.Id}", TestContext.Current.CancellationToken)).StatusCode);
        var gone = await cast.Leila.Client.PostFormAsync($"/groups/{group.Id}/leaders/{cast.Dan.PersonId}/remove");
        Assert.Contains("Add Dan again", await cast.Leila.Client.ReadAsync(gone.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Dan.Client.GetAsync($"/groups/{group.Id}", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task The_size_is_not_set_below_who_is_there()
    {
        var cast = await Cast.GatherAsync(host);
        var group = await host.CircleAsync(cast);
        var refused = await cast.Leila.Client.PostFormAsync($"/groups/{group.Id}/describe", ("Name", "Porch Light"), ("Aim", "New words."), ("Cap", "2"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("New words.", await refused.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/groups/{group.Id}/describe", ("Name", "Porch Light"), ("Aim", "New words."), ("Cap", "3"))).StatusCode);
        var full = await cast.Leila.Client.PostFormAsync($"/groups/{group.Id}/members/add", ("Person", cast["Pilar"].PersonId.ToString()));
        Assert.Contains("This group is full", await full.WordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_discharged_leaves_their_groups_and_their_place_is_free()
    {
        var cast = await Cast.GatherAsync(host);
        var group = await host.CircleAsync(cast, cap: 3, leaders: ["Leila", "Dan"]);
        foreach (var person in new[] { cast.June, cast["Dan"] })
            Assert.Equal(HttpStatusCode.SeeOther, (await cast.Ada.Client.PostFormAsync($"/people/{person.PersonId}/discharge", ("Reason", "Moved away."))).StatusCode);

        var rows = await host.RowsOfAsync(cast, group.Id);
        Assert.NotNull(rows.Single(m => m.PersonId == cast.June.PersonId).LeftAt);
        var page = await cast.Leila.Client.ReadAsync($"/groups/{group.Id}");
        Assert.Contains("Led by Leila.", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/groups/{group.Id}/members/add", ("Person", cast["Pilar"].PersonId.ToString()))).StatusCode);
        Assert.DoesNotContain("June", await cast.Wren.Client.ReadAsync("/group"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_who_join_at_once_never_exceed_the_cap()
    {
        var cast = await Cast.GatherAsync(host);
        var group = await host.CircleAsync(cast, cap: 7, members: []);
        var people = await host.Scopes.WriteAsync(cast.ProgramId, s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            var many = Enumerable.Range(0, 50).Select(i => Person.Join(cast.ProgramId, $"Person {i}", "UTC", Role.Participant, s.GetRequiredService<Clock>().Now)).ToList();
            db.AddRange(many);
            return Task.FromResult(many.Select(p => p.Id).ToList());
        });

        var answers = await Task.WhenAll(people.Select(p => cast.Leila.Client.PostFormAsync($"/groups/{group.Id}/members/add", ("Person", p.ToString()))));

        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.SeeOther));
        Assert.Equal(43, answers.Count(a => a.StatusCode == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(7, (await host.RowsOfAsync(cast, group.Id)).Count);
    }
}
