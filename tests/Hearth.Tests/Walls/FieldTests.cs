using System.Net;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Sessions;
using Hearth.Tests.Groups;
using Hearth.Tests.Notes;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Walls;

/// <summary>
/// What is sealed about Wren, field by field: who sees it, by role and by how they stand to her. Each cell is asked over HTTP for a
/// word that stands in that field and nowhere else.
/// </summary>
public class FieldTests(HearthHost host)
{
    private const string Name = "legal name", Place = "where she is", Call = "number to call back", Note = "note about her", Group = "group’s note", Leaving = "said on leaving", Chat = "written in the room";

    /// <summary>Everything that is not named here is hidden.</summary>
    private static readonly Dictionary<string, string[]> table = new()
    {
        ["participant, herself"] = [],
        ["participant, same group"] = [],
        ["participant, discharged"] = [],
        ["participant, suspended"] = [],
        ["newcomer, has not signed"] = [],
        ["mentor, same group"] = [],
        ["alum, same group"] = [],
        ["peer facilitator, leads nothing here"] = [],
        ["peer facilitator, leads the sessions"] = [Place, Call, Group, Leaving, Chat],
        ["facilitator, leads the session"] = [Name, Place, Call, Note, Group, Leaving, Chat],
        ["facilitator, leads another"] = [Name],
        ["therapist, no relation"] = [Name, Group],
        ["therapist, on call"] = [Name, Place, Call, Group],
        ["supervisor, not on call"] = [Name, Group],
        ["supervisor, on call"] = [Name, Place, Call, Group],
        ["supervisor, broke the glass over her"] = [Name, Place, Call, Note, Group, Leaving],
        ["supervisor, broke the glass over June"] = [Name, Place, Call, Group],
        ["admin"] = [Name],
        ["facilitator, other program"] = [],
        ["supervisor, other program"] = [],
        ["nobody signed in"] = [],
    };

    [Fact]
    public async Task Each_field_is_seen_by_those_in_the_table_and_by_nobody_else()
    {
        var (fields, asking) = await SceneAsync();
        var found = new List<string>();
        foreach (var (who, client, before, after) in asking)
        {
            if (before is not null) await before();
            foreach (var (field, (path, word)) in fields)
            {
                var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
                var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                var sees = page.Contains(word, StringComparison.Ordinal);
                if (sees != table[who].Contains(field)) found.Add($"{who}: {field} {(sees ? "shows" : "is hidden")} ({(int)answer.StatusCode})");
                // Whoever may not see one field sees none of the others by the way.
                foreach (var (other, (_, theirs)) in fields)
                    if (!table[who].Contains(other) && page.Contains(theirs, StringComparison.Ordinal)) found.Add($"{who}: {other} shows on {path}");
            }
            if (after is not null) await after();
        }
        Architecture.Report.Clean(found);
        Assert.Equal(table.Keys.Order(), asking.Select(a => a.Who).Order());
    }

    [Fact]
    public async Task All_that_a_fellow_member_and_an_admin_can_reach_holds_none_of_it()
    {
        var (fields, asking) = await SceneAsync();
        foreach (var who in (string[])["participant, same group", "admin"])
        {
            var pages = await Crawler.WalkAsync(host, asking.Single(a => a.Who == who).Client);
            Assert.True(pages.Count > 5);
            foreach (var (field, (_, word)) in fields.Where(f => !table[who].Contains(f.Key)))
                Assert.DoesNotContain(pages, p => p.Html.Contains(word, StringComparison.Ordinal));
        }
    }

    private sealed record Asking(string Who, HttpClient Client, Func<Task>? Before = null, Func<Task>? After = null);

