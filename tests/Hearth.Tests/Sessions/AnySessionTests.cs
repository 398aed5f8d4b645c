using System.Globalization;
using System.Net;
using System.Text.Json;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.LiveRooms;
using Hearth.LiveRooms.Rules;
using Hearth.Sessions;
using Hearth.Tests.LiveRooms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Sessions;

/// <summary>A session from its plan to its end, played by chance against a model of a few lines, and raced: one end, one happening a change, and nobody does what is not theirs.</summary>
public class AnySessionTests(HearthHost host)
{
    private enum Act { Move, CallOff, Restore, Open, End }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What an act leads to; null: it is refused. The happening is null where nothing changes.</summary>
    private static (SessionState To, string? Kind)? Model(SessionState state, Act act) => (state, act) switch
    {
        (SessionState.Planned, Act.Move) => (SessionState.Planned, "sessions.moved"),
        (SessionState.Planned, Act.CallOff) => (SessionState.Cancelled, "sessions.called-off"),
        (SessionState.Cancelled, Act.CallOff) => (SessionState.Cancelled, null),
        (SessionState.Cancelled, Act.Restore) => (SessionState.Planned, "sessions.restored"),
        (SessionState.Planned, Act.Restore) => (SessionState.Planned, null),
        (SessionState.Planned, Act.Open) => (SessionState.Open, "liverooms.opened"),
        (SessionState.Open, Act.End) => (SessionState.Ended, "liverooms.ended"),
        _ => null,
    };

    [Fact]
    public async Task A_session_goes_as_the_model_says()
    {
        var ends = new HashSet<SessionState>();
        for (var seed = 0; seed < Chance.Times(8); seed++)
        {
            var random = new Random(seed);
            var evening = await Evening.PlanAsync(host);
            var (cast, state, expected, moved) = (evening.Cast, SessionState.Planned, new List<string>(), Later());
            for (var i = 0; i < 12; i++)
            {
                var act = (Act)random.Next(5);
                if (act is Act.Open or Act.End && random.Next(3) > 0) act = Act.Restore; // else most would be over at once
                var by = cast[random.Next(6) switch { 0 => "Wren", 1 => "Pilar", 2 => "Kit", 3 => "Dan", _ => "Leila" }];
                var leads = by.Name is "Dan" or "Leila";
                var said = leads ? Model(state, act) : null;
                var took = await DoAsync(by, evening.SessionId, act, moved);
                Assert.True(took == (said is not null), $"seed {seed}, step {i}: {by.Name} {act} in {state} was {(took ? "taken" : "refused")}");
                if (said is var (to, kind))
                {
                    state = to;
                    // It is moved to one and the same time: once it stands there, nothing happens.
                    if (kind is not null && !(act == Act.Move && expected.Contains(kind))) expected.Add(kind);
                }
                Assert.Equal((state, $"seed {seed}, step {i}"), (await StateAsync(evening), $"seed {seed}, step {i}"));
            }
            ends.Add(state);
            Assert.Equal(expected, await KindsAsync(evening));
        }
        Assert.True(ends.Count >= 3, $"Only {string.Join(", ", ends)} came about.");
    }

    [Fact]
    public async Task What_happened_behind_the_models_back_is_seen()
    {
        var evening = await Evening.PlanAsync(host);
        Assert.True(await DoAsync(evening.Cast.Leila, evening.SessionId, Act.CallOff));
        Assert.Equal(["sessions.called-off"], await KindsAsync(evening));
        await host.Scopes.WriteAsync(evening.Cast.ProgramId, s =>
        {
            s.GetRequiredService<HappeningLog>().Record("sessions.called-off", evening.SessionId);
            return Task.CompletedTask;
        }, Cancel);
        Assert.NotEqual(["sessions.called-off"], await KindsAsync(evening));
        Assert.NotEqual(SessionState.Planned, await StateAsync(evening));
    }

    /// <summary>Two leaders at once, one opens and one calls it off: it is one or the other, and what is on record says the same.</summary>
    [Fact]
    public async Task Opened_and_called_off_at_once_it_is_one_of_both()
    {
        var came = new Dictionary<SessionState, int>();
        for (var i = 0; i < 8; i++)
        {
            var evening = await Evening.PlanAsync(host);
            var both = await Task.WhenAll(
                Task.Run(async () => { await Task.Delay(i % 4 * 2, Cancel); return await DoAsync(evening.Cast.Leila, evening.SessionId, Act.Open); }, Cancel),
                Task.Run(() => DoAsync(evening.Cast.Dan, evening.SessionId, Act.CallOff), Cancel));
            var (state, kinds) = (await StateAsync(evening), await KindsAsync(evening));
            Assert.True(both.Count(b => b) == 1, $"Opening was {(both[0] ? "taken" : "refused")} and calling off {(both[1] ? "taken" : "refused")}: {state}, {string.Join(' ', kinds)}");
            Assert.Equal(both[0] ? (SessionState.Open, "liverooms.opened") : (SessionState.Cancelled, "sessions.called-off"), (state, Assert.Single(kinds)));
            came[state] = came.GetValueOrDefault(state) + 1;
        }
    }

