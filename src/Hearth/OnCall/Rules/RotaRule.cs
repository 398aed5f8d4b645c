using Hearth.Database;
using NodaTime;

namespace Hearth.OnCall.Rules;

/// <summary>One time that a shift is worked: from when to when it really is.</summary>
public sealed record Turn(Shift Shift, Instant StartsAt, Instant EndsAt)
{
    public bool Covers(Instant at) => StartsAt <= at && at < EndsAt;
}

/// <summary>Who is asked, in which order, at any moment.</summary>
public static class RotaRule
{
    /// <summary>A turn that goes on for longer than this goes on for good, as far as anybody wants to be told.</summary>
    public static readonly Duration Horizon = Duration.FromDays(7);

    /// <summary>
    /// Those on shift, by rank; then whoever stands in for the program; then every other supervisor, then the admins. Each once, and
    /// nobody who is not in <paramref name="staff"/>, which is who can come in now, in the order in which equals are asked.
    /// </summary>
    /// <param name="standing">The program's standing person on call.</param>
    public static IReadOnlyList<Guid> ChainAt(IEnumerable<Shift> shifts, Guid? standing, IReadOnlyCollection<(Guid Person, Role Role)> staff, Instant now)
    {
        IEnumerable<Guid> asked =
        [
            .. OnShiftAt(shifts, now).Select(t => t.Shift.PersonId),
            .. standing is { } one ? [one] : Array.Empty<Guid>(),
            .. staff.Where(s => s.Role == Role.Supervisor).Select(s => s.Person),
            .. staff.Where(s => s.Role == Role.Admin).Select(s => s.Person),
        ];
        var here = staff.Where(s => s.Role.IsStaff()).Select(s => s.Person).ToHashSet();
        return [.. asked.Where(here.Contains).Distinct()];
    }

    /// <summary>The turns that are on now: by rank; among equals who began earlier comes first.</summary>
    public static IReadOnlyList<Turn> OnShiftAt(IEnumerable<Shift> shifts, Instant now) =>
        [.. shifts.SelectMany(s => TurnsIn(s, new(now, now))).Where(t => t.Covers(now)).OrderBy(t => t.Shift.Rank).ThenBy(t => t.StartsAt).ThenBy(t => t.Shift.Id)];

    /// <summary>Until when somebody is on shift without a break, over turns that adjoin. Null: not on shift, or for longer than <see cref="Horizon"/>.</summary>
    public static Instant? UntilOf(IEnumerable<Shift> shifts, Guid person, Instant now)
    {
        var turns = shifts.Where(s => s.PersonId == person).SelectMany(s => TurnsIn(s, new(now, now + Horizon))).ToList();
        var until = now;
        while (turns.Where(t => t.Covers(until)).Select(t => (Instant?)t.EndsAt).Max() is { } end) until = end;
        return until == now || until > now + Horizon ? null : until;
    }

    /// <summary>The times in which nobody has a shift, in their order.</summary>
    public static IReadOnlyList<Interval> HolesIn(IEnumerable<Shift> shifts, Interval time)
    {
        List<Interval> holes = [];
        var covered = time.Start;
        foreach (var turn in shifts.SelectMany(s => TurnsIn(s, time)).OrderBy(t => t.StartsAt))
        {
            if (turn.StartsAt > covered && turn.StartsAt < time.End) holes.Add(new(covered, turn.StartsAt));
            covered = Instant.Max(covered, turn.EndsAt);
        }
        if (covered < time.End) holes.Add(new(covered, time.End));
        return holes;
    }

    /// <summary>A shift's turns that lie in a time, in part at least; and some that only touch it.</summary>
    public static IEnumerable<Turn> TurnsIn(Shift shift, Interval time)
    {
        var (zone, hours) = (DateTimeZoneProviders.Tzdb[shift.Zone], shift.Hours);
        // A turn lasts a day on the wall, and where a whole day was skipped or an hour of midnight came twice, two days may be one.
        var last = time.End.InZone(zone).Date.PlusDays(1);
        for (var day = time.Start.InZone(zone).Date.PlusDays(-2); day <= last; day = day.PlusDays(1))
        {
            if (!hours.BeginsOn(day)) continue;
            var starts = WallClock.When(day + hours.From, zone);
            var ends = WallClock.When((hours.Until <= hours.From ? day.PlusDays(1) : day) + hours.Until, zone);
            if (shift.EndedAt is { } ended) ends = Instant.Min(ends, ended);
            if (starts < ends && ends >= time.Start && starts <= time.End) yield return new(shift, starts, ends);
        }
    }
}
