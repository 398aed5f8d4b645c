namespace Hearth.LiveRooms.Rules;

/// <summary>Why not. The words are the sentence in English, which is its key in every other language.</summary>
public sealed record Refusal(string Reason, string Words)
{
    public static readonly Refusal NotYours = new("not-yours", "Only those who lead this session can do that.");
    public static readonly Refusal NotOpen = new("not-open", "This session isn’t open yet.");
    public static readonly Refusal AlreadyOpen = new("already-open", "This session is open already.");
    public static readonly Refusal CalledOff = new("called-off", "This session was called off. On its page you can let it take place after all.");
    public static readonly Refusal Over = new("over", "This session has ended.");
    public static readonly Refusal NotInside = new("not-inside", "You aren’t in the room right now.");
    public static readonly Refusal TakenOut = new("taken-out", "You were taken out of this session. A leader can let you in again, and you can always call us.");
    public static readonly Refusal NotAtDoor = new("not-at-door", "They aren’t at the door any more.");
    public static readonly Refusal NotHere = new("not-here", "They aren’t in the room any more.");
    public static readonly Refusal Locked = new("locked", "The room is closed to newcomers. Open it again to let people in.");
    public static readonly Refusal Full = new("full", "The room has as many people as this group may have.");
    public static readonly Refusal Leads = new("leads", "Somebody who leads this session stays.");
    public static readonly Refusal JustListening = new("just-listening", "They’re just listening right now, and aren’t asked.");
    public static readonly Refusal Unasked = new("unasked", "They’d rather speak when they raise their hand, and aren’t asked.");
    public static readonly Refusal NoInvitation = new("no-invitation", "That invitation isn’t open any more.");
    public static readonly Refusal LastStep = new("last-step", "That was the last step of the plan.");
    public static readonly Refusal FirstStep = new("first-step", "This is the first step of the plan.");
    public static readonly Refusal NoStep = new("no-step", "There is no step to give time to.");
    public static readonly Refusal OnBreak = new("on-break", "It’s a break right now.");
    public static readonly Refusal NoBreak = new("no-break", "There is no break right now.");
    public static readonly Refusal BreakLength = new("break-length", "A break is between 1 and 60 minutes.");
    public static readonly Refusal NoRound = new("no-round", "There is no round right now.");
    public static readonly Refusal RoundOver = new("round-over", "Everybody has had a turn.");
    public static readonly Refusal NotYourTurn = new("not-your-turn", "It isn’t your turn any more.");
    public static readonly Refusal NoFeedbackStep = new("no-feedback-step", "There is a time for this in the plan. Your leader will say when.");
    public static readonly Refusal SomebodyAsks = new("somebody-asks", "Somebody else is being answered right now. You can ask next.");
    public static readonly Refusal NobodyAsks = new("nobody-asks", "Nobody is asking right now.");
    public static readonly Refusal OpenedAlready = new("opened-already", "That is open already.");
    public static readonly Refusal ListenOnly = new("listen-only", "They asked to be listened to, without answers.");
    public static readonly Refusal ListenFirst = new("listen-first", "Being heard comes first. You can write in a moment; for now, say that you heard.");
    public static readonly Refusal TooMuch = new("too-much", "That is more than one session’s chat can hold. Please say it aloud.");

    /// <summary>All of them, for the tests that read the words.</summary>
    public static IEnumerable<Refusal> All => typeof(Refusal).GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static).Select(f => f.GetValue(null)).OfType<Refusal>();
}
