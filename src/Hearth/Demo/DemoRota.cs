using Hearth.Database;
using Hearth.OnCall;
using NodaTime;

namespace Hearth.Demo;

/// <summary>North House's rota: at every hour of the week two people have a shift, and somebody is asked first.</summary>
internal static class DemoRota
{
    private const Weekdays Weekend = Weekdays.Saturday | Weekdays.Sunday;

    private static readonly LocalTime morning = new(8, 0), evening = new(20, 0);

    private static readonly (string Host, int Rank, Weekdays Days, LocalTime From, LocalTime Until)[] shifts =
    [
        ("leila", 1, Weekdays.Every, morning, evening),
        ("noor", 1, Weekdays.MondayToFriday, evening, morning),
        ("dan", 1, Weekend, evening, morning),
        ("ada", 2, Weekdays.Every, morning, morning),
    ];

    public static void Fill(HearthDb db, DemoProgram plan, IReadOnlyDictionary<string, Guid> people, Instant now)
    {
        // From the day before yesterday, so that whoever comes by at four in the morning finds the night's shift on.
        var since = now.InZone(DateTimeZoneProviders.Tzdb[plan.Zone]).Date.PlusDays(-2);
        foreach (var (host, rank, days, from, until) in shifts)
            db.Add(Shift.Plan(db.CurrentProgram, people[host], new(rank, days, from, until, plan.Zone, since, null), people["noor"], now));
    }
}
