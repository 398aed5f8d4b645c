using System.Collections.Immutable;
using CsCheck;
using Hearth.ComfortLevels;
using Hearth.LiveRooms.Rules;
using Hearth.Sessions;
using NodaTime;

namespace Hearth.Tests.LiveRooms.Rules;

/// <summary>A room played by hand or by chance: who asked for what, what came of it, and the log of it all.</summary>
internal sealed class Play
{
    public static readonly Guid Leila = Id(1), Dan = Id(2), Wren = Id(3), June = Id(4), Tomas = Id(5), Pilar = Id(6);
    public static readonly Guid[] Leaders = [Leila, Dan];
    public static readonly Guid[] Members = [Wren, June, Tomas, Pilar];
    public static readonly Guid[] Everybody = [.. Leaders, .. Members];

    public static readonly RoomStep[] Plan =
    [
        new(Id(101), 5, StepKind.Plain, null), new(Id(102), 25, StepKind.Round, RoundKind.Challenge),
        new(Id(103), 20, StepKind.Feedback, null), new(Id(104), 10, StepKind.Plain, null),
    ];

    private int drawn;

    public RoomState State { get; private set; } = RoomState.Empty;
    public List<RoomEvent> Log { get; } = [];
    public Instant Now { get; set; } = Instant.FromUtc(2026, 11, 25, 18, 0);

    public static Guid Id(int n) => new(n, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]);

    public Decision Ask(Guid by, RoomCommand what)
    {
        var before = State;
        var decision = Decide.For(before, new(by, Leaders.Contains(by), what, $"seat-{++drawn}"), Now);
        Log.AddRange(decision.Events);
        State = decision.After;
        return decision;
    }

    public Play Do(Guid by, params RoomCommand[] all)
    {
        foreach (var what in all) Assert.Null(Ask(by, what).Refused);
        return this;
    }

    public Play Wait(int minutes)
    {
        Now += Duration.FromMinutes(minutes);
        return this;
    }

    /// <summary>Refused for this reason, and nothing changed.</summary>
    public void Refuses(Refusal why, Guid by, RoomCommand what)
    {
        var before = State;
        var decision = Ask(by, what);
        Assert.Equal(why, decision.Refused);
        Assert.Empty(decision.Events);
        Assert.Same(before, State);
    }

    /// <summary>Leila has opened; the given people came, were let in and are on the line.</summary>
    public static Play Inside(params Guid[] members)
    {
        var play = new Play();
        play.Do(Leila, new Knock(TakingPart.Camera), Open());
        play.Do(Guid.Empty, new Line(Leila, true));
        foreach (var person in members) play.Come(person).Do(Leila, new Admit(person));
        return play;
    }

    public Play Come(Guid person) => Do(person, new Knock(TakingPart.Camera)).Do(Guid.Empty, new Line(person, true));

    public static OpenRoom Open(int cap = 9) => new("room-1", cap, Plan);

    /// <summary>Anything that anybody might do, sensible or not.</summary>
    public static readonly Gen<(Guid By, RoomCommand What, int Seconds)[]> AnyPlay = AnyStep().Array[0, 120];

    private static Gen<(Guid, RoomCommand, int)> AnyStep()
    {
        var who = Gen.Int[0, Everybody.Length - 1].Select(i => Everybody[i]);
        var command = Gen.OneOf(
            Always(Open(3)), Always(new Leave()), Always(new AdmitAll()), Always(new NextStep()), Always(new StepBack()),
            Always(new FiveMore()), Always(new EndBreak()), Always(new NextTurn()), Always(new TurnLater()), Always(new TurnDone()),
            Always(new Pass()), Always(new OpenFeedback()), Always(new LetAnswers()), Always(new CloseFeedback()),
            Gen.Enum<TakingPart>().Select(t => (RoomCommand)new Knock(t)), Gen.Enum<TakingPart>().Select(t => (RoomCommand)new TakePart(t)),
            Gen.Bool.Select(b => (RoomCommand)new LockDoor(b)), Gen.Bool.Select(b => (RoomCommand)new MoveHand(b)), Gen.Bool.Select(b => (RoomCommand)new Listen(b)),
            who.Select(p => (RoomCommand)new Admit(p)), who.Select(p => (RoomCommand)new PutBack(p)), who.Select(p => (RoomCommand)new Remove(p)), who.Select(p => (RoomCommand)new SendOut(p)),
            Gen.Select(who, Gen.Bool, (p, b) => (RoomCommand)new NameLeader(p, b)), who.Select(p => (RoomCommand)new Invite(p)), who.Select(p => (RoomCommand)new TakeBackInvitation(p)), Gen.Enum<InvitationAnswer>().Select(a => (RoomCommand)new AnswerInvitation(a)),
            Gen.Select(who, Gen.Bool, (p, b) => (RoomCommand)new Mute(p, b)), Gen.Select(who, Gen.Bool, (p, b) => (RoomCommand)new TakeCamera(p, b)), Gen.Select(who, Gen.Bool, (p, b) => (RoomCommand)new Line(p, b)),
            Gen.Int[-1, 61].Select(m => (RoomCommand)new StartBreak(m)), Gen.Guid.Select(t => (RoomCommand)new Say(t)), Gen.Guid.Select(t => (RoomCommand)new WriteTurn(t)),
            Gen.Select(Gen.Enum<ComfortLevel>(), Gen.Enum<TakingPart>(), Gen.Bool, (level, how, come) => come ? (RoomCommand)new Knock(how, Comfort.Everything with { Speak = level }) : new SetComfort(Comfort.Everything with { Speak = level })),
            Gen.Enum<AnswerKind>().Select(k => (RoomCommand)new AskFeedback(k)), Gen.Enum<Response>().Select(r => (RoomCommand)new Respond(r)));
        // Ending is one in many, else most plays would be over before they are any.
        var any = Gen.Frequency((60, command), (1, Always(new EndRoom())));
        return Gen.Select(Gen.Frequency((8, who), (2, Gen.Int[0, 0].Select(_ => Leila)), (2, Gen.Int[0, 0].Select(_ => Guid.Empty))), any, Gen.Int[0, 200]);
    }

    private static Gen<RoomCommand> Always(RoomCommand what) => Gen.Int[0, 0].Select(_ => what);

    public static Play Of((Guid By, RoomCommand What, int Seconds)[] steps)
    {
        var play = new Play();
        foreach (var (by, what, seconds) in steps)
        {
            play.Now += Duration.FromSeconds(seconds);
            play.Ask(by, what);
        }
        return play;
    }
}
