using Hearth.ComfortLevels;
using Hearth.Sessions;

namespace Hearth.LiveRooms.Rules;

/// <summary>Hands, passes, invitations, listening, writing. Each may be chosen at any time, and no answer is a wrong one.</summary>
public static partial class Decide
{
    /// <summary>More than a group of twelve writes in three hours; a bound on what one session may grow to.</summary>
    public const int MostLines = 2000;

    private static Refusal? Hand(Draft room, Guid person, bool up)
    {
        if (room.State.Find(person)!.HandUpSince is not null != up) room.Add(new HandMoved(room.Now, person, up));
        return null;
    }

    private static Refusal? JustListen(Draft room, Guid person, bool on)
    {
        var p = room.State.Find(person)!;
        if (p.JustListening == on) return null;
        room.Add(new Listened(room.Now, person, on));
        if (!on)
        {
            Join(room, person);
            return null;
        }
        if (p.HandUpSince is not null) room.Add(new HandMoved(room.Now, person, false));
        if (p.InvitedBy is not null) room.Add(new InvitationEnded(room.Now, person, InvitationAnswer.Pass));
        PassTurn(room, person);
        return null;
    }

    /// <summary>What sits well with them now. Whoever would rather not be asked is not waited for, either.</summary>
    private static Refusal? Sits(Draft room, Guid person, Comfort? comfort)
    {
        var p = room.State.Find(person)!;
        if (comfort is null || p.Comfort == comfort) return null;
        room.Add(new ComfortSet(room.Now, person, comfort));
        if (room.State.Find(person)!.MayBeAsked)
        {
            Join(room, person);
            return null;
        }
        if (p.InvitedBy is not null && p.HandUpSince is null) room.Add(new InvitationEnded(room.Now, person, InvitationAnswer.Pass));
        PassTurn(room, person);
        return null;
    }

    private static Refusal? Part(Draft room, Guid person, TakingPart how)
    {
        if (how == TakingPart.Listening) return JustListen(room, person, on: true);
        if (room.State.Find(person)!.TakingPart != how) room.Add(new TookPart(room.Now, person, how));
        return JustListen(room, person, on: false);
    }

    private static Refusal? NotNow(Draft room, Guid person)
    {
        var p = room.State.Find(person)!;
        if (p.InvitedBy is not null) return Answer(room, person, InvitationAnswer.Pass);
        if (PassTurn(room, person)) return null;
        if (!p.Passes) room.Add(new Passed(room.Now, person));
        if (p.HandUpSince is not null) room.Add(new HandMoved(room.Now, person, false));
        return null;
    }

    private static Refusal? Wonder(Draft room, Guid by, Guid person)
    {
        if (room.State.Find(person) is not { Inside: true } p) return Refusal.NotHere;
        if (p.JustListening) return Refusal.JustListening;
        if (!p.MayBeAsked && p.HandUpSince is null) return Refusal.Unasked;
        if (room.State.Break is not null) return Refusal.OnBreak;
        if (p.InvitedBy is null) room.Add(new WasInvited(room.Now, person, by));
        return null;
    }

    private static Refusal? Answer(Draft room, Guid person, InvitationAnswer answer)
    {
        var p = room.State.Find(person)!;
        if (p.InvitedBy is null) return Refusal.NoInvitation;
        room.Add(new InvitationEnded(room.Now, person, answer));
        if (p.HandUpSince is not null) room.Add(new HandMoved(room.Now, person, false));
        return null;
    }

    private static Refusal? Chat(Draft room, Ask ask, Guid text)
    {
        if (room.State.Feedback is { Phase: FeedbackPhase.Validating } f && f.Asker != ask.By && !ask.Leads) return Refusal.ListenFirst;
        if (room.State.Chat.Count >= MostLines) return Refusal.TooMuch;
        room.Add(new Said(room.Now, ask.By, text));
        return null;
    }
}
