using System.Net;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.LiveRooms.Rules;
using Hearth.Tests.Architecture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.LiveRooms;

/// <summary>
/// The door of a live room, played by chance over HTTP: nobody does what is not theirs, and what is on record is each change that
/// came about, once, in its order. What came about is read from the states themselves, apart from what the room says of its events.
/// </summary>
public class AnyEveningTests(HearthHost host)
{
    private static readonly string[] leading = ["Leila", "Dan"], members = ["Wren", "June", "Tomas"];

    private static readonly string[] leaders = ["admit", "admit-all", "put-back", "remove", "lock", "mute", "take-camera", "break", "resume"];

    private static readonly string[] everybody = ["knock", "knock", "leave", "raise-hand", "just-listen"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_let_in_and_what_is_on_record_of_it()
    {
        var (done, refused) = (0, 0);
        for (var seed = 0; seed < Chance.Times(4); seed++)
        {
            var random = new Random(seed);
            await using var circle = await Circle.PlanAsync(host);
            await circle.DoAsync(circle.Cast.Leila, "open");
            for (var i = 0; i < 30; i++)
            {
                var by = circle.Cast[random.Next(10) switch { < 4 => leading[random.Next(2)], < 9 => members[random.Next(3)], _ => "Pilar" }];
                var leads = leading.Contains(by.Name);
                var verb = random.Next(leads ? 3 : 2) == 0 ? everybody[random.Next(everybody.Length)] : leaders[random.Next(leaders.Length)];
                var person = ("Person", circle.Cast[members[random.Next(3)]].PersonId.ToString());
                (string, string)[] fields = verb switch
                {
                    "admit" or "put-back" or "remove" => [person],
                    "lock" => [("Locked", random.Next(2) == 0 ? "true" : "false")],
                    "mute" => [person, ("Muted", random.Next(2) == 0 ? "true" : "false")],
                    "take-camera" => [person, ("Taken", random.Next(2) == 0 ? "true" : "false")],
                    "break" => [("Minutes", "5")],
                    "just-listen" => [("On", random.Next(2) == 0 ? "true" : "false")],
                    _ => [],
                };
                var before = (await circle.LogAsync()).Count;
                var (status, why) = await circle.TryAsync(by, verb, fields);
                var after = (await circle.LogAsync()).Count;
                if (status == HttpStatusCode.NoContent) done++;
                else refused++;
                Assert.True(status == HttpStatusCode.NoContent || after == before, $"seed {seed}, step {i}: {by.Name} was refused {verb} ({why}), and it happened");
                if (by.Name == "Pilar") Assert.Equal(HttpStatusCode.NotFound, status);
                else if (!leads && leaders.Contains(verb)) Assert.True(status == HttpStatusCode.UnprocessableEntity && why is "not-yours" or "not-inside" or "taken-out", $"seed {seed}, step {i}: {by.Name} was answered {status} {why} to {verb}");
            }
            await circle.TryAsync(circle.Cast.Leila, "knock"); // she may have gone out for a moment
            await circle.DoAsync(circle.Cast.Leila, "end");
            await circle.RefusesAsync("over", circle.Cast.Dan, "end");
            await circle.RefusesAsync("over", circle.Cast.Dan, "open");
            var log = (await circle.LogAsync()).Select(e => e.Read()).ToList();
            var recorded = await host.Scopes.ReadAsync(circle.Cast.ProgramId, s => s.GetRequiredService<HearthDb>().Chain()
                .Where(h => h.Subject == circle.Session.ToString() && h.Kind.StartsWith("liverooms.") && h.Kind != "liverooms.place-told").Select(h => h.Kind).ToListAsync(Cancel), Cancel);
            Report.Clean(Differ(CameAbout(log), recorded).Select(d => $"seed {seed}: {d}"));
            Assert.Single(recorded, "liverooms.ended");
        }
        Assert.True(done > 10 && refused > 10, $"{done} were done and {refused} refused: hardly anything was tried.");
    }

    [Fact]
    public void What_is_missing_on_record_or_twice_there_is_seen()
    {
        string[] came = ["liverooms.opened", "liverooms.admitted", "liverooms.ended"];
        Assert.Empty(Differ(came, came));
        Assert.NotEmpty(Differ(came, ["liverooms.opened", "liverooms.ended"]));
        Assert.NotEmpty(Differ(came, ["liverooms.opened", "liverooms.admitted", "liverooms.admitted", "liverooms.ended"]));
        Assert.NotEmpty(Differ(came, ["liverooms.admitted", "liverooms.opened", "liverooms.ended"]));
    }

    private static IEnumerable<string> Differ(IReadOnlyList<string> came, IReadOnlyList<string> recorded)
    {
        if (!came.SequenceEqual(recorded)) yield return $"came about: {string.Join(' ', came)}; on record: {string.Join(' ', recorded)}";
    }

    private static List<string> CameAbout(IEnumerable<RoomEvent> log)
    {
        var (kinds, room) = (new List<string>(), RoomState.Empty);
        foreach (var e in log)
        {
            var after = Apply.To(room, e);
            kinds.AddRange(Between(room, after).Select(k => "liverooms." + k));
            room = after;
        }
        return kinds;
    }

    private static IEnumerable<string> Between(RoomState before, RoomState after)
    {
        if (before.OpenedAt is null && after.OpenedAt is not null) yield return "opened";
        if (before.EndedAt is null && after.EndedAt is not null) yield return "ended";
        if (before.Locked != after.Locked) yield return after.Locked ? "locked" : "unlocked";
        if (before.Break is null && after.Break is not null) yield return "began-break";
        if (before.Break is not null && after.Break is null && after.EndedAt is null) yield return "ended-break";
        foreach (var now in after.People.Values)
        {
            var was = before.Find(now.Id) ?? new RoomPerson { Id = now.Id, Place = now.Place, Seat = "" };
            if (was.Leads != now.Leads) yield return now.Leads ? "leads" : "leads-no-more";
            if (!was.Removed && now.Removed) yield return "removed";
            else if (was.Admitted && !now.Admitted) yield return "put-back";
            else if (!was.Admitted && now.Admitted) yield return "admitted";
            else if (was.Left && !now.Left) yield return "came-back";
            else if (!was.Left && now.Left || was.Waiting && !now.Waiting) yield return "went-out";
            else if (was.Muted != now.Muted) yield return now.Muted ? "muted" : "unmuted";
            else if (was.CameraTaken != now.CameraTaken) yield return now.CameraTaken ? "took-camera" : "gave-back-camera";
        }
    }
}
