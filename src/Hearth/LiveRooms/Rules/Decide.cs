using System.Collections.Immutable;
using NodaTime;

namespace Hearth.LiveRooms.Rules;

/// <summary>What came of an ask: events in order (none: it is so already), or a refusal and nothing else.</summary>
public sealed record Decision(ImmutableList<RoomEvent> Events, RoomState After, Refusal? Refused = null);

/// <summary>
/// The rules of a live room. Pure: state, ask and time in, events or a refusal out. A leader's right comes from leading this
/// session and being in the room; a co-facilitator's is the same.
/// </summary>
public static partial class Decide
{
    public static Decision For(RoomState state, Ask ask, Instant now)
    {
        var room = new Draft(state, now);
        var refused = Run(room, ask);
        return refused is null ? new(room.Events, room.State) : new([], state, refused);
    }

    private static Refusal? Run(Draft room, Ask ask)
    {
        if (ask.By == Guid.Empty) return ByTheHouse(room, ask);
        if (room.State.EndedAt is not null) return Refusal.Over;

        // Who leads is asked of the database each time; the room's own list follows.
        if (room.State.Find(ask.By) is { } known && known.Leads != ask.Leads) room.Add(new LeaderNamed(room.Now, ask.By, ask.Leads));

        return ask.What switch
        {
            Knock c => AtTheDoor(room, ask, c),
            Leave => GoOut(room, ask),
            OpenRoom c => ask.Leads ? Open(room, ask, c) : Refusal.NotYours,
            _ when room.State.OpenedAt is null => Refusal.NotOpen,
            _ when !room.State.IsInside(ask.By) => room.State.Find(ask.By) is { Removed: true } ? Refusal.TakenOut : Refusal.NotInside,
            _ => Member(room, ask) is var (taken, answer) && taken ? answer : ask.Leads ? Leader(room, ask) : Refusal.NotYours,
        };
    }

    private static Refusal? ByTheHouse(Draft room, Ask ask)
    {
        switch (ask.What)
        {
            case Line c when room.State.Find(c.Person) is { } p && p.Connected != c.Connected && room.State.EndedAt is null:
                room.Add(new LineChanged(room.Now, c.Person, c.Connected));
                return null;
            case SendOut c when room.State.Find(c.Person) is { } p && (p.Waiting || p.Admitted) && room.State.EndedAt is null:
                room.Add(new WasRemoved(room.Now, c.Person, Guid.Empty, ask.Draw));
                return null;
            case NameLeader c when room.State.Find(c.Person) is { } p && p.Leads != c.Leads && room.State.EndedAt is null:
                room.Add(new LeaderNamed(room.Now, c.Person, c.Leads));
                return null;
            case MoveMedia c when room.State.IsOpen && room.State.Room != c.Room:
                room.Add(new MediaMoved(room.Now, c.Room));
                return null;
            case EndRoom when room.State.IsOpen:
                return End(room, ask.By);
            case Line or SendOut or NameLeader or MoveMedia or EndRoom:
                return null;
            default:
                return Refusal.NotYours;
        }
    }

    /// <summary>What everybody in the room may do, with themselves alone.</summary>
    private static (bool Taken, Refusal? Refused) Member(Draft room, Ask ask) => ask.What switch
    {
        MoveHand c => (true, Hand(room, ask.By, c.Up)),
        Listen c => (true, JustListen(room, ask.By, c.On)),
        SetComfort c => (true, Sits(room, ask.By, c.Comfort)),
        TakePart c => (true, Part(room, ask.By, c.How)),
        Pass => (true, NotNow(room, ask.By)),
        AnswerInvitation c => (true, Answer(room, ask.By, c.Answer)),
        TurnDone => (true, EndTurn(room, ask, TurnState.Done)),
        WriteTurn c => (true, Write(room, ask, c.Text)),
        AskFeedback c => (true, AskForFeedback(room, ask.By, c.Kind)),
        CloseFeedback => (true, Close(room, ask)),
        Say c => (true, Chat(room, ask, c.Text)),
        Respond => (true, room.State.Break is null ? null : Refusal.OnBreak),
        _ => (false, null),
    };

    private static Refusal? Leader(Draft room, Ask ask) => ask.What switch
    {
        Admit c => LetIn(room, ask.By, c.Person),
        AdmitAll => LetAllIn(room, ask.By),
        LockDoor c => Lock(room, c.Locked),
        PutBack c => BackToWaiting(room, ask, c.Person),
        Remove c => TakeOut(room, ask, c.Person),
        EndRoom => End(room, ask.By),
        Mute c => OnPerson(room, c.Person, p => p.Muted == c.Muted ? null : new WasMuted(room.Now, c.Person, c.Muted)),
        TakeCamera c => OnPerson(room, c.Person, p => p.CameraTaken == c.Taken ? null : new CameraWasTaken(room.Now, c.Person, c.Taken)),
        Invite c => Wonder(room, ask.By, c.Person),
        TakeBackInvitation c => OnPerson(room, c.Person, p => p.InvitedBy is null ? null : new InvitationEnded(room.Now, c.Person, null)),
        NextStep c => IsLate(c.From, room.State.CurrentStep?.Id) ? null : GoTo(room, room.State.Step + 1, Refusal.LastStep),
        StepBack c => IsLate(c.From, room.State.CurrentStep?.Id) ? null : GoTo(room, room.State.Step - 1, Refusal.FirstStep),
        FiveMore => More(room),
        StartBreak c => TakeBreak(room, c.Minutes),
        EndBreak => Resume(room),
        NextTurn c => Next(room, c.From),
        TurnLater c => Later(room, c.From),
        OpenFeedback => Move(room, FeedbackPhase.Asked, FeedbackPhase.Validating),
        LetAnswers => Move(room, FeedbackPhase.Validating, FeedbackPhase.Answering),
        _ => Refusal.NotYours,
    };

    private static Refusal? OnPerson(Draft room, Guid person, Func<RoomPerson, RoomEvent?> what)
    {
        if (room.State.Find(person) is not { Inside: true } p) return Refusal.NotHere;
        if (what(p) is { } e) room.Add(e);
        return null;
    }

    /// <summary>Events as they are decided on, and the room as they make it.</summary>
    private sealed class Draft(RoomState state, Instant now)
    {
        public RoomState State { get; private set; } = state;
        public ImmutableList<RoomEvent> Events { get; private set; } = [];
        public Instant Now { get; } = now;

        public void Add(RoomEvent happened)
        {
            Events = Events.Add(happened);
            State = Apply.To(State, happened);
        }
    }
}
