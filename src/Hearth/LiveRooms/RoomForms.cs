using System.ComponentModel.DataAnnotations;
using Hearth.LiveRooms.Rules;
using Hearth.Sessions;

namespace Hearth.LiveRooms;

// What may be posted to a live room, beside coming, opening and writing, which have files of their own.

public sealed record LeaveForm(Guid Session) : IRoomForm { public RoomCommand Command() => new Leave(); }
public sealed record RaiseHandForm(Guid Session) : IRoomForm { public RoomCommand Command() => new MoveHand(true); }
public sealed record LowerHandForm(Guid Session) : IRoomForm { public RoomCommand Command() => new MoveHand(false); }
public sealed record ListenForm(Guid Session, [property: Required] bool? On) : IRoomForm { public RoomCommand Command() => new Listen(On!.Value); }
public sealed record TakePartForm(Guid Session, [property: Required] TakingPart? How) : IRoomForm { public RoomCommand Command() => new TakePart(How!.Value); }
public sealed record PassForm(Guid Session) : IRoomForm { public RoomCommand Command() => new Pass(); }
public sealed record TurnDoneForm(Guid Session) : IRoomForm { public RoomCommand Command() => new TurnDone(); }
public sealed record AnswerForm(Guid Session, [property: Required] InvitationAnswer? Answer) : IRoomForm { public RoomCommand Command() => new AnswerInvitation(Answer!.Value); }
public sealed record RespondForm(Guid Session, [property: Required] Response? Response) : IRoomForm { public RoomCommand Command() => new Respond(Response!.Value); }
public sealed record AskingForm(Guid Session, [property: Required(ErrorMessage = "Please choose what would help.")] AnswerKind? Kind) : IRoomForm { public RoomCommand Command() => new AskFeedback(Kind!.Value); }
public sealed record CloseAskingForm(Guid Session) : IRoomForm { public RoomCommand Command() => new CloseFeedback(); }

// Leaders'.

public sealed record EndForm(Guid Session) : IRoomForm { public RoomCommand Command() => new EndRoom(); }
public sealed record AdmitForm(Guid Session, [property: Required] Guid? Person) : IRoomForm { public RoomCommand Command() => new Admit(Person!.Value); }
public sealed record AdmitAllForm(Guid Session) : IRoomForm { public RoomCommand Command() => new AdmitAll(); }
public sealed record PutBackForm(Guid Session, [property: Required] Guid? Person) : IRoomForm { public RoomCommand Command() => new PutBack(Person!.Value); }
public sealed record RemoveForm(Guid Session, [property: Required] Guid? Person) : IRoomForm { public RoomCommand Command() => new Remove(Person!.Value); }
public sealed record LockForm(Guid Session, [property: Required] bool? Locked) : IRoomForm { public RoomCommand Command() => new LockDoor(Locked!.Value); }
public sealed record MuteForm(Guid Session, [property: Required] Guid? Person, [property: Required] bool? Muted) : IRoomForm { public RoomCommand Command() => new Mute(Person!.Value, Muted!.Value); }
public sealed record TakeCameraForm(Guid Session, [property: Required] Guid? Person, [property: Required] bool? Taken) : IRoomForm { public RoomCommand Command() => new TakeCamera(Person!.Value, Taken!.Value); }
public sealed record InviteForm(Guid Session, [property: Required] Guid? Person) : IRoomForm { public RoomCommand Command() => new Invite(Person!.Value); }
public sealed record TakeBackInvitationForm(Guid Session, [property: Required] Guid? Person) : IRoomForm { public RoomCommand Command() => new TakeBackInvitation(Person!.Value); }
public sealed record NextStepForm(Guid Session, Guid? From) : IRoomForm { public RoomCommand Command() => new NextStep(From); }
public sealed record StepBackForm(Guid Session, Guid? From) : IRoomForm { public RoomCommand Command() => new StepBack(From); }
public sealed record FiveMoreForm(Guid Session) : IRoomForm { public RoomCommand Command() => new FiveMore(); }
public sealed record BreakForm(Guid Session, [property: Required, Range(1, 60, ErrorMessage = "A break is between 1 and 60 minutes.")] int? Minutes) : IRoomForm { public RoomCommand Command() => new StartBreak(Minutes!.Value); }
public sealed record ResumeForm(Guid Session) : IRoomForm { public RoomCommand Command() => new EndBreak(); }
public sealed record NextTurnForm(Guid Session, Guid? From) : IRoomForm { public RoomCommand Command() => new NextTurn(From); }
public sealed record TurnLaterForm(Guid Session, Guid? From) : IRoomForm { public RoomCommand Command() => new TurnLater(From); }
public sealed record OpenAskingForm(Guid Session) : IRoomForm { public RoomCommand Command() => new OpenFeedback(); }
public sealed record LetAnswersForm(Guid Session) : IRoomForm { public RoomCommand Command() => new LetAnswers(); }
