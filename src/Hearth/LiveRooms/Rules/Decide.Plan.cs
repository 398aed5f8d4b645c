using System.Collections.Immutable;
using Hearth.Sessions;

namespace Hearth.LiveRooms.Rules;

/// <summary>The plan's steps and their time, breaks, rounds, feedback.</summary>
public static partial class Decide
{
    /// <summary>A press after another leader's, or one's own: what it was about is over, and it changes nothing.</summary>
    private static bool IsLate(Guid? seen, Guid? now) => seen is { } from && from != (now ?? Guid.Empty);

    private static Refusal? GoTo(Draft room, int step, Refusal atTheEnd)
    {
        if (step < 0 || step >= room.State.Steps.Count) return atTheEnd;
        if (room.State.Break is not null) room.Add(new BreakEnded(room.Now));
        StartStep(room, step);
        return null;
    }

    private static void StartStep(Draft room, int step)
    {
        // Whoever is just listening, or would rather not be asked, is not called on.
        var turns = room.State.Steps[step].Kind == StepKind.Round
            ? room.State.Inside.Where(p => !p.Leads && p.MayBeAsked).Select(p => p.Id).ToImmutableList()
            : null;
        room.Add(new StepStarted(room.Now, step, turns));
    }

    private static Refusal? More(Draft room)
    {
        if (room.State.CurrentStep is null) return Refusal.NoStep;
        room.Add(new MinutesAdded(room.Now, 5));
        return null;
    }

    private static Refusal? TakeBreak(Draft room, int minutes)
    {
        if (minutes is < 1 or > 60) return Refusal.BreakLength;
        if (room.State.Break is null) room.Add(new BreakStarted(room.Now, minutes));
        return null;
    }

    private static Refusal? Resume(Draft room)
    {
        if (room.State.Break is null) return Refusal.NoBreak;
        room.Add(new BreakEnded(room.Now));
        return null;
    }

    private static Refusal? Next(Draft room, Guid? from)
    {
        if (room.State.Round is not { } round) return Refusal.NoRound;
        if (room.State.Break is not null) return Refusal.OnBreak;
        if (round.IsOver) return Refusal.RoundOver;
        if (IsLate(from, round.Now?.Person)) return null;
        if (round.Now is { } now) room.Add(new TurnMoved(room.Now, now.Person, TurnState.Done));
        GoOn(room);
        return null;
    }

    private static Refusal? Later(Draft room, Guid? from)
    {
        if (room.State.Round is not { } round) return Refusal.NoRound;
        if (round.Now is not { } now) return Refusal.NotYourTurn;
        if (IsLate(from, now.Person)) return null;
        room.Add(new TurnPutOff(room.Now, now.Person));
        if (room.State.Round!.Turns.Any(t => t.State == TurnState.Ahead && t.Person != now.Person)) GoOn(room);
        return null;
    }

    /// <summary>The next who is here; somebody whose line dropped keeps their place, and comes when they are back.</summary>
    private static void GoOn(Draft room)
    {
        var ahead = room.State.Round!.Turns.Where(t => t.State == TurnState.Ahead).ToList();
        var next = ahead.FirstOrDefault(t => room.State.Find(t.Person) is { Connected: true }) ?? ahead.FirstOrDefault();
        if (next is not null) room.Add(new TurnMoved(room.Now, next.Person, TurnState.Now));
    }

    private static Refusal? EndTurn(Draft room, Ask ask, TurnState how, Guid? text = null)
    {
        if (room.State.Round is not { } round) return Refusal.NoRound;
        if (round.Now?.Person != ask.By) return Refusal.NotYourTurn;
        room.Add(new TurnMoved(room.Now, ask.By, how, text));
        GoOn(room);
        return null;
    }

    private static Refusal? Write(Draft room, Ask ask, Guid text)
    {
        if (room.State.Round is not { } round) return Refusal.NoRound;
        if (round.Of(ask.By) is not { State: TurnState.Ahead or TurnState.Now } turn) return Refusal.NotYourTurn;
        if (turn.State == TurnState.Now) return EndTurn(room, ask, TurnState.Written, text);
        room.Add(new TurnMoved(room.Now, ask.By, TurnState.Written, text));
        return null;
    }

    /// <summary>True when they had a turn to pass.</summary>
    private static bool PassTurn(Draft room, Guid person)
    {
        if (room.State.Round?.Of(person) is not { State: TurnState.Ahead or TurnState.Now } turn) return false;
        room.Add(new TurnMoved(room.Now, person, TurnState.Passed));
        if (turn.State == TurnState.Now) GoOn(room);
        return true;
    }

    private static Refusal? AskForFeedback(Draft room, Guid person, AnswerKind kind)
    {
        if (room.State.CurrentStep is not { Kind: StepKind.Feedback }) return Refusal.NoFeedbackStep;
        if (room.State.Feedback is { } f && (f.Asker != person || f.Phase != FeedbackPhase.Asked)) return Refusal.SomebodyAsks;
        if (room.State.Feedback?.Kind != kind) room.Add(new FeedbackAsked(room.Now, person, kind));
        return null;
    }

    private static Refusal? Move(Draft room, FeedbackPhase from, FeedbackPhase to)
    {
        if (room.State.Feedback is not { } f) return Refusal.NobodyAsks;
        if (f.Phase != from) return Refusal.OpenedAlready;
        if (to == FeedbackPhase.Answering && f.Kind == AnswerKind.Listen) return Refusal.ListenOnly;
        room.Add(new FeedbackMoved(room.Now, to));
        return null;
    }

    private static Refusal? Close(Draft room, Ask ask)
    {
        if (room.State.Feedback is not { } f) return Refusal.NobodyAsks;
        if (!ask.Leads && f.Asker != ask.By) return Refusal.NotYours;
        room.Add(new FeedbackClosed(room.Now));
        return null;
    }
}
