using System.Collections.Immutable;
using Hearth.Sessions;
using Hearth.Sessions.Rules;
using NodaTime;

namespace Hearth.LiveRooms.Rules;

/// <summary>Who looks. Everyone in an audience sees the same; what differs per person is <see cref="YouView"/>.</summary>
public enum RoomAudience { Members = 1, Leaders = 2 }

/// <summary>Names and words that the state has as ids alone. Texts are missing once they were erased.</summary>
public sealed record RoomWords(
    Guid Session, string Title, string Zone, Instant StartsAt, Instant EndsAt,
    IReadOnlyDictionary<Guid, string> Names, IReadOnlyDictionary<Guid, string> Steps, IReadOnlyDictionary<Guid, string> Texts)
{
    /// <summary>For a look at where somebody stands, which names nobody.</summary>
    public static RoomWords None(Guid session) => new(session, "", "UTC", default, default, ImmutableDictionary<Guid, string>.Empty, ImmutableDictionary<Guid, string>.Empty, ImmutableDictionary<Guid, string>.Empty);

    public string NameOf(Guid person) => Names.GetValueOrDefault(person, "");
}

/// <summary>What leaders alone get beside the state: seconds spoken, who said where they are, and who is where no licence of theirs reaches.</summary>
public sealed record RoomExtras(IReadOnlyDictionary<Guid, int> SecondsSpoken, IReadOnlySet<Guid> PlacesKnown, IReadOnlyDictionary<Guid, PlaceGap> Gaps, IReadOnlyList<Licensed> Licensed, int Leaders)
{
    public static readonly RoomExtras None = new(ImmutableDictionary<Guid, int>.Empty, ImmutableHashSet<Guid>.Empty, ImmutableDictionary<Guid, PlaceGap>.Empty, [], 0);
}

/// <summary>
/// The room as one audience may see it, and nothing else: a fragment made from this cannot tell more, whatever its markup does.
/// Members never get who waits, was put back or taken out, who passed, what was answered to an invitation, who was muted,
/// or how long anybody spoke.
/// </summary>
public sealed record RoomView
{
    public required Guid Session { get; init; }
    public required RoomAudience Audience { get; init; }
    public required string Title { get; init; }
    public required string Zone { get; init; }
    public required Instant Now { get; init; }
    public required Instant StartsAt { get; init; }
    public required Instant EndsAt { get; init; }
    public required bool IsOpen { get; init; }
    public required bool HasEnded { get; init; }
    public required bool Locked { get; init; }

    /// <summary>Who is inside, in the order of their seats.</summary>
    public required ImmutableList<ViewPerson> People { get; init; }
    public required ImmutableList<ViewStep> Steps { get; init; }
    public required ViewStep? Step { get; init; }

    /// <summary>Whole minutes; below zero when the step has taken longer than was planned.</summary>
    public required int MinutesLeft { get; init; }
    public required ViewRound? Round { get; init; }
    public required ViewFeedback? Feedback { get; init; }
    public required ViewBreak? Break { get; init; }
    public required ImmutableList<ViewLine> Chat { get; init; }

    /// <summary>Null for members.</summary>
    public required LeadingView? Leading { get; init; }

    public ViewPerson? Find(Guid person) => People.Find(p => p.Person == person);

    public static RoomView For(RoomState room, RoomAudience audience, RoomWords words, RoomExtras extras, Instant now)
    {
        var leaders = audience == RoomAudience.Leaders;
        var steps = room.Steps.Select((s, i) => new ViewStep(s.Id, words.Steps.GetValueOrDefault(s.Id, ""), s.Minutes + (i == room.Step ? room.ExtraMinutes : 0), s.Kind, s.Round,
            i < room.Step ? StepTime.Done : i == room.Step ? StepTime.Now : StepTime.Ahead)).ToImmutableList();
        return new()
        {
            Session = words.Session, Audience = audience, Title = words.Title, Zone = words.Zone, Now = now, StartsAt = words.StartsAt, EndsAt = words.EndsAt,
            IsOpen = room.IsOpen, HasEnded = room.EndedAt is not null, Locked = room.Locked,
            People = [.. room.Inside.Select(p => new ViewPerson(p.Id, words.NameOf(p.Id), p.Seat, p.Leads, p.Connected, p.HandUpSince is not null, p.JustListening, p.TakingPart, leaders && p.Muted, leaders && p.CameraTaken))],
            Steps = steps, Step = room.CurrentStep is null ? null : steps[room.Step], MinutesLeft = Left(room, now),
            Round = room.Round is { } r ? new(r.Kind, [.. r.Turns.Select(t => Shown(t, words, leaders))], r.IsOver) : null,
            Feedback = room.Feedback is { } f && (leaders || f.Phase != FeedbackPhase.Asked) ? new(f.Asker, words.NameOf(f.Asker), f.Kind, f.Phase) : null,
            Break = room.Break is { } b ? new(b.Since + Duration.FromMinutes(b.Minutes), Math.Max(0, (int)Math.Ceiling((b.Since + Duration.FromMinutes(b.Minutes) - now).TotalMinutes))) : null,
            Chat = [.. room.Chat.Where(l => words.Texts.ContainsKey(l.Id)).Select(l => new ViewLine(l.Id, l.Person, words.NameOf(l.Person), room.Find(l.Person) is { Leads: true }, words.Texts[l.Id], l.At))],
            Leading = leaders ? LeadingView.Of(room, words, extras, now) : null,
        };
    }

    private static int Left(RoomState room, Instant now)
    {
        if (room.CurrentStep is not { } step || room.StepSince is not { } since) return 0;
        var paused = room.StepPaused + (room.Break is { } b ? now - Instant.Max(b.Since, since) : Duration.Zero);
        return (int)Math.Ceiling((Duration.FromMinutes(step.Minutes + room.ExtraMinutes) - (now - since - paused)).TotalMinutes);
    }

    private static ViewTurn Shown(Turn turn, RoomWords words, bool leaders)
    {
        // A pass is silent: for members it is a turn that is over, like any other.
        var state = turn.State == TurnState.Passed && !leaders ? TurnState.Done : turn.State;
        return new(turn.Person, words.NameOf(turn.Person), state, turn.Text is { } text ? words.Texts.GetValueOrDefault(text) : null);
    }
}

/// <param name="Here">On the line; else they are "coming back".</param>
/// <param name="Muted">Muted by a leader; always false for members.</param>
public sealed record ViewPerson(Guid Person, string Name, string Seat, bool Leads, bool Here, bool HandUp, bool JustListening, TakingPart TakingPart, bool Muted, bool CameraTaken);

public enum StepTime { Done = 1, Now = 2, Ahead = 3 }

public sealed record ViewStep(Guid Id, string Title, int Minutes, StepKind Kind, RoundKind? Round, StepTime Time);

public sealed record ViewRound(RoundKind Kind, ImmutableList<ViewTurn> Turns, bool IsOver)
{
    public ViewTurn? Now => Turns.Find(t => t.State == TurnState.Now);
}

/// <param name="Written">What they wrote instead of speaking, while it is kept.</param>
public sealed record ViewTurn(Guid Person, string Name, TurnState State, string? Written);

public sealed record ViewFeedback(Guid Asker, string Name, AnswerKind Kind, FeedbackPhase Phase);

public sealed record ViewBreak(Instant Until, int MinutesLeft);

public sealed record ViewLine(Guid Id, Guid Person, string Name, bool Leads, string Text, Instant At);
