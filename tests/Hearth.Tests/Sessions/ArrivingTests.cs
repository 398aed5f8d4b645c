using System.Net;
using System.Text;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Happenings;
using Hearth.Sessions;
using Hearth.Tests.Groups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Sessions;

public class ArrivingTests(HearthHost host)
{
    private const string Home = "14 Birch Road, Duluth", Number = "218-555-0138";

    private static (string, string)[] Answers(bool keep = false, params (string Name, string Value)[] instead)
    {
        var fields = new Dictionary<string, string> { ["Where"] = Home, ["Place"] = "US-MN", ["Privacy"] = "Headphones", ["CallBack"] = Number };
        if (keep) fields["Keep"] = "true";
        foreach (var (name, value) in instead) fields[name] = value;
        return [.. fields.Select(f => (f.Key, f.Value))];
    }

    private static Task<HttpResponseMessage> ArriveAsync(Member member, Session session, bool keep = false) => member.Client.PostFormAsync($"/sessions/{session.Id}/arrive/answer", Answers(keep));

    private Task<Arrival?> RowAsync(Cast cast, Session session, Guid person) =>
        host.LookAsync(cast, db => db.ArrivalsOfProgram().AsNoTracking().SingleOrDefaultAsync(a => a.SessionId == session.Id && a.PersonId == person));

