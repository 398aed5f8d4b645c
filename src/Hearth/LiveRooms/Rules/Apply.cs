using System.Collections.Immutable;
using NodaTime;

namespace Hearth.LiveRooms.Rules;

/// <summary>What an event makes of a room. Never refuses: whatever is in the log has happened.</summary>
public static class Apply
{
    public static RoomState All(IEnumerable<RoomEvent> log) => log.Aggregate(RoomState.Empty, To);

    public static RoomState To(RoomState room, RoomEvent happened) => Change(room, happened) with { Number = room.Number + 1 };

    private static RoomState Change(RoomState room, RoomEvent happened) => happened switch
    {
        Opened e => room with { OpenedAt = e.At, Room = e.Room, Cap = e.Cap, Steps = e.Steps },
        Ended e => room with { EndedAt = e.At, Round = null, Feedback = null, Break = null },
        MediaMoved e => room with { Room = e.Room, OldRooms = room.OldRooms.Add(room.Room!) },
        DoorLocked e => room with { Locked = e.Locked },
        LeaderNamed e => room.With(e.Person, p => p with { Leads = e.Leads }),
        Knocked e => room.Find(e.Person) is null
            ? room with { People = room.People.Add(e.Person, new() { Id = e.Person, Place = room.People.Count, Seat = e.Seat, Waiting = true, TakingPart = e.TakingPart }) }
            : room.With(e.Person, p => p with { Waiting = true }),
        // A removed person who is let in again and is not here comes in when they knock, and not before.
        Admitted e => room.With(e.Person, p => p with { Waiting = false, Admitted = true, Left = p.Removed && !p.Connected, Removed = false }),
        CameBack e => room.With(e.Person, p => p with { Left = false }),
        WentOut e => room.TakeOut(e.Person).With(e.Person, p => p with { Waiting = false, Left = p.Admitted, Seat = e.Seat }),
        WasPutBack e => room.TakeOut(e.Person).With(e.Person, p => p with { Waiting = true, Admitted = false, Muted = false, CameraTaken = false, Seat = e.Seat }),
        WasRemoved e => room.TakeOut(e.Person).With(e.Person, p => p with { Waiting = false, Admitted = false, Left = false, Removed = true, Muted = false, CameraTaken = false, Seat = e.Seat }),
        LineChanged e => room.With(e.Person, p => p with { Connected = e.Connected }),
        HandMoved e => room.With(e.Person, p => p with { HandUpSince = e.Up ? e.At : null }),
        Listened e => room.With(e.Person, p => p with { JustListening = e.On }),
        TookPart e => room.With(e.Person, p => p with { TakingPart = e.How }),
        ComfortSet e => room.With(e.Person, p => p with { Comfort = e.Comfort }),
        Passed e => room.With(e.Person, p => p with { Passes = true }),
        WasMuted e => room.With(e.Person, p => p with { Muted = e.Muted }),
        CameraWasTaken e => room.With(e.Person, p => p with { CameraTaken = e.Taken }),
        WasInvited e => room.With(e.Person, p => p with { InvitedBy = e.By, Answer = null }),
        InvitationEnded e => room.With(e.Person, p => p with { InvitedBy = null, Answer = e.Answer }),
        StepStarted e => StartStep(room, e),
        MinutesAdded e => room with { ExtraMinutes = room.ExtraMinutes + e.Minutes },
        BreakStarted e => room with { Break = new(e.At, e.Minutes) },
        BreakEnded e => room with { Break = null, StepPaused = room.StepPaused + Breaking(room, e.At) },
        TurnAdded e => room.WithRound(r => r with { Turns = r.Turns.Add(new(e.Person, TurnState.Ahead)) }),
        TurnMoved e => room.WithTurn(e.Person, t => t with { State = e.To, Text = e.Text ?? t.Text }),
        TurnPutOff e => room.WithRound(r => r with { Turns = r.Turns.RemoveAll(t => t.Person == e.Person).Add(new(e.Person, TurnState.Ahead)) }),
        FeedbackAsked e => room with { Feedback = new(e.Person, e.Kind, FeedbackPhase.Asked, e.At) },
        FeedbackMoved e => room with { Feedback = room.Feedback is { } f ? f with { Phase = e.Phase } : null },
        FeedbackClosed => room with { Feedback = null },
        Said e => room with { Chat = room.Chat.Add(new(e.Text, e.Person, e.At)) },
        _ => throw new InvalidOperationException($"No rule applies {happened.GetType().Name}."),
    };

    private static RoomState StartStep(RoomState room, StepStarted e)
    {
        var step = room.Steps[e.Step];
        return room with
        {
            Step = e.Step, StepSince = e.At, ExtraMinutes = 0, StepPaused = Duration.Zero, Feedback = null,
            Round = e.Turns is null ? null : new(step.Round ?? Sessions.RoundKind.Challenge, [.. e.Turns.Select(p => new Turn(p, TurnState.Ahead))]),
            // What was answered or passed was about the step before.
            People = room.People.ToImmutableDictionary(p => p.Key, p => p.Value with { InvitedBy = null, Answer = null, Passes = false }),
        };
    }

    private static Duration Breaking(RoomState room, Instant now)
    {
        if (room.Break is not { } b || room.StepSince is not { } since) return Duration.Zero;
        return now - Instant.Max(b.Since, since);
    }

    private static RoomState With(this RoomState room, Guid person, Func<RoomPerson, RoomPerson> change) =>
        room.Find(person) is { } p ? room with { People = room.People.SetItem(person, change(p)) } : room;

    private static RoomState WithRound(this RoomState room, Func<Round, Round> change) => room.Round is { } r ? room with { Round = change(r) } : room;

    private static RoomState WithTurn(this RoomState room, Guid person, Func<Turn, Turn> change) =>
        room.WithRound(r => r.Of(person) is { } turn ? r with { Turns = r.Turns.Replace(turn, change(turn)) } : r);

    /// <summary>Out of the room in any way: what was theirs in it is over. A line that dropped is none of these.</summary>
    private static RoomState TakeOut(this RoomState room, Guid person)
    {
        var changed = room.With(person, p => p with { HandUpSince = null, InvitedBy = null, Answer = null, Passes = false })
            .WithRound(r => r with { Turns = r.Turns.RemoveAll(t => t.Person == person && t.State is (TurnState.Ahead or TurnState.Now)) });
        return changed.Feedback?.Asker == person ? changed with { Feedback = null } : changed;
    }
}
