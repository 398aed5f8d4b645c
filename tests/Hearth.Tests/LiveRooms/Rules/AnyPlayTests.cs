using System.Text.Json;
using CsCheck;
using Hearth.LiveRooms;
using Hearth.LiveRooms.Rules;

namespace Hearth.Tests.LiveRooms.Rules;

/// <summary>What holds in every room, whatever anybody asks for in whatever order.</summary>
public class AnyPlayTests
{
    private static readonly Type[] membersMay =
    [
        typeof(Knocked), typeof(LeaderNamed), typeof(CameBack), typeof(WentOut), typeof(HandMoved), typeof(Listened), typeof(TookPart), typeof(ComfortSet), typeof(Passed), typeof(InvitationEnded),
        typeof(TurnAdded), typeof(TurnMoved), typeof(FeedbackAsked), typeof(FeedbackClosed), typeof(Said),
    ];

    private static string Json(object value) => JsonSerializer.Serialize(value, RoomJson.Options);

    [Fact]
    public void A_room_built_from_its_log_is_the_room() => Play.AnyPlay.Sample(steps =>
    {
        var play = Play.Of(steps);
        var stored = play.Log.Select(e => JsonSerializer.Serialize(e, RoomJson.Options)).ToList();
        var read = stored.Select(json => JsonSerializer.Deserialize<RoomEvent>(json, RoomJson.Options)!);
        Assert.Equal(Json(play.State), Json(Apply.All(read)));
        Assert.Equal(play.Log.Count, play.State.Number);
        Assert.Equal(Json(play.State), Json(JsonSerializer.Deserialize<RoomState>(Json(play.State), RoomJson.Options)!));
    }, iter: Chance.Times(300));

    [Fact]
    public void A_member_moves_only_what_is_everybodys_and_of_others_only_the_turn_that_comes_next() => Play.AnyPlay.Sample(steps =>
    {
        var play = new Play();
        foreach (var (by, what, seconds) in steps)
        {
            play.Now += NodaTime.Duration.FromSeconds(seconds);
            var before = play.State;
            var decision = play.Ask(by, what);
            if (!Play.Members.Contains(by)) continue;
            foreach (var e in decision.Events)
            {
                Assert.Contains(e.GetType(), membersMay);
                if (e is not TurnMoved { To: TurnState.Now }) Assert.Equal(by, Whom(e) ?? by);
            }
            // Whoever is not inside can do nothing but come to the door and go away from it.
            if (!before.IsInside(by)) Assert.All(decision.Events, e => Assert.True(e is Knocked or LeaderNamed or CameBack or WentOut or TurnAdded or ComfortSet, e.ToString()));
            if (decision.Events.OfType<CameBack>().Any()) Assert.True(before.Find(by) is { Admitted: true, Removed: false });
        }
    }, iter: Chance.Times(300));

    [Fact]
    public void Nobody_is_inside_but_by_a_leader_and_nobody_before_the_opening_or_after_the_end() => Play.AnyPlay.Sample(steps =>
    {
        var play = new Play();
        HashSet<Guid> letIn = [];
        foreach (var (by, what, seconds) in steps)
        {
            play.Now += NodaTime.Duration.FromSeconds(seconds);
            var decision = play.Ask(by, what);
            foreach (var e in decision.Events)
            {
                if (e is Admitted a)
                {
                    Assert.Contains(by, Play.Leaders);
                    letIn.Add(a.Person);
                }
                if (e is WasPutBack or WasRemoved) letIn.Remove(Whom(e)!.Value);
            }
            Assert.All(play.State.Inside, p => Assert.Contains(p.Id, letIn));
            if (!play.State.IsOpen) Assert.Empty(play.State.Inside);
            if (decision.Events.OfType<Admitted>().Any(a => !Play.Leaders.Contains(a.Person))) Assert.True(play.State.Inside.Count(p => !p.Leads) <= play.State.Cap);
        }
        // A seat is never somebody else's, and never the same again once it was taken away.
        var seats = play.Log.Select(e => e switch { Knocked k => k.Seat, WentOut o => o.Seat, WasPutBack p => p.Seat, WasRemoved r => r.Seat, _ => null }).Where(s => s is not null).ToList();
        Assert.Equal(play.State.People.Count, play.State.People.Values.Select(p => p.Seat).Distinct().Count());
        Assert.Equal(seats.Count, seats.Distinct().Count());
    }, iter: Chance.Times(300));

    [Fact]
    public void Nobody_is_asked_who_would_rather_not_be() => Play.AnyPlay.Sample(steps =>
    {
        var play = new Play();
        foreach (var (by, what, seconds) in steps)
        {
            play.Now += NodaTime.Duration.FromSeconds(seconds);
            var before = play.State;
            foreach (var e in play.Ask(by, what).Events)
            {
                if (e is WasInvited i) Assert.True(before.Find(i.Person) is { JustListening: false } p && (p.MayBeAsked || p.HandUpSince is not null));
                if (e is TurnMoved { To: TurnState.Now } t) Assert.True(play.State.Find(t.Person)!.Leads || play.State.Find(t.Person)!.MayBeAsked);
            }
        }
    }, iter: Chance.Times(300));

