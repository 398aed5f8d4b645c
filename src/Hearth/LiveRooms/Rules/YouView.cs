using Hearth.ComfortLevels;
using Hearth.Sessions;

namespace Hearth.LiveRooms.Rules;

/// <summary>Where somebody stands with this room.</summary>
public enum Standing
{
    /// <summary>Has not come to the door.</summary>
    Away = 1,
    /// <summary>At the door: before the opening, or until a leader lets them in.</summary>
    Waiting = 2,
    Inside = 3,
    /// <summary>Left for now, and may come back without asking.</summary>
    Left = 4,
    TakenOut = 5,
    Ended = 6,
}

/// <summary>What one person sees that the others do not: their own controls, an invitation, their turn.</summary>
public sealed record YouView
{
    public required Guid Session { get; init; }
    public required Guid Person { get; init; }
    public required Standing Standing { get; init; }
    public required bool Leads { get; init; }

    /// <summary>The session is open: a leader is inside.</summary>
    public required bool IsOpen { get; init; }
    public required bool OnBreak { get; init; }

    /// <summary>The door is closed to newcomers: whoever waits is not let in for now.</summary>
    public required bool Locked { get; init; }
    public required string Seat { get; init; }
    public required bool HandUp { get; init; }
    public required bool JustListening { get; init; }
    public required TakingPart TakingPart { get; init; }
    public required Comfort Comfort { get; init; }
    public required bool Muted { get; init; }
    public required bool CameraTaken { get; init; }

    /// <summary>Who wonders whether they would like to speak; null: nobody does.</summary>
    public required string? InvitedBy { get; init; }
    public required bool Passes { get; init; }

    /// <summary>Their turn in the round, if there is one.</summary>
    public required TurnState? Turn { get; init; }

    /// <summary>Turns before theirs; 0: next.</summary>
    public required int TurnsBefore { get; init; }
    public required bool MayAskFeedback { get; init; }
    public required Feedback? MyFeedback { get; init; }

    public static YouView For(RoomState room, Guid person, RoomWords words)
    {
        var p = room.Find(person);
        var inside = room.IsInside(person);
        var turn = room.Round?.Of(person);
        return new()
        {
            Session = words.Session, Person = person, Leads = p is { Leads: true }, IsOpen = room.IsOpen, Locked = room.Locked && !inside, OnBreak = inside && room.Break is not null,
            Standing = p switch
            {
                _ when room.EndedAt is not null => Standing.Ended,
                null => Standing.Away,
                { Removed: true } => Standing.TakenOut,
                { Waiting: true } => Standing.Waiting,
                { Inside: true } => Standing.Inside,
                { Left: true } => Standing.Left,
                _ => Standing.Away,
            },
            Seat = inside ? p!.Seat : "", HandUp = p is { HandUpSince: not null }, JustListening = p is { JustListening: true }, TakingPart = p?.TakingPart ?? TakingPart.Camera,
            Comfort = p is { Leads: false } ? p.Comfort : Comfort.Everything,
            Muted = p is { Muted: true }, CameraTaken = p is { CameraTaken: true }, InvitedBy = p?.InvitedBy is { } by ? words.NameOf(by) : null, Passes = p is { Passes: true },
            Turn = turn?.State, TurnsBefore = turn is null ? 0 : room.Round!.Turns.TakeWhile(t => t.Person != person).Count(t => t.State is TurnState.Ahead or TurnState.Now),
            MayAskFeedback = inside && room.CurrentStep is { Kind: StepKind.Feedback } && room.Feedback is null,
            MyFeedback = room.Feedback?.Asker == person ? room.Feedback : null,
        };
    }
}
