using System.Net;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Groups;
using Hearth.OnCall;
using Hearth.Sessions;
using Hearth.Spaces;
using Hearth.Tests.Boundaries;
using Hearth.Tests.FollowUps;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;
using Hearth.Unanswered;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Unanswered;

/// <summary>Porch Light, led by Leila: Wren writes, and nobody answers.</summary>
public class UnansweredTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly Duration day = Duration.FromHours(24);

    [Fact]
    public async Task After_the_first_hours_it_stands_out_for_peers_and_then_asks_for_a_mentor_without_any_number()
    {
        var porch = await Porch.OpenAsync(host, members: ["Wren", "June", "Ruth"]);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Is anybody there?");
        Assert.DoesNotContain("No one has answered", await PageAsync(cast.June), StringComparison.Ordinal);

        await AgeAsync(porch, topic, 6);
        foreach (var who in (Member[])[cast.June, cast.Leila]) Assert.Contains("post waits", await PageAsync(who), StringComparison.Ordinal);
        Assert.Contains("Wren is new. No one has answered Wren yet.", await PageAsync(cast.June), StringComparison.Ordinal);
        // Nobody shows whoever asked that nobody answered.
        Assert.DoesNotContain("No one has answered", await PageAsync(cast.Wren), StringComparison.Ordinal);
        Assert.DoesNotContain("word from a mentor", await PageAsync(cast["Ruth"]), StringComparison.Ordinal);

        await AgeAsync(porch, topic, 12);
        Assert.Contains("A word from a mentor would be good.", await PageAsync(cast["Ruth"]), StringComparison.Ordinal);
        Assert.DoesNotContain("word from a mentor", await PageAsync(cast.June), StringComparison.Ordinal);
        Assert.DoesNotMatch("0 replies|6 hours|12 hours", await PageAsync(cast.June));

        // Two words are an answer.
        var post = await porch.PostAsync(topic, 1);
        await cast.June.Client.PostFormAsync($"/posts/{post.Id}/respond", ("Kind", "IHearYou"), ("On", "true"));
        Assert.DoesNotContain("No one has answered", await PageAsync(cast["Ruth"]), StringComparison.Ordinal);

        Task<string> PageAsync(Member who) => who.Client.ReadAsync($"/spaces/{porch.Space}");
    }

    [Fact]
    public async Task After_a_day_it_is_in_the_name_of_who_leads_the_group_who_ends_it_in_one_press()
    {
        var porch = await Porch.OpenAsync(host, members: ["Wren"]);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Is anybody there? " + cast.Canary);
        var now = (await porch.PostAsync(topic, 1)).WrittenAt;
        await SweepAsync(cast, now + day - Duration.FromMinutes(1));
        Assert.Empty(await host.FollowUpsAsync(cast));

        foreach (var _ in (int[])[1, 2]) await SweepAsync(cast, now + day);
        var one = await host.OnlyFollowUpAsync(cast);
        Assert.Equal((FollowUpKind.Unanswered, cast.Wren.PersonId, (Guid?)cast.Leila.PersonId, (Instant?)(now + day + day)), (one.Kind, one.PersonId, one.OwnerId, one.NextCallAt));
        Assert.Equal([cast.Leila.PersonId], await host.CalledAsync(cast));

        var today = await cast.Leila.Client.ReadAsync("/today");
        Assert.Contains("Waiting for a word", today, StringComparison.Ordinal);
        Assert.Contains($"/follow-ups/{one.Id}", today, StringComparison.Ordinal);
        var page = await cast.Leila.Client.ReadAsync($"/follow-ups/{one.Id}");
        foreach (var said in (string[])["Waits, and nobody has answered", "You have it", "Is anybody there? " + cast.Canary, "Nobody has answered yet.", $"/topics/{topic}", "Leila was given it"]) Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Emergency", page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Leila.Client.PostFormAsync($"/follow-ups/{one.Id}/end", ("End", "Emergency"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/follow-ups/{one.Id}/end", ("End", "Answered"))).StatusCode);
        Assert.DoesNotContain("Waiting for a word", await cast.Leila.Client.ReadAsync("/today"), StringComparison.Ordinal);
        // Once for each topic, also while nobody answers still.
        await SweepAsync(cast, now + day * 3);
        Assert.Single(await host.FollowUpsAsync(cast));
    }

    [Fact]
    public async Task Neither_whoever_waits_nor_any_peer_nor_staff_elsewhere_reads_of_it()
    {
        var porch = await Porch.OpenAsync(host, members: ["Wren"]);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Is anybody there?");
        await SweepAsync(cast, (await porch.PostAsync(topic, 1)).WrittenAt + day);
        var one = await host.OnlyFollowUpAsync(cast);
        Assert.Contains("Is anybody there?", await cast.Leila.Client.ReadAsync($"/follow-ups/{one.Id}"), StringComparison.Ordinal);
        var there = await Cast.GatherAsync(host);
        foreach (var who in new[] { cast.Wren, cast.June, cast["Ruth"], cast.Dan, there.Noor }) Assert.Equal(HttpStatusCode.NotFound, (await who.Client.GetAsync($"/follow-ups/{one.Id}", Cancel)).StatusCode);
        // Who may open it without reading the space reads none of the words.
        var adas = await cast.Ada.Client.ReadAsync($"/follow-ups/{one.Id}");
        Assert.Contains("where you don’t read along", adas, StringComparison.Ordinal);
        Assert.DoesNotContain("Is anybody there?", adas, StringComparison.Ordinal);
        foreach (var path in (string[])["/today", "/group", "/hard-moment", $"/topics/{topic}"]) Assert.DoesNotMatch("nobody has answered|was given it", await cast.Wren.Client.ReadAsync(path));
        Assert.Contains("Leila looked at how you are doing.", await cast.Wren.Client.ReadAsync("/who-looked"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_keeps_it_from_the_staff_unless_it_was_hidden_or_taken_back()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var answered = await porch.StartAsync(cast.Wren, "First.");
        await Porch.ReplyAsync(cast.June, answered, "Hello.");
        var hidden = await porch.StartAsync(cast.June, "Second.");
        await Porch.ReplyAsync(cast["Tomas"], hidden, "Rude.");
        await cast.Leila.Client.PostFormAsync($"/posts/{(await porch.PostAsync(hidden, 2)).Id}/hide/yes", ("Reason", "Hurtful"));
        var alone = await porch.StartAsync(cast["Tomas"], "Third.");
        await Porch.ReplyAsync(cast["Tomas"], alone, "And I again.");
        await Porch.ReplyAsync(cast.Wren, alone, "Hello.");
        await cast.Wren.Client.PostFormAsync($"/posts/{(await porch.PostAsync(alone, 3)).Id}/take-back/yes");
        await porch.StartAsync(cast.Leila, "From staff, to read.");
        var now = (await porch.PostAsync(alone, 1)).WrittenAt + day + Duration.FromMinutes(1);
        await SweepAsync(cast, now);
        Assert.Equal(new[] { cast.June.PersonId, cast["Tomas"].PersonId }.Order(), (await host.FollowUpsAsync(cast)).Select(f => f.PersonId).Order());

        // A second ask of somebody who is looked after already is added.
        var another = await porch.StartAsync(cast.June, "Fourth.");
        await SweepAsync(cast, (await porch.PostAsync(another, 1)).WrittenAt + day);
        Assert.Equal(2, (await host.FollowUpsAsync(cast)).Count);
        var junes = (await host.FollowUpsAsync(cast)).Single(f => f.PersonId == cast.June.PersonId);
        Assert.Contains("Fourth.", await cast.Leila.Client.ReadAsync($"/follow-ups/{junes.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_by_somebody_whom_its_author_does_not_want_to_read_is_none()
    {
        var porch = await Porch.OpenAsync(host, members: ["Wren", "June", "Ruth"]);
        var cast = porch.Cast;
        var hello = await porch.StartAsync(cast.June, "Hello.");
        await cast.Wren.Client.PostFormAsync($"/posts/{(await porch.PostAsync(hello, 1)).Id}/respond", ("Kind", "MeToo"), ("On", "true"));
        var topic = await porch.StartAsync(cast.Wren, "Is anybody there?");
        await Porch.ReplyAsync(cast.June, topic, "I am.");
        await AgeAsync(porch, topic, 7);
        Assert.DoesNotContain("No one has answered Wren", await cast["Ruth"].Client.ReadAsync($"/spaces/{porch.Space}"), StringComparison.Ordinal);

        await host.QuietAsync(cast.Wren, cast.June);
        // To the others it looks as before: who is not heard is nobody's to see, least of all theirs.
        foreach (var who in (Member[])[cast["Ruth"], cast.June]) Assert.DoesNotContain("No one has answered Wren", await who.Client.ReadAsync($"/spaces/{porch.Space}"), StringComparison.Ordinal);
        await SweepAsync(cast, host.Services.GetRequiredService<Clock>().Now + day);
        var one = Assert.Single(await host.FollowUpsAsync(cast), f => f.PersonId == cast.Wren.PersonId);
        Assert.Contains("they may not have read it", await cast.Leila.Client.ReadAsync($"/follow-ups/{one.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_shifts_are_planned_it_waits_for_one()
    {
        var porch = await Porch.OpenAsync(host, members: ["Wren"]);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Is anybody there?");
        var due = (await porch.PostAsync(topic, 1)).WrittenAt + day;
        var start = due + Duration.FromHours(3);
        await host.Scopes.WriteAsync(cast.ProgramId, s => Task.FromResult(s.GetRequiredService<HearthDb>().Add(Shift.Plan(cast.ProgramId, cast.Dan.PersonId, new(1, Weekdays.Every, start.InUtc().TimeOfDay, start.InUtc().TimeOfDay.PlusHours(2), "UTC", start.InUtc().Date, null), cast.Noor.PersonId, due))), Cancel);
        await SweepAsync(cast, due);
        Assert.Empty(await host.FollowUpsAsync(cast));
        await SweepAsync(cast, start + Duration.FromMinutes(1));
        Assert.Equal(cast.Leila.PersonId, (await host.OnlyFollowUpAsync(cast)).OwnerId);
    }

    [Fact]
    public async Task Somebody_new_whom_nobody_has_met_comes_to_who_leads_the_group_and_not_whoever_was_in_a_session_or_wrote()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var now = host.Services.GetRequiredService<Clock>().Now;
        await Porch.ReplyAsync(cast.June, await porch.StartAsync(cast.Wren, "Hello."), "Hello.");
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            var session = Session.Plan(await db.GroupsOfProgram().SingleAsync(Cancel), null, "evening circle", "How the week was.", now, now + Duration.FromHours(1), null);
            db.AddRange(session, Attendance.Of(session, cast["Tomas"].PersonId, 30));
        }, Cancel);
        await cast.Leila.Client.PostFormAsync($"/groups/{porch.Space}/members/add", ("Person", cast["Pilar"].PersonId.ToString("D")));
        await SweepAsync(cast, now + Duration.FromHours(23));
        Assert.Empty(await host.FollowUpsAsync(cast));
        await SweepAsync(cast, now + Duration.FromHours(25));
        var one = await host.OnlyFollowUpAsync(cast);
        Assert.Equal((cast["Pilar"].PersonId, (Guid?)cast.Leila.PersonId), (one.PersonId, one.OwnerId));
        Assert.Contains("in no session of it so far", await cast.Leila.Client.ReadAsync($"/follow-ups/{one.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_back_it_goes_to_the_next_on_call()
    {
        var porch = await Porch.OpenAsync(host, members: ["Wren"]);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Is anybody there?");
        await SweepAsync(cast, (await porch.PostAsync(topic, 1)).WrittenAt + day);
        var one = await host.OnlyFollowUpAsync(cast);
        await cast.Leila.Client.PostFormAsync($"/follow-ups/{one.Id}/give-back");
        Assert.Equal(new[] { cast.Leila.PersonId, cast.Noor.PersonId }.Order(), (await host.CalledAsync(cast)).Order());
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/take")).StatusCode);
    }

    [Fact]
    public async Task The_hours_are_the_programs_own_and_in_their_order()
    {
        var cast = await Cast.GatherAsync(host);
        Assert.Equal(HttpStatusCode.SeeOther, (await SetAsync(2, 2, 48)).StatusCode);
        var page = await cast.Noor.Client.ReadAsync("/unanswered/hours");
        Assert.Contains("value=\"48\"", page, StringComparison.Ordinal);
        foreach (var (peers, mentors, staff) in ((int, int, int)[])[(3, 2, 4), (1, 5, 4), (0, 1, 2), (1, 2, 169)])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SetAsync(peers, mentors, staff)).StatusCode);
        Assert.Contains("unanswered.hours-set", await host.KindsAsync(cast));

        Task<HttpResponseMessage> SetAsync(int peers, int mentors, int staff) => cast.Noor.Client.PostFormAsync("/unanswered/hours/set", ("Peers", $"{peers}"), ("Mentors", $"{mentors}"), ("Staff", $"{staff}"));
    }

    private Task SweepAsync(Cast cast, Instant now) => host.Services.GetRequiredService<UnansweredSweep>().GiveDueAsync(cast.ProgramId, now, Cancel);

    /// <summary>As if it had been written so long ago.</summary>
    internal static Task AgeAsync(Porch porch, Guid topic, double hours) => porch.Host.Scopes.WriteAsync(porch.Cast.ProgramId, s =>
    {
        var at = s.GetRequiredService<Clock>().Now - Duration.FromHours(hours) - Duration.FromMinutes(1);
        return s.GetRequiredService<HearthDb>().PostsOfProgram().Where(p => p.TopicId == topic).ExecuteUpdateAsync(p => p.SetProperty(x => x.WrittenAt, at), Cancel);
    }, Cancel);
}
