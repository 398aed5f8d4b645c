using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Hearth.ComfortLevels;
using Hearth.Sessions;
using NodaTime;

namespace Hearth.LiveRooms.Rules;

/// <summary>Something that came about in a live room. Kept in its log: ids and kinds, never what was said.</summary>
[JsonDerivedType(typeof(Opened), "opened"), JsonDerivedType(typeof(Ended), "ended"), JsonDerivedType(typeof(DoorLocked), "locked"), JsonDerivedType(typeof(LeaderNamed), "leader")]
[JsonDerivedType(typeof(Knocked), "knocked"), JsonDerivedType(typeof(Admitted), "admitted"), JsonDerivedType(typeof(CameBack), "came-back"), JsonDerivedType(typeof(WentOut), "went-out")]
[JsonDerivedType(typeof(WasPutBack), "put-back"), JsonDerivedType(typeof(WasRemoved), "removed"), JsonDerivedType(typeof(LineChanged), "line")]
[JsonDerivedType(typeof(HandMoved), "hand"), JsonDerivedType(typeof(Listened), "listening"), JsonDerivedType(typeof(TookPart), "took-part"), JsonDerivedType(typeof(Passed), "passed")]
[JsonDerivedType(typeof(WasMuted), "muted"), JsonDerivedType(typeof(CameraWasTaken), "camera"), JsonDerivedType(typeof(WasInvited), "invited"), JsonDerivedType(typeof(InvitationEnded), "invitation-ended")]
[JsonDerivedType(typeof(StepStarted), "step"), JsonDerivedType(typeof(MinutesAdded), "minutes"), JsonDerivedType(typeof(BreakStarted), "break"), JsonDerivedType(typeof(BreakEnded), "break-ended")]
[JsonDerivedType(typeof(TurnAdded), "turn-added"), JsonDerivedType(typeof(TurnMoved), "turn"), JsonDerivedType(typeof(TurnPutOff), "turn-later")]
[JsonDerivedType(typeof(FeedbackAsked), "feedback"), JsonDerivedType(typeof(FeedbackMoved), "feedback-phase"), JsonDerivedType(typeof(FeedbackClosed), "feedback-closed")]
[JsonDerivedType(typeof(Said), "said"), JsonDerivedType(typeof(ComfortSet), "comfort"), JsonDerivedType(typeof(MediaMoved), "media-moved")]
public abstract record RoomEvent(Instant At);

public sealed record Opened(Instant At, Guid By, string Room, int Cap, ImmutableList<RoomStep> Steps) : RoomEvent(At);
public sealed record Ended(Instant At, Guid By) : RoomEvent(At);

/// <summary>Its media node was lost, or is to be stopped: voices and pictures go through another from now on.</summary>
public sealed record MediaMoved(Instant At, string Room) : RoomEvent(At);
public sealed record DoorLocked(Instant At, bool Locked) : RoomEvent(At);

/// <summary>Somebody is found to lead this session, or not to any more.</summary>
public sealed record LeaderNamed(Instant At, Guid Person, bool Leads) : RoomEvent(At);
public sealed record Knocked(Instant At, Guid Person, string Seat, TakingPart TakingPart) : RoomEvent(At);
public sealed record Admitted(Instant At, Guid Person, Guid By) : RoomEvent(At);
public sealed record CameBack(Instant At, Guid Person) : RoomEvent(At);

/// <param name="Seat">The next one: the seat until now is used up, since somebody who left must hear nothing more on a page left open.</param>
public sealed record WentOut(Instant At, Guid Person, string Seat) : RoomEvent(At);
public sealed record WasPutBack(Instant At, Guid Person, Guid By, string Seat) : RoomEvent(At);
public sealed record WasRemoved(Instant At, Guid Person, Guid By, string Seat) : RoomEvent(At);
public sealed record LineChanged(Instant At, Guid Person, bool Connected) : RoomEvent(At);
public sealed record HandMoved(Instant At, Guid Person, bool Up) : RoomEvent(At);
public sealed record Listened(Instant At, Guid Person, bool On) : RoomEvent(At);
public sealed record TookPart(Instant At, Guid Person, TakingPart How) : RoomEvent(At);
public sealed record Passed(Instant At, Guid Person) : RoomEvent(At);
public sealed record WasMuted(Instant At, Guid Person, bool Muted) : RoomEvent(At);
public sealed record CameraWasTaken(Instant At, Guid Person, bool Taken) : RoomEvent(At);
public sealed record WasInvited(Instant At, Guid Person, Guid By) : RoomEvent(At);

/// <param name="Answer">Null: the leader took it back, or the time for it is over.</param>
public sealed record InvitationEnded(Instant At, Guid Person, InvitationAnswer? Answer) : RoomEvent(At);

/// <param name="Turns">In a round: who, in which order.</param>
public sealed record StepStarted(Instant At, int Step, ImmutableList<Guid>? Turns) : RoomEvent(At);
public sealed record MinutesAdded(Instant At, int Minutes) : RoomEvent(At);
public sealed record BreakStarted(Instant At, int Minutes) : RoomEvent(At);
public sealed record BreakEnded(Instant At) : RoomEvent(At);
public sealed record TurnAdded(Instant At, Guid Person) : RoomEvent(At);
public sealed record TurnMoved(Instant At, Guid Person, TurnState To, Guid? Text = null) : RoomEvent(At);
public sealed record TurnPutOff(Instant At, Guid Person) : RoomEvent(At);
public sealed record FeedbackAsked(Instant At, Guid Person, AnswerKind Kind) : RoomEvent(At);
public sealed record FeedbackMoved(Instant At, FeedbackPhase Phase) : RoomEvent(At);
public sealed record FeedbackClosed(Instant At) : RoomEvent(At);
public sealed record ComfortSet(Instant At, Guid Person, Comfort Comfort) : RoomEvent(At);
public sealed record Said(Instant At, Guid Person, Guid Text) : RoomEvent(At);
