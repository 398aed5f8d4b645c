using Hearth.People;
using NodaTime;

namespace Hearth.Sessions.Rules;

/// <summary>Where somebody is tonight, and no leader's licence covers it.</summary>
/// <param name="Place">The state or country (see <see cref="CarePrograms.Rules.Places"/>).</param>
public sealed record PlaceGap(string Place);

/// <summary>A leader and the places of their licences that are in date; a peer with training has none, and nothing is said about that.</summary>
public sealed record Licensed(Guid Person, string Name, IReadOnlyList<string> Places);

/// <summary>A licence is by state or country. One leader whose licence covers a place is enough for it.</summary>
public static class LicenceRule
{
    public static bool Covers(Qualification paper, LocalDate day) => paper is { Kind: QualificationKind.Licence, Place: not null } && paper.CoversDay(day);

    public static PlaceGap? GapOf(string place, IEnumerable<Licensed> leaders) => leaders.Any(l => l.Places.Contains(place)) ? null : new(place);
}