    [Fact]
    public void Members_never_get_what_is_for_leaders() => Play.AnyPlay.Sample(steps =>
    {
        var play = Play.Of(steps);
        var room = play.State;
        var extras = new RoomExtras(Play.Everybody.ToDictionary(p => p, _ => 987654), Play.Everybody.ToHashSet(), Play.Everybody.ToDictionary(p => p, _ => new Hearth.Sessions.Rules.PlaceGap("US-XX")), [new(Guid.NewGuid(), "Leila", ["US-XX"])], 1);
        var words = Words(room);
        var members = RoomView.For(room, RoomAudience.Members, words, extras, play.Now);
        var json = Json(members);
        Assert.Null(members.Leading);
        Assert.DoesNotContain("987654", json, StringComparison.Ordinal);
        Assert.DoesNotContain("US-XX", json, StringComparison.Ordinal);
        Assert.DoesNotContain(members.People, p => p.Muted || p.CameraTaken);
        Assert.DoesNotContain(members.Round?.Turns ?? [], t => t.State == TurnState.Passed);
        var inside = room.Inside.Select(p => p.Id).ToHashSet();
        var wrote = room.Chat.Select(c => c.Person).Concat(room.Round?.Turns.Select(t => t.Person) ?? []).ToHashSet();
        foreach (var outside in Play.Everybody.Where(p => !inside.Contains(p) && !wrote.Contains(p)))
        {
            Assert.DoesNotContain(words.Names[outside], json, StringComparison.Ordinal);
            Assert.DoesNotContain(outside.ToString(), json, StringComparison.Ordinal);
        }
        // The same words do reach the leaders, so that the silence above means something.
        var leaders = Json(RoomView.For(room, RoomAudience.Leaders, words, extras, play.Now));
        foreach (var guest in room.People.Values.Where(p => p.Waiting)) Assert.Contains(words.Names[guest.Id], leaders, StringComparison.Ordinal);
        Assert.Contains("US-XX", leaders, StringComparison.Ordinal);
        foreach (var person in Play.Everybody)
        {
            var you = YouView.For(room, person, words);
            Assert.Equal(room.IsInside(person), you.Standing == Standing.Inside);
            Assert.Equal(room.IsInside(person), you.Seat.Length > 0);
        }
    }, iter: Chance.Times(300));

    [Fact]
    public void Each_event_is_one_change_and_a_room_has_one_opening_and_one_end() => Play.AnyPlay.Sample(steps => Assert.Empty(Idle(Play.Of(steps).Log)), iter: Chance.Times(300));

    [Fact]
    public void An_event_that_changes_nothing_and_a_second_end_are_seen()
    {
        var log = Play.Inside(Play.Wren).Do(Play.Leila, new LockDoor(true), new EndRoom()).Log;
        Assert.Empty(Idle(log));
        foreach (var twice in (Func<RoomEvent, bool>[])[e => e is DoorLocked, e => e is Admitted, e => e is Ended, e => e is Opened])
            Assert.NotEmpty(Idle(log.SelectMany(e => twice(e) ? [e, e] : (RoomEvent[])[e])));
        Assert.NotEmpty(Idle([.. log, new HandMoved(log[^1].At, Play.Wren, true)]));
    }

    /// <summary>Events that were recorded and did not come about.</summary>
    private static List<string> Idle(IEnumerable<RoomEvent> log)
    {
        var (found, room) = (new List<string>(), RoomState.Empty);
        foreach (var e in log)
        {
            var after = Apply.To(room, e);
            if (Json(after with { Number = room.Number }) == Json(room)) found.Add($"{e} changed nothing");
            if (e is Opened && room.OpenedAt is not null) found.Add("opened twice");
            if (room.EndedAt is not null) found.Add($"{e} after the end");
            room = after;
        }
        return found;
    }

    internal static RoomWords Words(RoomState room) => new(Play.Id(900), "Evening circle", "America/Chicago", NodaTime.Instant.FromUtc(2026, 11, 25, 18, 0), NodaTime.Instant.FromUtc(2026, 11, 25, 19, 30),
        Play.Everybody.ToDictionary(p => p, p => $"Name{Array.IndexOf(Play.Everybody, p)}x"), Play.Plan.ToDictionary(s => s.Id, s => $"Step {s.Minutes}"),
        room.Chat.Select(c => c.Id).Concat(room.Round?.Turns.Select(t => t.Text).OfType<Guid>() ?? []).Distinct().ToDictionary(t => t, _ => "words"));

    private static Guid? Whom(RoomEvent e) => (Guid?)e.GetType().GetProperty("Person")?.GetValue(e);
}
