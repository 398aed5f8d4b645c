using Hearth.Database;
using Hearth.Groups;
using Hearth.Messages;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Sessions;
using Hearth.Spaces;
using Hearth.Tests.Sessions;
using Hearth.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Walls;

/// <summary>How often a page asks the database: so often and no more, whatever the program has grown to.</summary>
public class PageWorkTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Who opens what, and how often the whole request may ask: the gates, the frame and the page.</summary>
    private static (string Who, string Page, int Most)[] Pages(Session session, Guid topic, Guid conversation) =>
    [
        ("Wren", "/today", 8), ("Leila", "/today", 20), ("Ada", "/today", 14),
        ("Wren", "/sessions", 8), ("Leila", "/sessions", 8),
        ("Wren", $"/sessions/{session.Id}", 8), ("Leila", $"/sessions/{session.Id}", 13),
        ("Wren", "/_content/Hearth/fonts/figtree-latin-1.woff2", 0),
        ("Wren", "/group", 7), ("Leila", "/groups", 7), ("Leila", $"/groups/{session.GroupId}", 11),
        ("Wren", $"/spaces/{session.GroupId}", 18), ("Leila", $"/spaces/{session.GroupId}", 19), ("Wren", $"/topics/{topic}", 18), ("Leila", $"/topics/{topic}", 18), ("Wren", $"/spaces/{session.GroupId}/write", 7), ("Wren", $"/groups/{session.GroupId}/words", 8), ("Noor", "/spaces", 8),
        ("Wren", "/messages", 10), ("Wren", $"/messages/{conversation}", 27), ("Wren", "/messages/new", 13), ("Noor", "/program/messages", 8),
        ("Noor", "/on-call", 8), ("Leila", "/on-call", 7),
    ];

    [Fact]
    public async Task A_page_asks_as_often_in_a_large_program_as_in_a_small_one()
    {
        var cast = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast);
        await host.EveningAsync(cast, inMinutes: 300, state: SessionState.Ended);
        var topic = await WriteAsync(cast, session, topics: 1, replies: 1);
        var conversation = await ConverseAsync(cast, conversations: 1, messages: 1);
        foreach (var who in Pages(session, topic, conversation).Select(p => p.Who).Distinct()) await AskAsync(cast[who], "/today"); // the first time, a sign-in is written down
        var small = await AllAsync();
        await GrowAsync(cast, session);
        await WriteAsync(cast, session, topics: 12, replies: 12);
        await ReplyAsync(cast, topic, 40);
        await ConverseAsync(cast, conversations: 12, messages: 12, conversation);
        var large = await AllAsync();

        Architecture.Report.Clean(Pages(session, topic, conversation).Zip(small, large)
            .Where(p => p.Second.Count != p.Third.Count || p.Third.Count > p.First.Most)
            .Select(p => $"{p.First.Page} of {p.First.Who}: {p.Second.Count}, then {p.Third.Count}, of {p.First.Most}\n{string.Join("\n", p.Third)}"));

        async Task<List<List<string>>> AllAsync()
        {
            List<List<string>> all = [];
            foreach (var (who, page, _) in Pages(session, topic, conversation)) all.Add(await AskAsync(cast[who], page));
            return all;
        }
    }

    [Fact]
    public async Task One_question_more_is_noticed()
    {
        var cast = await Cast.GatherAsync(host);
        var first = await AskAsync(cast.Wren, "/today"); // writes the sign-in down besides
        Assert.True(first.Count > (await AskAsync(cast.Wren, "/today")).Count);
    }

    private static async Task<List<string>> AskAsync(Member member, string page)
    {
        var name = Guid.NewGuid().ToString("N");
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Add(Work.Header, name);
        using var answer = await member.Client.SendAsync(request, Cancel);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return [.. Work.Done.TryRemove(name, out var done) ? done : []];
    }

    /// <summary>Topics of a group's space, answered by everybody there; opened by who looks.</summary>
    private Task<Guid> WriteAsync(Cast cast, Session session, int topics, int replies) => host.Scopes.WriteAsync(cast.ProgramId, async services =>
    {
        var (db, now) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Clock>().Now);
        if (!await db.SpacesOfProgram().AnyAsync(Cancel))
        {
            db.Add(Space.Of(await db.GroupsOfProgram().SingleAsync(g => g.Id == session.GroupId, Cancel)));
            foreach (var name in (string[])["Wren", "Leila", "Noor"]) db.Add(Entry.Into(cast.ProgramId, session.GroupId, cast[name].PersonId, now));
        }
        var first = Guid.Empty;
        for (var i = 0; i < topics; i++)
        {
            var topic = Topic.Start(cast.ProgramId, session.GroupId, cast.June.PersonId, Hearth.LiveRooms.Rules.AnswerKind.Listen, now);
            db.AddRange(topic, topic.Write(cast.June.PersonId, "Sundays.", Guid.NewGuid(), now));
            if (i == 0) first = topic.Id;
            Reply(db, cast, topic, replies, now);
        }
        return first;
    }, Cancel);

    /// <summary>Wren and June write, and others of hers besides; more is written in the first.</summary>
    private Task<Guid> ConverseAsync(Cast cast, int conversations, int messages, Guid? goOn = null) => host.Scopes.WriteAsync(cast.ProgramId, async services =>
    {
        var (db, now, sealer, june) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Clock>().Now, services.GetRequiredService<Sealer>(), cast.June.PersonId);
        var all = goOn is null ? [] : await db.ConversationsOfProgram().Where(c => c.Id == goOn).ToListAsync(Cancel);
        for (var i = 0; i < conversations; i++)
        {
            var id = Guid.NewGuid();
            var one = Conversation.OfSome(cast.ProgramId, id, june, await sealer.SealAsync(june, Conversation.NameAt(id), "Walks", Cancel), now);
            db.AddRange(one, ConversationMember.In(one, june, now), ConversationMember.In(one, cast.Wren.PersonId, now));
            all.Add(one);
        }
        foreach (var one in all)
            for (var i = 0; i < messages; i++)
            {
                var id = Guid.NewGuid();
                db.Add(one.Write(id, june, await sealer.SealAsync(june, Message.WordsAt(id), "And I.", Cancel), Guid.NewGuid(), now));
            }
        return all[0].Id;
    }, Cancel);

    private Task ReplyAsync(Cast cast, Guid topic, int replies) => host.Scopes.WriteAsync(cast.ProgramId, async services =>
        Reply(services.GetRequiredService<HearthDb>(), cast, await services.GetRequiredService<HearthDb>().TopicsOfProgram().SingleAsync(t => t.Id == topic, Cancel), replies, services.GetRequiredService<Clock>().Now), Cancel);

    private static void Reply(HearthDb db, Cast cast, Topic topic, int replies, Instant now)
    {
        string[] all = ["Wren", "June", "Leila"];
        for (var i = 0; i < replies; i++)
        {
            var post = topic.Write(cast[all[i % 3]].PersonId, "And I.", Guid.NewGuid(), now);
            db.AddRange(post, Response.To(post, cast[all[(i + 1) % 3]].PersonId, ResponseKind.MeToo, now));
            if (i % 4 == 2) db.Add(Hiding.Of(post, HideReason.Details, "", cast.Leila.PersonId, now));
        }
    }

    /// <summary>More people, groups and sessions, also of those who look: Wren in two groups more, Leila leads them, and all meet this week and met last week.</summary>
    private Task GrowAsync(Cast cast, Session session) => host.Scopes.WriteAsync(cast.ProgramId, async services =>
    {
        var (db, now, program) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Clock>().Now, cast.ProgramId);
        var (leila, wren, today) = (cast.Leila.PersonId, cast.Wren.PersonId, now.InUtc().Date);
        for (var g = 0; g < 12; g++)
        {
            var group = Group.Make(program, $"Circle {g}", "Getting through evenings.", LedBy.Therapist, Group.LargestCap, now);
            db.Add(group);
            var leader = Person.Join(program, $"Leader {g}", "America/Chicago", Role.Facilitator, now);
            db.AddRange(leader, GroupLeader.Of(group, leader.Id), Qualification.Record(program, leader.Id, QualificationKind.Licence, "LCSW", today.PlusDays(-100), today.PlusDays(300), leader.Id, now, "US-MN"));
            var members = Enumerable.Range(0, 6).Select(p => Person.Join(program, $"Member {g}-{p}", "America/Chicago", Role.Participant, now)).ToList();
            foreach (var member in members) db.AddRange(member, GroupMember.Join(group, member.Id, now));
            if (g < 2) db.AddRange(GroupMember.Join(group, wren, now), GroupLeader.Of(group, leila));
            foreach (var hours in (int[])[-72, -48, 20, 30, 40, 24 * 20])
            {
                var start = now + Duration.FromHours(hours + g * .1);
                var meeting = Session.Plan(group, null, "evening", "", start, start + Duration.FromHours(1), null);
                db.AddRange(meeting, SessionLeader.Of(meeting, leader.Id), AgendaStep.At(program, meeting.Id, 1, "Arriving", 60, StepKind.Plain, null, ""));
                if (g < 2) db.Add(SessionLeader.Of(meeting, leila));
                if (hours > 0) continue;
                meeting.Open(start);
                meeting.End(meeting.EndsAt);
                foreach (var member in members) db.Add(Attendance.Of(meeting, member.Id, 50));
            }
        }
        var known = await db.GroupsOfProgram().SingleAsync(g => g.Id == session.GroupId, Cancel);
        for (var p = 0; p < 5; p++)
        {
            var fellow = Person.Join(program, $"Fellow {p}", "America/Chicago", Role.Participant, now);
            db.AddRange(fellow, GroupMember.Join(known, fellow.Id, now));
        }
    }, Cancel);
}
