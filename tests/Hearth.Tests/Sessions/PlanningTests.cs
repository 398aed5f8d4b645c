using System.Globalization;
using System.Net;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Sessions;
using Hearth.Tests.Groups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Sessions;

public class PlanningTests(HearthHost host)
{
    private static readonly DateTimeZone Chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private static (string, string)[] Form(Cast cast, int inDays = 3, params (string Name, string Value)[] instead)
    {
        var day = SystemClock.Instance.GetCurrentInstant().InZone(Chicago).Date.PlusDays(inDays);
        var fields = new Dictionary<string, string>
        {
            ["Title"] = "evening circle", ["Aim"] = "How the week was.", ["FirstDay"] = day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), ["StartsAt"] = "18:00", ["Zone"] = "America/Chicago",
            ["Minutes"] = "50", ["Weeks"] = "4", ["Leaders"] = cast.Leila.PersonId.ToString(), ["Template"] = "Circle",
        };
        foreach (var (name, value) in instead) fields[name] = value;
        return [.. fields.Select(f => (f.Key, f.Value))];
    }

    private Task<List<Session>> SessionsOfAsync(Cast cast, Guid group) =>
        host.LookAsync(cast, db => db.SessionsOfProgram().Where(s => s.GroupId == group).OrderBy(s => s.StartsAt).AsNoTracking().ToListAsync());

    [Fact]
    public async Task Nobody_leads_who_may_not_and_no_member_leads_their_own_circle()
    {
        var cast = await Cast.GatherAsync(host);
        var evening = await host.EveningAsync(cast);
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            db.Add(Hearth.Groups.GroupMember.Join(await Hearth.Groups.GroupAccess.GroupsOfProgram(db).SingleAsync(), cast["Idris"].PersonId, s.GetRequiredService<Clock>().Now));
        });
        Task<HttpResponseMessage> WithAsync(string name) => cast.Leila.Client.PostFormAsync($"/sessions/{evening.Id}/describe", ("Title", "evening circle"), ("Leaders", cast.Leila.PersonId.ToString()), ("Leaders", cast[name].PersonId.ToString()));
        foreach (var name in (string[])["Ruth", "Ada", "Sol", "Idris"]) Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, (await WithAsync(name)).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, (await WithAsync("Dan")).StatusCode);
    }

    [Fact]
    public async Task A_series_is_planned_with_its_leaders_and_steps()
    {
        var cast = await Cast.GatherAsync(host);
        var group = await host.CircleAsync(cast);
        var planned = await cast.Leila.Client.PostFormAsync($"/sessions/plan/{group.Id}", [.. Form(cast), ("Leaders", cast.Dan.PersonId.ToString())]);
        Assert.Equal(HttpStatusCode.SeeOther, planned.StatusCode);

        var sessions = await SessionsOfAsync(cast, group.Id);
        Assert.Equal(4, sessions.Count);
        Assert.All(sessions, s => Assert.Equal(new LocalTime(18, 0), s.StartsAt.InZone(Chicago).TimeOfDay));
        var page = await cast.Leila.Client.ReadAsync($"/sessions/{sessions[0].Id}");
        Assert.Contains("Porch Light, evening circle", page, StringComparison.Ordinal);
        Assert.Contains("Therapist-led", page, StringComparison.Ordinal);
        Assert.Contains("What has been hard", page, StringComparison.Ordinal);
        Assert.Contains("Dan", page, StringComparison.Ordinal);
        var kinds = await host.KindsAsync(cast);
        Assert.Single(kinds, "sessions.series-planned");
        Assert.Equal(4, kinds.Count(k => k == "sessions.planned"));
        Assert.Contains("6:00 pm", await cast.Leila.Client.ReadAsync(planned.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_members_of_the_group_see_it_and_nobody_else()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast);
        foreach (var member in new[] { cast.Wren, cast.Leila, cast.Noor, cast.Ada })
        {
            Assert.Equal(HttpStatusCode.OK, (await member.Client.GetAsync($"/sessions/{session.Id}", TestContext.Current.CancellationToken)).StatusCode);
            Assert.Contains("evening circle", await member.Client.ReadAsync($"/sessions?week={session.StartsAt.InZone(Chicago).Date:uuuu-MM-dd}"), StringComparison.Ordinal);
        }
        foreach (var stranger in new[] { cast["Pilar"], cast.Dan, cast["Sol"], other.Wren, other.Leila, other.Ada })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.GetAsync($"/sessions/{session.Id}", TestContext.Current.CancellationToken)).StatusCode);
            Assert.DoesNotContain("evening circle", await stranger.Client.ReadAsync("/sessions"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Sessions_are_planned_and_changed_by_those_who_lead_there()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast, inMinutes: 600);
        var step = await host.LookAsync(cast, db => db.StepsOfProgram().Where(s => s.SessionId == session.Id).OrderBy(s => s.Position).Select(s => s.Id).FirstAsync());
        (string Path, (string, string)[] Fields)[] verbs =
        [
            ($"/sessions/plan/{session.GroupId}", Form(cast)),
            ($"/sessions/{session.Id}/move", [("Day", "2027-01-01"), ("StartsAt", "18:00"), ("Zone", "UTC"), ("Minutes", "50")]),
            ($"/sessions/{session.Id}/describe", [("Title", "x"), ("Leaders", cast.Leila.PersonId.ToString())]),
            ($"/sessions/{session.Id}/call-off/yes", []),
            ($"/sessions/{session.Id}/restore", []),
            ($"/sessions/{session.Id}/steps/add", [("Title", "x"), ("Minutes", "5"), ("Kind", "Plain")]),
            ($"/sessions/{session.Id}/steps/{step}/change", [("Title", "x"), ("Minutes", "5"), ("Kind", "Plain")]),
            ($"/sessions/{session.Id}/steps/{step}/move", [("Where", "Later")]),
            ($"/sessions/{session.Id}/steps/{step}/remove", []),
            ($"/sessions/{session.Id}/steps/copy", []),
        ];
        foreach (var (path, fields) in verbs)
            foreach (var stranger in new[] { cast.Wren, cast["Ruth"], cast.Dan, cast["Idris"], cast["Sol"], other.Leila, other.Ada })
                Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.PostFormAsync(path, fields)).StatusCode);
        foreach (var page in new[] { "plan", "change", "call-off", $"steps/{step}/edit" })
        {
            Assert.Equal(HttpStatusCode.OK, (await cast.Leila.Client.GetAsync($"/sessions/{session.Id}/{page}", TestContext.Current.CancellationToken)).StatusCode);
            foreach (var stranger in new[] { cast.Wren, cast.Dan, other.Ada })
                Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.GetAsync($"/sessions/{session.Id}/{page}", TestContext.Current.CancellationToken)).StatusCode);
        }
        Assert.Equal(SessionState.Planned, (await SessionsOfAsync(cast, session.GroupId)).Single().State);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_in_words_and_stays_typed()
    {
        var cast = await Cast.GatherAsync(host);
        var group = await host.CircleAsync(cast);
        (string Words, (string, string)[] Form)[] refusals =
        [
            ("That time has passed already.", Form(cast, inDays: -2)),
            ("more than a year ahead", Form(cast, inDays: 400)),
            ("Please choose a time zone from the list.", Form(cast, 3, ("Zone", "Mars/Olympus"))),
            ("Please choose from one to four people who lead.", Form(cast, 3, ("Leaders", cast.Wren.PersonId.ToString()))),
            ("Please choose from one to four people who lead.", [.. Form(cast).Where(f => f.Item1 != "Leaders")]),
            ("Please write a whole number from 15 to 180.", Form(cast, 3, ("Minutes", "600"))),
            ("That doesn’t look right here.", Form(cast, 3, ("FirstDay", "tomorrow"))),
            ("That doesn’t look right here.", Form(cast, 3, ("Weeks", "many"))),
            ("this page doesn’t know", Form(cast, 3, ("Owner", "me"))),
        ];
        foreach (var (words, form) in refusals)
        {
            var refused = await cast.Leila.Client.PostFormAsync($"/sessions/plan/{group.Id}", form);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var page = await refused.WordsAsync();
            Assert.Contains(words, page, StringComparison.Ordinal);
            Assert.Contains("value=\"evening circle\"", page, StringComparison.Ordinal);
        }
        Assert.Empty(await SessionsOfAsync(cast, group.Id));
    }

    [Fact]
    public async Task One_group_is_in_one_session_at_a_time_also_when_two_hands_plan_at_once()
    {
        var cast = await Cast.GatherAsync(host);
        var group = await host.CircleAsync(cast);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => cast.Leila.Client.PostFormAsync($"/sessions/plan/{group.Id}", Form(cast))));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.SeeOther);
        Assert.Contains("has a session at that time already", await answers.First(a => a.StatusCode != HttpStatusCode.SeeOther).WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(4, (await SessionsOfAsync(cast, group.Id)).Count);
    }

    [Fact]
    public async Task A_peer_led_series_names_its_clinician_on_call()
    {
        var cast = await Cast.GatherAsync(host);
        var group = await host.CircleAsync(cast, ledBy: LedBy.Peer, leaders: ["Idris", "Leila"]);
        var idris = ("Leaders", cast["Idris"].PersonId.ToString());
        var without = await cast["Idris"].Client.PostFormAsync($"/sessions/plan/{group.Id}", Form(cast, 3, idris));
        Assert.Contains("A peer-led session needs a clinician on call.", await without.WordsAsync(), StringComparison.Ordinal);
        foreach (var nobody in new[] { cast.Wren, cast.Ada, cast["Ruth"] })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast["Idris"].Client.PostFormAsync($"/sessions/plan/{group.Id}", Form(cast, 3, idris, ("OnCall", nobody.PersonId.ToString())))).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await cast["Idris"].Client.PostFormAsync($"/sessions/plan/{group.Id}", Form(cast, 3, idris, ("OnCall", cast.Noor.PersonId.ToString())))).StatusCode);
        var session = (await SessionsOfAsync(cast, group.Id))[0];
        var page = await cast.Wren.Client.ReadAsync($"/sessions/{session.Id}");
        Assert.Contains("Peer-led", page, StringComparison.Ordinal);
        Assert.Contains("Noor", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_is_moved_called_off_and_takes_place_after_all()
    {
        var cast = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast, inMinutes: 600);
        var moved = await cast.Leila.Client.PostFormAsync($"/sessions/{session.Id}/move", ("Day", session.StartsAt.InZone(Chicago).Date.PlusDays(2).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)), ("StartsAt", "19:30"), ("Zone", "America/Chicago"), ("Minutes", "60"));
        Assert.Equal(HttpStatusCode.SeeOther, moved.StatusCode);
        Assert.Contains("7:30 pm", await cast.Wren.Client.ReadAsync($"/sessions/{session.Id}"), StringComparison.Ordinal);

        Assert.Contains("Call this session off?", await cast.Leila.Client.ReadAsync($"/sessions/{session.Id}/call-off"), StringComparison.Ordinal);
        await cast.Leila.Client.PostFormAsync($"/sessions/{session.Id}/call-off/yes");
        Assert.Contains("This session was called off.", await cast.Wren.Client.ReadAsync($"/sessions/{session.Id}"), StringComparison.Ordinal);
        Assert.Contains("It takes place after all", await cast.Leila.Client.ReadAsync($"/sessions/{session.Id}"), StringComparison.Ordinal);
        await cast.Leila.Client.PostFormAsync($"/sessions/{session.Id}/restore");
        Assert.DoesNotContain("called off", await cast.Wren.Client.ReadAsync($"/sessions/{session.Id}"), StringComparison.Ordinal);
        Assert.Equal(["sessions.moved", "sessions.called-off", "sessions.restored"], await host.KindsAsync(cast));
    }

    [Fact]
    public async Task An_open_session_is_not_moved_or_called_off_from_outside()
    {
        var cast = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast, state: SessionState.Open);
        var off = await cast.Leila.Client.PostFormAsync($"/sessions/{session.Id}/call-off/yes");
        Assert.Contains("It has been opened already.", await off.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Leila.Client.PostFormAsync($"/sessions/{session.Id}/steps/add", ("Title", "x"), ("Minutes", "5"), ("Kind", "Plain"))).StatusCode);
    }

    [Fact]
    public async Task Steps_are_added_changed_moved_and_removed_without_a_script()
    {
        var cast = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast, inMinutes: 600);
        var path = $"/sessions/{session.Id}/steps";
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"{path}/add", ("Title", "Feedback for one"), ("Minutes", "10"), ("Kind", "Feedback"), ("GoalTag", "Asking for help"))).StatusCode);
        var steps = await StepsAsync();
        Assert.Equal(["Arriving", "What has been hard", "Closing", "Feedback for one"], steps.Select(s => s.Title));
        Assert.Equal(StepKind.Feedback, steps[3].Kind);

        await cast.Leila.Client.PostFormAsync($"{path}/{steps[3].Id}/move", ("Where", "Earlier"));
        await cast.Leila.Client.PostFormAsync($"{path}/{steps[0].Id}/move", ("Where", "Earlier"));
        await cast.Leila.Client.PostFormAsync($"{path}/{steps[1].Id}/change", ("Title", "A small win"), ("Minutes", "30"), ("Kind", "Success"), ("GoalTag", ""));
        await cast.Leila.Client.PostFormAsync($"{path}/{steps[0].Id}/remove");
        steps = await StepsAsync();
        Assert.Equal(["A small win", "Feedback for one", "Closing"], steps.Select(s => s.Title));
        Assert.Equal([1, 2, 3], steps.Select(s => s.Position));
        Assert.Equal(RoundKind.Success, steps[0].Round);

        var bad = await cast.Leila.Client.PostFormAsync($"{path}/add", ("Title", "Kept words"), ("Minutes", "0"), ("Kind", "Plain"));
        Assert.Contains("value=\"Kept words\"", await bad.WordsAsync(), StringComparison.Ordinal);

        Task<List<AgendaStep>> StepsAsync() => host.LookAsync(cast, db => db.StepsOfProgram().Where(s => s.SessionId == session.Id).OrderBy(s => s.Position).AsNoTracking().ToListAsync());
    }

    [Fact]
    public async Task A_plan_is_given_to_the_later_ones_of_its_series()
    {
        var cast = await Cast.GatherAsync(host);
        var group = await host.CircleAsync(cast);
        await cast.Leila.Client.PostFormAsync($"/sessions/plan/{group.Id}", Form(cast));
        var sessions = await SessionsOfAsync(cast, group.Id);
        await cast.Leila.Client.PostFormAsync($"/sessions/{sessions[1].Id}/steps/add", ("Title", "A new ending"), ("Minutes", "5"), ("Kind", "Plain"));
        await cast.Leila.Client.PostFormAsync($"/sessions/{sessions[1].Id}/steps/copy");
        var with = await host.LookAsync(cast, db => db.StepsOfProgram().Where(s => s.Title == "A new ending").Select(s => s.SessionId).ToListAsync());
        Assert.Equal(sessions.Skip(1).Select(s => s.Id).Order(), with.Order());
    }

    [Fact]
    public async Task Leaders_are_told_what_is_missing_before_it_can_be_opened()
    {
        var cast = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast, ledBy: LedBy.Peer, leaders: ["Idris"]);
        Assert.Contains("it needs a clinician on call. Name one.", await cast["Idris"].Client.ReadAsync($"/sessions/{session.Id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("it needs a clinician on call", await cast.Wren.Client.ReadAsync($"/sessions/{session.Id}"), StringComparison.Ordinal);
        var now = SystemClock.Instance.GetCurrentInstant();
        Assert.Equal([Hearth.Sessions.Rules.Missing.ClinicianOnCall], await host.LookAsync(cast, db => db.WhatIsMissingAsync(session, now)));
        var ready = await host.EveningAsync(cast);
        Assert.Empty(await host.LookAsync(cast, db => db.WhatIsMissingAsync(ready, now)));
    }
}
