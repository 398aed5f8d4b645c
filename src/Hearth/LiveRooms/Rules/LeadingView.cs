using System.Collections.Immutable;
using Hearth.Sessions.Rules;
using NodaTime;

namespace Hearth.LiveRooms.Rules;

/// <summary>What only those who lead see.</summary>
public sealed record LeadingView
{
    public required ImmutableList<ViewGuest> Waiting { get; init; }
    public required ImmutableList<ViewGuest> TakenOut { get; init; }

    /// <summary>In the order in which they went up. Less heard first: order by <see cref="ViewHand.SecondsSpoken"/>.</summary>
    public required ImmutableList<ViewHand> Hands { get; init; }

    /// <summary>In the order of seats, never by how much: this is no ranking.</summary>
    public required ImmutableList<ViewVoice> Voices { get; init; }
    public required ImmutableList<ViewAnswer> Answers { get; init; }

    /// <summary>Who would rather not be asked during this step.</summary>
    public required ImmutableList<Guid> Passes { get; init; }

    /// <summary>Of the members inside, how many have said where they are.</summary>
    public required int PlacesKnown { get; init; }
    public required int Members { get; init; }

    /// <summary>How many lead this session.</summary>
    public required int Leaders { get; init; }

    /// <summary>Leaders who have a licence, with its places.</summary>
    public required ImmutableList<Licensed> Licensed { get; init; }

    internal static LeadingView Of(RoomState room, RoomWords words, RoomExtras extras, Instant now)
    {
        int Spoken(Guid person) => extras.SecondsSpoken.GetValueOrDefault(person);
        PlaceGap? Gap(RoomPerson person) => person.Leads ? null : extras.Gaps.GetValueOrDefault(person.Id);
        var members = room.Inside.Where(p => !p.Leads).ToList();
        return new()
        {
            Waiting = [.. room.InOrder.Where(p => p.Waiting).Select(p => new ViewGuest(p.Id, words.NameOf(p.Id), p.Leads, p.Connected, Gap(p)))],
            TakenOut = [.. room.InOrder.Where(p => p.Removed).Select(p => new ViewGuest(p.Id, words.NameOf(p.Id), p.Leads, p.Connected, Gap(p)))],
            Hands = [.. room.Hands.Select(p => new ViewHand(p.Id, words.NameOf(p.Id), (int)(now - p.HandUpSince!.Value).TotalMinutes, Spoken(p.Id), p.TakingPart == Sessions.TakingPart.Writing))],
            Voices = [.. members.Select(p => new ViewVoice(p.Id, words.NameOf(p.Id), Spoken(p.Id), p.JustListening, !p.JustListening && !p.MayBeAsked, Gap(p)))],
            Answers = [.. room.Inside.Where(p => p.InvitedBy is not null || p.Answer is not null).Select(p => new ViewAnswer(p.Id, words.NameOf(p.Id), p.InvitedBy is not null, p.Answer))],
            Passes = [.. room.Inside.Where(p => p.Passes).Select(p => p.Id)],
            PlacesKnown = members.Count(p => extras.PlacesKnown.Contains(p.Id)), Members = members.Count, Leaders = extras.Leaders, Licensed = [.. extras.Licensed],
        };
    }
}

/// <param name="Gap">They are where no leader's licence reaches.</param>
public sealed record ViewGuest(Guid Person, string Name, bool Leads, bool Here, PlaceGap? Gap);

public sealed record ViewHand(Guid Person, string Name, int MinutesUp, int SecondsSpoken, bool WouldRatherWrite);

/// <param name="Unasked">Would rather speak by their own wish alone.</param>
public sealed record ViewVoice(Guid Person, string Name, int SecondsSpoken, bool JustListening, bool Unasked, PlaceGap? Gap);

/// <param name="Open">Not answered yet.</param>
public sealed record ViewAnswer(Guid Person, string Name, bool Open, InvitationAnswer? Answer);
