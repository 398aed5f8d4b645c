using System.Collections.Immutable;
using Hearth.ComfortLevels;
using Hearth.Sessions;
using NodaTime;

namespace Hearth.LiveRooms.Rules;

/// <summary>
/// What is true in one live room. Made from its events alone, so that it can be built again from the log; it knows people by id
/// and texts by id, never a name or a word that somebody said.
/// </summary>
public sealed record RoomState
{
    public static readonly RoomState Empty = new();

    /// <summary>How many events made this: the number of the last one in the log.</summary>
    public int Number { get; init; }

    /// <summary>The name of the room on the media side; null before a leader opened it.</summary>
    public string? Room { get; init; }

    /// <summary>What it was called at media nodes that it has moved away from.</summary>
    public ImmutableList<string> OldRooms { get; init; } = [];
    public Instant? OpenedAt { get; init; }
    public Instant? EndedAt { get; init; }
    public bool Locked { get; init; }

    /// <summary>Members inside at the most; leaders are not counted.</summary>
    public int Cap { get; init; }

    public ImmutableList<RoomStep> Steps { get; init; } = [];

    /// <summary>Index of the step that is on; -1 before the first.</summary>
    public int Step { get; init; } = -1;
    public Instant? StepSince { get; init; }
    public int ExtraMinutes { get; init; }

    /// <summary>Breaks taken during this step: they are not its time.</summary>
    public Duration StepPaused { get; init; }

    public Round? Round { get; init; }
    public Feedback? Feedback { get; init; }
    public RoomBreak? Break { get; init; }
    public ImmutableDictionary<Guid, RoomPerson> People { get; init; } = ImmutableDictionary<Guid, RoomPerson>.Empty;

    /// <summary>What was written to the room, oldest first. The texts are sealed, elsewhere.</summary>
    public ImmutableList<ChatLine> Chat { get; init; } = [];

    public bool IsOpen => OpenedAt is not null && EndedAt is null;
    public RoomStep? CurrentStep => Step >= 0 && Step < Steps.Count ? Steps[Step] : null;
    public RoomPerson? Find(Guid person) => People.GetValueOrDefault(person);
    public bool IsInside(Guid person) => IsOpen && Find(person) is { Inside: true };

    /// <summary>In the order in which they first came: where each sits.</summary>
    public IEnumerable<RoomPerson> InOrder => People.Values.OrderBy(p => p.Place);
    public IEnumerable<RoomPerson> Inside => IsOpen ? InOrder.Where(p => p.Inside) : [];
    public IEnumerable<RoomPerson> Hands => Inside.Where(p => p.HandUpSince is not null).OrderBy(p => p.HandUpSince).ThenBy(p => p.Place);
}

/// <summary>One person in one session. Nothing of it is carried into the next one.</summary>
public sealed record RoomPerson
{
    public required Guid Id { get; init; }

    /// <summary>Order of first arriving.</summary>
    public required int Place { get; init; }

    /// <summary>The seat on the media side, random; a new one after being put back or removed, since a vacated one is used up.</summary>
    public required string Seat { get; init; }
    public bool Leads { get; init; }

    /// <summary>At the door.</summary>
    public bool Waiting { get; init; }

    /// <summary>Was let in, and may come back without asking anyone.</summary>
    public bool Admitted { get; init; }

    /// <summary>Left for now, by their own wish.</summary>
    public bool Left { get; init; }

    /// <summary>Taken out by a leader: comes back only when a leader lets them in again.</summary>
    public bool Removed { get; init; }

    /// <summary>At least one page of theirs is on the line. Who is inside and not connected is "coming back".</summary>
    public bool Connected { get; init; }
    public Instant? HandUpSince { get; init; }

    /// <summary>Nobody can invite them.</summary>
    public bool JustListening { get; init; }
    public TakingPart TakingPart { get; init; } = TakingPart.Camera;

    /// <summary>What sits well with them, avenue by avenue.</summary>
    public Comfort Comfort { get; init; } = Comfort.Everything;

    /// <summary>Muted by a leader, until a leader lifts it.</summary>
    public bool Muted { get; init; }
    public bool CameraTaken { get; init; }

    /// <summary>The leader whose invitation to speak is open.</summary>
    public Guid? InvitedBy { get; init; }

    /// <summary>What they answered to the last invitation in this step. For leaders.</summary>
    public InvitationAnswer? Answer { get; init; }

    /// <summary>Would rather not be asked during this step. For leaders.</summary>
    public bool Passes { get; init; }

    /// <summary>A leader may ask them to speak, and a round calls on them. A hand that is up asks by itself.</summary>
    public bool MayBeAsked => !JustListening && Comfort.Speak == ComfortLevel.Yes;

    public bool Inside => Admitted && !Left && !Removed;
}

public sealed record RoomStep(Guid Id, int Minutes, StepKind Kind, RoundKind? Round);

/// <summary>Everybody in turn.</summary>
public sealed record Round(RoundKind Kind, ImmutableList<Turn> Turns)
{
    public Turn? Now => Turns.FirstOrDefault(t => t.State == TurnState.Now);
    public Turn? Next => Turns.FirstOrDefault(t => t.State == TurnState.Ahead);
    public bool IsOver => Now is null && Next is null;
    public Turn? Of(Guid person) => Turns.FirstOrDefault(t => t.Person == person);
}

/// <param name="Text">What was written instead of spoken.</param>
public sealed record Turn(Guid Person, TurnState State, Guid? Text = null);

/// <summary>A pass is silent: the others see only that the turn has gone on.</summary>
public enum TurnState { Ahead = 1, Now = 2, Done = 3, Passed = 4, Written = 5 }

/// <summary>Answers to one person, of the kind they asked for.</summary>
public sealed record Feedback(Guid Asker, AnswerKind Kind, FeedbackPhase Phase, Instant AskedAt);

public enum AnswerKind
{
    /// <summary>"Just listen": people say that they heard. Advice waits.</summary>
    Listen = 1,
    /// <summary>"What worked for you"</summary>
    WhatWorked = 2,
    /// <summary>"Cheer me on"</summary>
    Cheer = 3,
    /// <summary>"Something practical"</summary>
    Practical = 4,
}

public enum FeedbackPhase
{
    /// <summary>Asked for; the leader has not opened it.</summary>
    Asked = 1,
    /// <summary>Being heard comes first: responses only, no answers yet.</summary>
    Validating = 2,
    Answering = 3,
}

public sealed record RoomBreak(Instant Since, int Minutes);

/// <param name="Id">Where the sealed text is.</param>
public sealed record ChatLine(Guid Id, Guid Person, Instant At);

public enum InvitationAnswer { Share = 1, Write = 2, Pass = 3 }

/// <summary>Small answers that say "I heard". Fleeting: shown for a moment, kept nowhere.</summary>
public enum Response { IHearYou = 1, MeToo = 2, ThankYou = 3 }