    private async Task<(Dictionary<string, (string Path, string Word)> Fields, List<Asking> Asking)> SceneAsync()
    {
        var book = await NoteBook.OpenAsync(host, leaders: ["Leila"]);
        var (cast, other) = (book.Cast, await Cast.GatherAsync(host));
        var circle = await host.LookAsync(cast, db => db.GroupsOfProgram().AsNoTracking().SingleAsync());
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            foreach (var name in (string[])["Ruth", "Sol", "Pilar"]) db.Add(GroupMember.Join(circle, cast[name].PersonId, s.GetRequiredService<Clock>().Now));
            (await Hearth.Accounts.MembershipAccess.MembershipsOfProgram(db).SingleAsync(m => m.PersonId == cast["Pilar"].PersonId)).Discharge();
            (await Hearth.Accounts.MembershipAccess.MembershipsOfProgram(db).SingleAsync(m => m.PersonId == cast["Tomas"].PersonId)).Suspend();
            var text = Guid.NewGuid();
            db.Add(Hearth.LiveRooms.RoomText.Write(cast.ProgramId, book.Session, text, cast.Wren.PersonId, await s.GetRequiredService<Hearth.Sealing.Sealer>().SealForProgramAsync(Hearth.LiveRooms.RoomText.Place(book.Session, text), "chatcanary"), s.GetRequiredService<Clock>().Now));
        });
        // A second evening, whose time is now, for where she is.
        var tonight = await host.EveningAsync(cast);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Wren.Client.PostFormAsync($"/sessions/{tonight.Id}/arrive/answer", ("Where", "placecanary"), ("Place", "US-MN"), ("Privacy", "Alone"), ("CallBack", "218-555-0138"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Wren.Client.PostFormAsync($"/sessions/{book.Session}/after/say", ("Own", "leavingcanary"))).StatusCode);
        var (own, group) = (await book.WriteAsync(cast.Leila, cast.Wren, "notecanary"), await book.WriteAsync(cast.Leila, null, "groupcanary"));

        var fields = new Dictionary<string, (string, string)>
        {
            [Name] = ($"/people/{cast.Wren.PersonId}/legal-name", $"Wren Legalname {cast.Canary}"),
            [Place] = ($"/sessions/{tonight.Id}/whereabouts/{cast.Wren.PersonId}", "placecanary"),
            [Call] = ($"/sessions/{tonight.Id}/whereabouts/{cast.Wren.PersonId}", "218-555-0138"),
            [Note] = ($"/notes/{own.Id}", "notecanary"),
            [Group] = ($"/notes/{group.Id}", "groupcanary"),
            [Leaving] = ($"/sessions/{book.Session}/said/{cast.Wren.PersonId}", "leavingcanary"),
            [Chat] = ($"/sessions/{book.Session}/said", "chatcanary"),
        };
        List<Asking> asking =
        [
            new("participant, herself", cast.Wren.Client), new("participant, same group", cast.June.Client), new("participant, discharged", cast["Pilar"].Client), new("participant, suspended", cast["Tomas"].Client), new("newcomer, has not signed", cast.Kit.Client), new("mentor, same group", cast["Ruth"].Client),
            new("alum, same group", cast["Sol"].Client), new("peer facilitator, leads nothing here", cast["Idris"].Client), new("peer facilitator, leads the sessions", cast["Idris"].Client, () => IdrisLeadsAsync(true), () => IdrisLeadsAsync(false)), new("facilitator, leads the session", cast.Leila.Client), new("facilitator, leads another", cast.Dan.Client),
            new("therapist, no relation", cast["Anand"].Client), new("therapist, on call", cast["Anand"].Client, () => OnCallAsync(cast["Anand"]), () => OnCallAsync(cast.Noor)), new("supervisor, not on call", cast.Noor.Client, () => OnCallAsync(cast["Anand"]), () => OnCallAsync(cast.Noor)), new("supervisor, on call", cast.Noor.Client), new("supervisor, broke the glass over her", cast.Noor.Client, () => BreakAsync(cast.Wren), EndAsync),
            new("supervisor, broke the glass over June", cast.Noor.Client, () => BreakAsync(cast.June), EndAsync), new("admin", cast.Ada.Client),
            new("facilitator, other program", other.Leila.Client), new("supervisor, other program", other.Noor.Client), new("nobody signed in", host.Stranger()),
        ];
        return (fields, asking);

        Task OnCallAsync(Member person) => host.Scopes.WriteAsync(cast.ProgramId, async s => (await Hearth.CarePrograms.CareProgramAccess.ThisProgram(s.GetRequiredService<HearthDb>()).SingleAsync()).PutOnCall(person.PersonId));
        Task IdrisLeadsAsync(bool leads) => host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            foreach (var session in await db.SessionsOfProgram().ToListAsync())
                if (leads) db.Add(SessionLeader.Of(session, cast["Idris"].PersonId));
                else db.Remove(await db.SessionLeadersOfProgram().SingleAsync(l => l.SessionId == session.Id && l.PersonId == cast["Idris"].PersonId));
        });
        async Task BreakAsync(Member person) => Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/people/{person.PersonId}/break-glass/yes", ("Reason", "A test of who sees what."))).StatusCode);
        async Task EndAsync() => Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync("/glass/end")).StatusCode);
    }
}
