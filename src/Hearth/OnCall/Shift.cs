using Hearth.Database;
using NodaTime;

namespace Hearth.OnCall;

/// <summary>The days of the week on which a shift begins.</summary>
[Flags]
public enum Weekdays
{
    None = 0,
    Monday = 1,
    Tuesday = 2,
    Wednesday = 4,
    Thursday = 8,
    Friday = 16,
    Saturday = 32,
    Sunday = 64,
    MondayToFriday = Monday | Tuesday | Wednesday | Thursday | Friday,
    Every = MondayToFriday | Saturday | Sunday,
}

/// <summary>When a shift is, and at which place in the order.</summary>
/// <param name="Rank">1: asked first; 2: second; 3: third.</param>
/// <param name="Days">On which it begins.</param>
/// <param name="Until">Not later than <paramref name="From"/>: on the next day. Equal to it: 24 hours.</param>
/// <param name="Zone">Whose clock that is (TZDB id).</param>
/// <param name="EndsOn">The last day on which it begins; null: until somebody ends it.</param>
public sealed record ShiftHours(int Rank, Weekdays Days, LocalTime From, LocalTime Until, string Zone, LocalDate StartsOn, LocalDate? EndsOn)
{
    public bool BeginsOn(LocalDate day) => Days.HasFlag(DayOf(day)) && StartsOn <= day && (EndsOn is not { } last || day <= last);

    public static Weekdays DayOf(LocalDate day) => (Weekdays)(1 << ((int)day.DayOfWeek - 1));
}

/// <summary>The hours of a week in which one of the staff is on call.</summary>
public sealed class Shift : IProgramOwned
{
    public const int LastRank = 3;

    private Shift() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public int Rank { get; private set; }
    public Weekdays Days { get; private set; }
    public LocalTime From { get; private set; }
    public LocalTime Until { get; private set; }
    public string Zone { get; private set; } = "";
    public LocalDate StartsOn { get; private set; }
    public LocalDate? EndsOn { get; private set; }
    public Guid MadeBy { get; private set; }
    public Instant MadeAt { get; private set; }

    /// <summary>Null where nobody did: it ended with their time in the program, or with their role.</summary>
    public Guid? EndedBy { get; private set; }

    /// <summary>From here on it covers nothing, in the middle of a night too.</summary>
    public Instant? EndedAt { get; private set; }

    public ShiftHours Hours => new(Rank, Days, From, Until, Zone, StartsOn, EndsOn);

    public static Shift Plan(Guid program, Guid person, ShiftHours hours, Guid by, Instant now)
    {
        var shift = new Shift { ProgramId = program, Id = Guid.NewGuid(), PersonId = person, MadeBy = by, MadeAt = now };
        shift.Change(hours);
        return shift;
    }

    public void Change(ShiftHours hours) =>
        (Rank, Days, From, Until, Zone, StartsOn, EndsOn) = (hours.Rank, hours.Days, hours.From, hours.Until, hours.Zone, hours.StartsOn, hours.EndsOn);

    public void End(Guid? by, Instant now)
    {
        if (EndedAt is null) (EndedBy, EndedAt) = (by, now);
    }
}
