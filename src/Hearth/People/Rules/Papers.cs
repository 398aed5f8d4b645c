using NodaTime;

namespace Hearth.People.Rules;

/// <summary>Dates of a licence or training, as somebody types them.</summary>
public static class Papers
{
    public enum Flaw { EndsBeforeItStarts, TooLong }

    public static Flaw? FlawOf(LocalDate from, LocalDate until) =>
        until < from ? Flaw.EndsBeforeItStarts : until > from.PlusYears(30) ? Flaw.TooLong : null;

    /// <summary>A licence is given by a state or country, chosen from the list.</summary>
    public static bool PlaceMissing(QualificationKind kind, string? place) => kind == QualificationKind.Licence && !CarePrograms.Rules.Places.Known(place);

    public enum State { NotYet, InDate, EndsSoon, Over }

    /// <summary>Soon is 30 days: long enough to renew before a session cannot open.</summary>
    public static State StateOn(LocalDate day, LocalDate from, LocalDate until) =>
        day < from ? State.NotYet : day > until ? State.Over : until < day.PlusDays(30) ? State.EndsSoon : State.InDate;
}
