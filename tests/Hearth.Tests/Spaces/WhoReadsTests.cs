using System.Net;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Groups;
using Hearth.People;
using Hearth.Spaces;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Spaces;

/// <summary>Who reads a space, and that what is said about it is so.</summary>
public class WhoReadsTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<List<string>> ReadersAsync(Cast cast, Guid space) => host.LookAsync(cast, db => db.ReadersOf(space).OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(Cancel));

    /// <summary>Kit has not signed, Sol is an alum in the group, Tomas is suspended and Pilar discharged; Ruth left; Dan leads another.</summary>
    [Fact]
    public async Task Whoever_is_named_as_a_reader_can_read_and_nobody_else()
    {
        var porch = await Porch.OpenAsync(host, leaders: ["Leila", "Idris"], members: ["Wren", "June"]);
        var (cast, wide) = (porch.Cast, await porch.OpenWideAsync());
        await host.CircleAsync(cast, "Harbor", leaders: ["Dan"], members: ["Anand"]);
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var (db, now) = (s.GetRequiredService<HearthDb>(), s.GetRequiredService<Clock>().Now);
            var group = await db.GroupsOfProgram().SingleAsync(g => g.Id == porch.Space, Cancel);
            foreach (var name in (string[])["Kit", "Sol", "Tomas", "Pilar", "Ruth"])
            {
                var member = GroupMember.Join(group, cast[name].PersonId, now);
                if (name == "Ruth") member.Leave(now);
                db.Add(member);
            }
            (await db.MembershipsOfProgram().SingleAsync(m => m.PersonId == cast["Tomas"].PersonId, Cancel)).Suspend();
            (await db.MembershipsOfProgram().SingleAsync(m => m.PersonId == cast["Pilar"].PersonId, Cancel)).Discharge();
        }, Cancel);

        var topics = new Dictionary<Guid, Guid> { [porch.Space] = await porch.StartAsync(cast.Wren, "Hello readcanary"), [wide] = await porch.StartAsync(cast.June, "Hello all readcanary", space: wide) };
        Assert.Equal(["Idris", "June", "Leila", "Noor", "Wren"], await ReadersAsync(cast, porch.Space));
        Assert.Equal(["Ada", "Anand", "Dan", "Idris", "June", "Leila", "Noor", "Ruth", "Wren"], await ReadersAsync(cast, wide));

        var other = await Cast.GatherAsync(host);
        foreach (var (space, topic) in topics)
        {
            var readers = await ReadersAsync(cast, space);
            foreach (var member in cast.Members.Concat(other.Members))
            {
                var named = member.ProgramId == cast.ProgramId && readers.Contains(member.Name);
                if (named) await Porch.EnterAsync(member, space);
                foreach (var path in (string[])[$"/spaces/{space}", $"/spaces/{space}/about", $"/spaces/{space}/write", $"/topics/{topic}"])
                {
                    var answer = await member.Client.GetAsync(path, Cancel);
                    Assert.True(named == (answer.StatusCode == HttpStatusCode.OK), $"{member.Name} of {(member.ProgramId == cast.ProgramId ? "here" : "there")} {path}: {(int)answer.StatusCode}");
                    if (!named) Assert.DoesNotContain("readcanary", await answer.WordsAsync(), StringComparison.Ordinal);
                }
                var replied = await Porch.ReplyAsync(member, topic, "And I.");
                Assert.True(named == (replied.StatusCode == HttpStatusCode.SeeOther && replied.Headers.Location!.ToString().StartsWith("/topics/", StringComparison.Ordinal)), member.Name);
            }
        }
        foreach (var path in (string[])[$"/spaces/{porch.Space}", $"/topics/{topics[wide]}"])
            Assert.StartsWith("/sign-in", new Uri(new("https://localhost"), (await host.Stranger().GetAsync(path, Cancel)).Headers.Location!).AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_line_under_each_box_names_them_and_follows_who_comes_and_goes()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Hello.");
        string[] boxes = [$"/spaces/{porch.Space}", $"/spaces/{porch.Space}/write", $"/topics/{topic}"];
        foreach (var box in boxes) Assert.Contains("June and Tomas of Porch Light, and Leila and Noor, can read this.", await cast.Wren.Client.ReadAsync(box), StringComparison.Ordinal);
        Assert.Contains("June, Tomas and Wren of Porch Light, and Noor, can read this.", await cast.Leila.Client.ReadAsync(boxes[0]), StringComparison.Ordinal);

        await cast.Leila.Client.PostFormAsync($"/groups/{porch.Space}/members/{cast["Tomas"].PersonId}/close");
        await cast.Leila.Client.PostFormAsync($"/groups/{porch.Space}/leaders/add", ("Leader", cast.Dan.PersonId.ToString("D")));
        foreach (var box in boxes) Assert.Contains("June of Porch Light, and Dan, Leila and Noor, can read this.", await cast.Wren.Client.ReadAsync(box), StringComparison.Ordinal);

        foreach (var name in (string[])["Tomas", "Pilar", "Ruth"]) await cast.Leila.Client.PostFormAsync($"/groups/{porch.Space}/members/add", ("Person", cast[name].PersonId.ToString("D")));
        await cast.Leila.Client.PostFormAsync($"/groups/{porch.Space}/leaders/add", ("Leader", cast["Idris"].PersonId.ToString("D")));
        // Kit has a place and has not signed: no reader yet.
        await cast.Leila.Client.PostFormAsync($"/groups/{porch.Space}/members/add", ("Person", cast.Kit.PersonId.ToString("D")));
        Assert.Contains("Idris, June, Pilar, Ruth and Tomas of Porch Light, and Dan, Leila and Noor, can read this.", await cast.Wren.Client.ReadAsync(boxes[0]), StringComparison.Ordinal);
        Assert.Contains("Idris, June, Pilar and 3 others of Porch Light", await cast.Leila.Client.ReadAsync(boxes[0]), StringComparison.Ordinal);
        // Everybody by name, one press away.
        var about = await cast.Wren.Client.ReadAsync($"/spaces/{porch.Space}/about");
        foreach (var reader in await ReadersAsync(cast, porch.Space)) Assert.Contains($">{reader}", about, StringComparison.Ordinal);
        Assert.DoesNotContain(">Kit", about, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_groups_space_is_there_when_somebody_comes_and_only_once()
    {
        var cast = await Cast.GatherAsync(host);
        var circle = await host.CircleAsync(cast);
        // Whoever may not read the group's makes none.
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Dan.Client.GetAsync($"/spaces/{circle.Id}", Cancel)).StatusCode);
        Assert.Equal(0, await CountAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? cast.Wren : cast.June).Client.GetAsync(i % 4 < 2 ? $"/spaces/{circle.Id}/about" : "/spaces", Cancel)));
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.OK or HttpStatusCode.Found, $"{(int)a.StatusCode}"));
        Assert.Equal(1, await CountAsync());

        Task<int> CountAsync() => host.LookAsync(cast, async db => (await db.ReadersOf(circle.Id).CountAsync(Cancel)) > 0 ? 1 : 0);
    }

    [Fact]
    public async Task Spaces_of_the_whole_program_are_opened_by_supervisors_and_admins_once_a_name()
    {
        var cast = await Cast.GatherAsync(host);
        (string, string)[] form = [("Name", "Small wins"), ("Purpose", "What went well.")];
        foreach (var other in new[] { cast.Wren, cast.Leila, cast["Anand"], cast["Ruth"] }) Assert.Equal(HttpStatusCode.NotFound, (await other.Client.PostFormAsync("/spaces/open", form)).StatusCode);
        var opened = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? cast.Ada : cast.Noor).Client.PostFormAsync("/spaces/open", form)));
        Assert.Single(opened, a => a.StatusCode == HttpStatusCode.SeeOther);
        Assert.All(opened.Where(a => a.StatusCode != HttpStatusCode.SeeOther), a => Assert.Equal(HttpStatusCode.UnprocessableEntity, a.StatusCode));
        var list = await cast.Ada.Client.ReadAsync("/spaces");
        Assert.Contains("Small wins", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await cast["Sol"].Client.GetAsync("/spaces", Cancel)).StatusCode);
        // Somebody with one place to write comes straight to it.
        Assert.StartsWith("/spaces/", new Uri(new("https://localhost"), (await cast["Ruth"].Client.GetAsync("/spaces", Cancel)).Headers.Location!).AbsolutePath, StringComparison.Ordinal);
    }
}