    /// <summary>The same, and calling off had read its plan before the other's opening was stored: it is told that it was opened.</summary>
    [Fact]
    public async Task Who_comes_second_is_told_so_in_words()
    {
        var evening = await Evening.PlanAsync(host);
        var second = await host.Scopes.WriteAsync<Task<bool>>(evening.Cast.ProgramId, async s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            (await db.SessionsOfProgram().SingleAsync(x => x.Id == evening.SessionId, Cancel)).Open(SystemClock.Instance.GetCurrentInstant());
            await db.SaveChangesAsync(Cancel);
            var calls = DoAsync(evening.Cast.Dan, evening.SessionId, Act.CallOff);
            await UntilOneWaitsForUsAsync(db);
            return calls;
        }, Cancel);
        Assert.False(await second);
        Assert.Equal(SessionState.Open, await StateAsync(evening));
    }

    /// <summary>The same from behind: the plan has been called off since the leader was let to open it.</summary>
    [Fact]
    public async Task A_room_does_not_open_for_what_was_called_off_meanwhile()
    {
        await using var circle = await Circle.PlanAsync(host);
        Assert.True(await DoAsync(circle.Cast.Dan, circle.Session, Act.CallOff));
        var answer = await circle.Grain.AskAsync(JsonSerializer.Serialize(new Ask(circle.Cast.Leila.PersonId, true, new OpenRoom("room-late", 9, []), "seat-late"), RoomJson.Options), null);
        Assert.Equal("called-off", answer.Reason);
        Assert.Equal(SessionState.Cancelled, await StateAsync(circle.Evening));
        Assert.False((await circle.StateAsync()).IsOpen);
        Assert.True(await DoAsync(circle.Cast.Dan, circle.Session, Act.Restore));
        Assert.True(await DoAsync(circle.Cast.Leila, circle.Session, Act.Open)); // and it opens when it takes place after all
    }

    private static LocalDateTime Later() => SystemClock.Instance.GetCurrentInstant().InUtc().LocalDateTime.PlusMinutes(8);

    /// <param name="to">Where it is moved to.</param>
    private static async Task<bool> DoAsync(Member by, Guid session, Act act, LocalDateTime? to = null)
    {
        // Who ends it is in the room.
        if (act == Act.End) await by.Client.PostFormAsync($"/sessions/{session}/room/knock");
        var start = to ?? Later();
        (string, string)[] fields = act == Act.Move ? [("Day", start.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)), ("StartsAt", start.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture)), ("Zone", "UTC"), ("Minutes", "60")] : [];
        var path = act switch { Act.Move => "move", Act.CallOff => "call-off/yes", Act.Restore => "restore", Act.Open => "room/open", _ => "room/end" };
        using var post = new HttpRequestMessage(HttpMethod.Post, $"/sessions/{session}/{path}") { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))) };
        post.Headers.Add("X-Hearth", "fetch");
        using var answer = await by.Client.SendAsync(post, Cancel);
        Assert.True(answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.UnprocessableEntity or HttpStatusCode.NotFound or HttpStatusCode.Conflict, $"{act} was answered with {answer.StatusCode}");
        return answer.StatusCode == HttpStatusCode.NoContent;
    }

    /// <summary>SQLite lets the second begin only after the first; PostgreSQL holds it up at the row that both change.</summary>
    private static async Task UntilOneWaitsForUsAsync(HearthDb db)
    {
        if (!HearthHost.OnPostgres) return;
        while (await db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))").SingleAsync(Cancel) == 0) await Task.Delay(20, Cancel);
    }

    private Task<SessionState> StateAsync(Evening evening) => host.Scopes.ReadAsync(evening.Cast.ProgramId, s => s.GetRequiredService<HearthDb>().SessionsOfProgram().Where(x => x.Id == evening.SessionId).Select(x => x.State).SingleAsync(Cancel), Cancel);

    private Task<List<string>> KindsAsync(Evening evening)
    {
        string[] kinds = ["sessions.moved", "sessions.called-off", "sessions.restored", "liverooms.opened", "liverooms.ended"];
        var subject = evening.SessionId.ToString();
        return host.Scopes.ReadAsync(evening.Cast.ProgramId, s => s.GetRequiredService<HearthDb>().Chain().Where(h => h.Subject == subject && kinds.Contains(h.Kind)).Select(h => h.Kind).ToListAsync(Cancel), Cancel);
    }
}