    [Fact]
    public async Task Where_somebody_is_goes_on_to_camera_and_sound_and_is_stored_sealed()
    {
        var cast = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast);
        Assert.Contains("First, a little about where you are", await cast.Wren.Client.ReadAsync($"/sessions/{session.Id}/arrive"), StringComparison.Ordinal);
        var arrived = await ArriveAsync(cast.Wren, session);
        Assert.Equal($"/sessions/{session.Id}/camera", arrived.Headers.Location!.ToString());
        var row = await RowAsync(cast, session, cast.Wren.PersonId);
        Assert.DoesNotContain("Birch", Encoding.UTF8.GetString(row!.Where!.Bytes), StringComparison.Ordinal);
        Assert.Contains("sessions.arrived", await host.KindsAsync(cast));
    }

    [Fact]
    public async Task It_is_open_to_the_leaders_and_on_call_and_each_look_is_recorded()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast, leaders: ["Leila", "Idris"]);
        await ArriveAsync(cast.Wren, session);
        var path = $"/sessions/{session.Id}/whereabouts/{cast.Wren.PersonId}";

        foreach (var reader in new[] { cast.Leila, cast["Idris"], cast.Noor })
        {
            var page = await reader.Client.ReadAsync(path);
            Assert.Contains(Home, page, StringComparison.Ordinal);
            Assert.Contains(Number, page, StringComparison.Ordinal);
        }
        Assert.Equal(3, (await host.KindsAsync(cast)).Count(k => k == "sessions.whereabouts-read"));

        foreach (var stranger in new[] { cast.June, cast.Wren, cast.Dan, cast["Anand"], cast.Ada, cast["Ruth"], other.Leila, other.Noor })
        {
            var answer = await stranger.Client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("Birch", await answer.WordsAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(3, (await host.KindsAsync(cast)).Count(k => k == "sessions.whereabouts-read"));
    }

    [Fact]
    public async Task Only_members_of_the_group_arrive()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast);
        foreach (var stranger in new[] { cast["Pilar"], cast.Dan, cast["Sol"], cast.Ada, other.Wren })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.GetAsync($"/sessions/{session.Id}/arrive", TestContext.Current.CancellationToken)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await ArriveAsync(stranger, session)).StatusCode);
            foreach (var verb in new[] { "same", "tell", "forget" })
                Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.PostFormAsync($"/sessions/{session.Id}/arrive/{verb}")).StatusCode);
        }
        Assert.NotEqual($"/sessions/{session.Id}/camera", (await host.Stranger().PostFormAsync($"/sessions/{session.Id}/arrive/tell")).Headers.Location?.ToString());
        Assert.False(await host.LookAsync(cast, db => db.ArrivalsOfProgram().AnyAsync()));
    }

    [Fact]
    public async Task Telling_the_leader_oneself_is_a_way_in()
    {
        var cast = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast);
        Assert.Contains("I’d rather tell Leila myself", await cast.Wren.Client.ReadAsync($"/sessions/{session.Id}/arrive"), StringComparison.Ordinal);
        var told = await cast.Wren.Client.PostFormAsync($"/sessions/{session.Id}/arrive/tell");
        Assert.Equal($"/sessions/{session.Id}/camera", told.Headers.Location!.ToString());
        Assert.Contains("Wren would rather tell you in person.", await cast.Leila.Client.ReadAsync($"/sessions/{session.Id}/whereabouts/{cast.Wren.PersonId}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_offered_again_only_to_whoever_asked_for_it()
    {
        var cast = await Cast.GatherAsync(host);
        var first = await host.EveningAsync(cast);
        var second = await host.EveningAsync(cast);
        await ArriveAsync(cast.June, first);
        Assert.DoesNotContain("Same as last time?", await cast.June.Client.ReadAsync($"/sessions/{second.Id}/arrive"), StringComparison.Ordinal);

        await ArriveAsync(cast.Wren, first, keep: true);
        var page = await cast.Wren.Client.ReadAsync($"/sessions/{second.Id}/arrive");
        Assert.Contains("Same as last time?", page, StringComparison.Ordinal);
        Assert.Contains(Home, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Wren.Client.PostFormAsync($"/sessions/{second.Id}/arrive/same")).StatusCode);
        Assert.Contains(Home, await cast.Leila.Client.ReadAsync($"/sessions/{second.Id}/whereabouts/{cast.Wren.PersonId}"), StringComparison.Ordinal);

        // Forgotten at a word, or when the box is left empty the next time.
        await cast.Wren.Client.PostFormAsync($"/sessions/{second.Id}/arrive/forget");
        Assert.DoesNotContain("Same as last time?", await cast.Wren.Client.ReadAsync($"/sessions/{second.Id}/arrive"), StringComparison.Ordinal);
        await ArriveAsync(cast.Wren, first, keep: true);
        await ArriveAsync(cast.Wren, second);
        Assert.False(await host.LookAsync(cast, db => db.KeptArrivalsUnusedSince(Instant.MaxValue).AnyAsync()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Wren.Client.PostFormAsync($"/sessions/{second.Id}/arrive/same")).StatusCode);
    }

    [Fact]
    public async Task What_is_missing_is_asked_for_and_nothing_typed_is_lost()
    {
        var cast = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast);
        var refused = await cast.Wren.Client.PostFormAsync($"/sessions/{session.Id}/arrive/answer", Answers(false, ("CallBack", "call my mom")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.WordsAsync();
        Assert.Contains("Please write a telephone number, with its area code.", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{Home}\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"call my mom\"", page, StringComparison.Ordinal);
        foreach (var bad in new[] { ("Where", ""), ("Place", ""), ("Place", "US"), ("Place", "Minnesota"), ("Privacy", "Loud"), ("Privacy", ""), ("CallBack", ""), ("Person", cast.June.PersonId.ToString()), ("Where", new string('x', 5000)) })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Wren.Client.PostFormAsync($"/sessions/{session.Id}/arrive/answer", Answers(false, bad))).StatusCode);
        Assert.Null(await RowAsync(cast, session, cast.Wren.PersonId));
    }

    [Fact]
    public async Task The_door_is_there_an_hour_before_and_until_the_end()
    {
        var cast = await Cast.GatherAsync(host);
        var early = await host.EveningAsync(cast, inMinutes: 90);
        Assert.Contains("You can arrive from", await cast.Wren.Client.ReadAsync($"/sessions/{early.Id}/arrive"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ArriveAsync(cast.Wren, early)).StatusCode);
        foreach (var state in new[] { SessionState.Ended, SessionState.Cancelled })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ArriveAsync(cast.Wren, await host.EveningAsync(cast, state: state))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await ArriveAsync(cast.Wren, await host.EveningAsync(cast, state: SessionState.Open))).StatusCode);
    }

    [Fact]
    public async Task Whereabouts_end_with_the_session_however_it_ends()
    {
        var cast = await Cast.GatherAsync(host);
        var calledOff = await host.EveningAsync(cast);
        var ended = await host.EveningAsync(cast);
        var neverOpened = await host.EveningAsync(cast);
        var goesOn = await host.EveningAsync(cast);
        foreach (var session in new[] { calledOff, ended, neverOpened, goesOn }) await ArriveAsync(cast.Wren, session);

        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/sessions/{calledOff.Id}/call-off/yes")).StatusCode);
        Assert.Null((await RowAsync(cast, calledOff, cast.Wren.PersonId))!.Where);

        // What ended while nobody swept: as after a restart of the server.
        var now = SystemClock.Instance.GetCurrentInstant();
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            (await db.SessionsOfProgram().SingleAsync(x => x.Id == ended.Id)).End(now);
            (await db.SessionsOfProgram().SingleAsync(x => x.Id == neverOpened.Id)).Move(now - Duration.FromHours(2), now - Duration.FromHours(1));
            var open = await db.SessionsOfProgram().SingleAsync(x => x.Id == goesOn.Id);
            open.Open(now);
            open.Move(now - Duration.FromHours(2), now - Duration.FromHours(1));
        });
        await host.Services.GetRequiredService<ErasureSweep>().SweepAllAsync(TestContext.Current.CancellationToken);

        foreach (var session in new[] { ended, neverOpened })
        {
            var row = await RowAsync(cast, session, cast.Wren.PersonId);
            Assert.Null(row!.Where);
            Assert.Null(row.CallBack);
            Assert.Null(row.Privacy);
        }
        Assert.NotNull((await RowAsync(cast, goesOn, cast.Wren.PersonId))!.Where);
        Assert.Equal(3, (await host.KindsAsync(cast)).Count(k => k == "sessions.whereabouts-erased"));

        // Left open for hours: forgotten, not extended.
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
            (await s.GetRequiredService<HearthDb>().SessionsOfProgram().SingleAsync(x => x.Id == goesOn.Id)).Move(now - Duration.FromHours(5), now - Duration.FromHours(4)));
        await host.Services.GetRequiredService<ErasureSweep>().SweepAllAsync(TestContext.Current.CancellationToken);
        Assert.Null((await RowAsync(cast, goesOn, cast.Wren.PersonId))!.Where);
    }
}
