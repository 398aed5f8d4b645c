using System.Text.Json.Serialization;
using Hearth.ComfortLevels;
using Hearth.Sessions;

namespace Hearth.LiveRooms.Rules;

/// <summary>
/// Somebody wants something of the room. Who they are and whether they lead is read from the connection and the database by
/// the caller, never from what was sent.
/// </summary>
/// <param name="By">The person; <see cref="Guid.Empty"/> is the house itself (somebody no longer counts, a line was lost).</param>
/// <param name="Draw">A fresh seat, should the answer need one. Chance is drawn outside, so that the rules are pure.</param>
/// <param name="Id">One press, however often it is asked for: when its first answer was lost, it is not done twice. Empty: the house's own.</param>
public sealed record Ask(Guid By, bool Leads, RoomCommand What, string Draw, Guid Id = default);

[JsonDerivedType(typeof(OpenRoom), "open"), JsonDerivedType(typeof(EndRoom), "end"), JsonDerivedType(typeof(LockDoor), "lock")]
[JsonDerivedType(typeof(Knock), "knock"), JsonDerivedType(typeof(Leave), "leave"), JsonDerivedType(typeof(Admit), "admit"), JsonDerivedType(typeof(AdmitAll), "admit-all")]
[JsonDerivedType(typeof(PutBack), "put-back"), JsonDerivedType(typeof(Remove), "remove"), JsonDerivedType(typeof(SendOut), "send-out"), JsonDerivedType(typeof(Line), "line"), JsonDerivedType(typeof(NameLeader), "name-leader"), JsonDerivedType(typeof(MoveMedia), "move-media")]
[JsonDerivedType(typeof(MoveHand), "hand"), JsonDerivedType(typeof(Listen), "listen"), JsonDerivedType(typeof(TakePart), "take-part"), JsonDerivedType(typeof(Pass), "pass")]
[JsonDerivedType(typeof(Mute), "mute"), JsonDerivedType(typeof(TakeCamera), "camera"), JsonDerivedType(typeof(Invite), "invite"), JsonDerivedType(typeof(TakeBackInvitation), "uninvite"), JsonDerivedType(typeof(AnswerInvitation), "answer")]
[JsonDerivedType(typeof(NextStep), "next-step"), JsonDerivedType(typeof(StepBack), "step-back"), JsonDerivedType(typeof(FiveMore), "five-more"), JsonDerivedType(typeof(StartBreak), "break"), JsonDerivedType(typeof(EndBreak), "resume")]
[JsonDerivedType(typeof(NextTurn), "next-turn"), JsonDerivedType(typeof(TurnLater), "turn-later"), JsonDerivedType(typeof(TurnDone), "turn-done"), JsonDerivedType(typeof(WriteTurn), "write-turn")]
[JsonDerivedType(typeof(AskFeedback), "ask-feedback"), JsonDerivedType(typeof(OpenFeedback), "open-feedback"), JsonDerivedType(typeof(LetAnswers), "let-answers"), JsonDerivedType(typeof(CloseFeedback), "close-feedback")]
[JsonDerivedType(typeof(Say), "say"), JsonDerivedType(typeof(Respond), "respond"), JsonDerivedType(typeof(SetComfort), "comfort")]
public abstract record RoomCommand;

// Leaders'.

/// <summary>Opens the session. That somebody in it may lead tonight was checked before (licence or training in date).</summary>
public sealed record OpenRoom(string Room, int Cap, RoomStep[] Steps) : RoomCommand;

/// <summary>Also the house's, for a session that everybody has left and nobody ended.</summary>
public sealed record EndRoom : RoomCommand;
public sealed record LockDoor(bool Locked) : RoomCommand;
public sealed record Admit(Guid Person) : RoomCommand;
public sealed record AdmitAll : RoomCommand;
public sealed record PutBack(Guid Person) : RoomCommand;
public sealed record Remove(Guid Person) : RoomCommand;
public sealed record Mute(Guid Person, bool Muted) : RoomCommand;
public sealed record TakeCamera(Guid Person, bool Taken) : RoomCommand;
public sealed record Invite(Guid Person) : RoomCommand;
public sealed record TakeBackInvitation(Guid Person) : RoomCommand;
/// <param name="From">The step that whoever pressed was looking at: another leader, or a first press, may have gone on already. Null: whichever it is.</param>
public sealed record NextStep(Guid? From = null) : RoomCommand;

/// <inheritdoc cref="NextStep"/>
public sealed record StepBack(Guid? From = null) : RoomCommand;
public sealed record FiveMore : RoomCommand;
public sealed record StartBreak(int Minutes) : RoomCommand;
public sealed record EndBreak : RoomCommand;

/// <summary>Begins the round, or ends the turn that is on and goes to the next.</summary>
/// <param name="From">Whose turn it was to whoever pressed; <see cref="Guid.Empty"/> before the round began. Null: whoever it is.</param>
public sealed record NextTurn(Guid? From = null) : RoomCommand;

/// <summary>The turn that is on goes to the end: not now, or not here just now.</summary>
/// <inheritdoc cref="NextTurn"/>
public sealed record TurnLater(Guid? From = null) : RoomCommand;
public sealed record OpenFeedback : RoomCommand;
public sealed record LetAnswers : RoomCommand;

// Everybody's.

/// <summary>Comes to the door, or back.</summary>
/// <param name="Comfort">What they have chosen, for good; null: they lead, or were never asked.</param>
public sealed record Knock(TakingPart TakingPart, Comfort? Comfort = null) : RoomCommand;
public sealed record Leave : RoomCommand;
public sealed record MoveHand(bool Up) : RoomCommand;
public sealed record Listen(bool On) : RoomCommand;
public sealed record SetComfort(Comfort Comfort) : RoomCommand;
public sealed record TakePart(TakingPart How) : RoomCommand;

/// <summary>Not now: to an invitation, in a round, or before anybody has asked.</summary>
public sealed record Pass : RoomCommand;
public sealed record AnswerInvitation(InvitationAnswer Answer) : RoomCommand;
public sealed record TurnDone : RoomCommand;
public sealed record WriteTurn(Guid Text) : RoomCommand;
public sealed record AskFeedback(AnswerKind Kind) : RoomCommand;

/// <summary>The leader closes it; the one who asked may take it back.</summary>
public sealed record CloseFeedback : RoomCommand;
public sealed record Say(Guid Text) : RoomCommand;
public sealed record Respond(Response Response) : RoomCommand;

// The house's own.

/// <summary>A person's first page is on the line, or their last one is gone.</summary>
public sealed record Line(Guid Person, bool Connected) : RoomCommand;

/// <summary>Somebody was made a leader of this session, or is none any more.</summary>
public sealed record NameLeader(Guid Person, bool Leads) : RoomCommand;

/// <summary>To another media node, as this room there.</summary>
public sealed record MoveMedia(string Room) : RoomCommand;

/// <summary>They may not be here any more: suspended, discharged, out of the group.</summary>
public sealed record SendOut(Guid Person) : RoomCommand;
