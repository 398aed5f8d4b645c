using CsCheck;
using Hearth.Database;
using Hearth.OnCall;
using Hearth.OnCall.Rules;
using NodaTime;

namespace Hearth.Tests.OnCall.Rules;

public class RotaRuleTests
{
    private const string Chicago = "America/Chicago";

    private static readonly Guid noor = new("00000000-0000-0000-0000-000000000001"), vera = new("00000000-0000-0000-0000-000000000002"), ada = new("00000000-0000-0000-0000-000000000003"), leila = new("00000000-0000-0000-0000-000000000004"), dan = new("00000000-0000-0000-0000-000000000005");
    private static readonly (Guid, Role)[] staff = [(leila, Role.Facilitator), (ada, Role.Admin), (noor, Role.Supervisor), (dan, Role.Facilitator), (vera, Role.Supervisor)];
    private static readonly LocalDate first = new(1990, 1, 1);
    private static readonly LocalTime morning = new(8, 0), evening = new(20, 0);
    private static readonly DateTimeZone[] zones = [.. DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id])];

    private static Shift Of(Guid person, LocalTime from, LocalTime until, Weekdays days = Weekdays.Every, int rank = 1, string zone = Chicago, LocalDate? startsOn = null, LocalDate? endsOn = null) =>
        Shift.Plan(Guid.Empty, person, new(rank, days, from, until, zone, startsOn ?? first, endsOn), ada, Instant.MinValue);

    private static Instant At(int year, int month, int day, int hour, int minute = 0) => new LocalDateTime(year, month, day, hour, minute).InZoneLeniently(DateTimeZoneProviders.Tzdb[Chicago]).ToInstant();

    private static List<Guid> OnAt(IEnumerable<Shift> shifts, Instant now) => [.. RotaRule.OnShiftAt(shifts, now).Select(t => t.Shift.PersonId)];

    [Fact]
    public void Those_on_shift_by_rank_then_who_stands_in_then_supervisors_then_admins()
    {
        Shift[] shifts = [Of(dan, morning, evening, rank: 2), Of(leila, morning, evening), Of(ada, evening, morning)];
        Assert.Equal([leila, dan, noor, vera, ada], RotaRule.ChainAt(shifts, noor, staff, At(2026, 11, 26, 12)));
        Assert.Equal([ada, vera, noor], RotaRule.ChainAt(shifts, vera, staff, At(2026, 11, 26, 23)));
        Assert.Equal([dan, noor, vera, ada], RotaRule.ChainAt([], dan, staff, At(2026, 11, 26, 12))); // who stands in may be any of the staff
        Assert.Equal([noor, vera, ada], RotaRule.ChainAt([], null, staff, At(2026, 11, 26, 12)));
    }

    [Fact]
    public void Among_equals_who_began_earlier_is_asked_first()
    {
        Shift[] shifts = [Of(leila, new(9, 0), evening), Of(dan, new(7, 0), evening)];
        Assert.Equal([dan, leila], OnAt(shifts, At(2026, 11, 26, 12)));
    }

    [Fact]
    public void Whoever_cannot_come_in_is_not_asked_whatever_the_rota_says()
    {
        Shift[] shifts = [Of(leila, morning, evening), Of(dan, morning, evening, rank: 2)];
        Assert.Equal([dan, noor, vera, ada], RotaRule.ChainAt(shifts, leila, [.. staff.Where(s => s.Item1 != leila)], At(2026, 11, 26, 12)));
        Assert.Equal([dan, noor, vera, ada], RotaRule.ChainAt(shifts, leila, [.. staff.Where(s => s.Item1 != leila), (leila, Role.Participant)], At(2026, 11, 26, 12)));
    }

    [Fact]
    public void A_night_goes_on_into_a_day_on_which_it_does_not_begin()
    {
        Shift[] night = [Of(noor, evening, morning, Weekdays.MondayToFriday)];
        Assert.Equal([noor], OnAt(night, At(2026, 11, 28, 7, 59))); // Saturday: Friday's
        Assert.Empty(OnAt(night, At(2026, 11, 28, 8)));
        Assert.Empty(OnAt(night, At(2026, 11, 28, 21)));
        Assert.Empty(OnAt(night, At(2026, 11, 30, 7))); // Monday: Sunday has none
        Assert.Equal([noor], OnAt(night, At(2026, 11, 30, 20)));
    }

    [Fact]
    public void From_a_time_to_the_same_time_is_a_day()
    {
        Shift[] day = [Of(ada, morning, morning, Weekdays.Saturday)];
        Assert.Empty(OnAt(day, At(2026, 11, 28, 7, 59)));
        Assert.Equal([ada], OnAt(day, At(2026, 11, 28, 8)));
        Assert.Equal([ada], OnAt(day, At(2026, 11, 29, 7, 59)));
        Assert.Empty(OnAt(day, At(2026, 11, 29, 8)));
    }

    [Fact]
    public void The_last_day_is_one_on_which_it_begins()
    {
        Shift[] night = [Of(noor, evening, morning, startsOn: new(2026, 11, 24), endsOn: new(2026, 11, 25))];
        Assert.Empty(OnAt(night, At(2026, 11, 24, 7)));
        Assert.Equal([noor], OnAt(night, At(2026, 11, 24, 20)));
        Assert.Equal([noor], OnAt(night, At(2026, 11, 26, 7)));
        Assert.Empty(OnAt(night, At(2026, 11, 26, 20)));
    }

    [Fact]
    public void Ended_in_the_night_it_covers_nothing_from_then_on()
    {
        var night = Of(noor, evening, morning);
        night.End(ada, At(2026, 11, 26, 3));
        Assert.Equal([noor], OnAt([night], At(2026, 11, 26, 2, 59)));
        Assert.Empty(OnAt([night], At(2026, 11, 26, 3)));
        Assert.Empty(OnAt([night], At(2026, 11, 26, 22)));
        Assert.Equal(At(2026, 11, 26, 3), RotaRule.UntilOf([night], noor, At(2026, 11, 26, 2)));
    }

    [Fact]
    public void The_night_of_the_change_is_an_hour_longer_or_shorter_and_has_no_hole()
    {
        Shift[] shifts = [Of(noor, evening, morning), Of(leila, morning, evening)];
        foreach (var (night, hours) in ((LocalDate, int)[])[(new(2026, 10, 31), 13), (new(2026, 3, 7), 11), (new(2026, 6, 1), 12)])
        {
            var starts = At(night.Year, night.Month, night.Day, 20);
            Assert.Equal(starts + Duration.FromHours(hours), RotaRule.UntilOf(shifts, noor, starts));
            Assert.Equal([leila], OnAt(shifts, starts + Duration.FromHours(hours)));
        }
    }

    [Fact]
    public void Two_that_adjoin_in_an_hour_that_is_skipped_or_comes_twice_adjoin()
    {
        Shift[] shifts = [Of(noor, evening, new(1, 30)), Of(dan, new(1, 30), new(2, 30)), Of(leila, new(2, 30), evening)];
        // Half past one comes twice: Noor goes at the first, and Dan has two hours.
        var once = Instant.FromUtc(2026, 11, 1, 6, 30);
        Assert.Equal([noor], OnAt(shifts, once - Duration.FromSeconds(1)));
        Assert.Equal([dan], OnAt(shifts, once));
        Assert.Equal([dan], OnAt(shifts, once + Duration.FromMinutes(119)));
        Assert.Equal([leila], OnAt(shifts, once + Duration.FromMinutes(120)));
        // Half past two does not come: Dan goes when the clocks have gone to three.
        Assert.Equal(Instant.FromUtc(2026, 3, 8, 8, 0), RotaRule.UntilOf(shifts, dan, Instant.FromUtc(2026, 3, 8, 7, 45)));
    }

    [Fact]
    public void Until_when_is_said_over_shifts_that_adjoin()
    {
        Shift[] shifts = [Of(noor, evening, morning, Weekdays.Thursday), Of(noor, morning, new(12, 0), Weekdays.Friday, rank: 2), Of(ada, morning, morning)];
        Assert.Equal(At(2026, 11, 27, 12), RotaRule.UntilOf(shifts, noor, At(2026, 11, 26, 22)));
        Assert.Null(RotaRule.UntilOf(shifts, noor, At(2026, 11, 26, 12))); // not on
        Assert.Null(RotaRule.UntilOf(shifts, ada, At(2026, 11, 26, 12))); // always on
    }

    [Fact]
    public void Hours_that_nobody_has_are_found()
    {
        Shift[] shifts = [Of(leila, new(6, 0), evening), Of(noor, evening, new(2, 0)), Of(dan, new(1, 0), new(6, 0), Weekdays.Every & ~Weekdays.Monday)];
        var week = new Interval(At(2026, 11, 26, 12), At(2026, 12, 3, 12));
        Assert.Equal([new Interval(At(2026, 11, 30, 2), At(2026, 11, 30, 6))], RotaRule.HolesIn(shifts, week));
        Assert.Equal([week], RotaRule.HolesIn([], week));
    }

    private static readonly LocalDate[] changes = [new(2026, 3, 5), new(2026, 10, 23), new(2026, 10, 29), new(2011, 12, 27)];

    private static readonly Gen<DateTimeZone> AnyZone = Gen.Int[0, zones.Length - 1].Select(i => zones[i]);
    private static readonly Gen<LocalTime> AnyTime = Gen.Int[0, (24 * 4) - 1].Select(q => LocalTime.FromMinutesSinceMidnight(q * 15));

    /// <summary>Two who share the day: in every zone and every week of sixty years exactly one has a shift at each moment, and it is the right one.</summary>
    [Fact]
    public void Two_who_share_the_day_leave_no_minute_and_share_none()
    {
        var weeks = Gen.OneOf(Gen.Int[0, 365 * 60].Select(d => first.PlusDays(d + 8)), Gen.Int[0, changes.Length - 1].Select(i => changes[i]));
        Gen.Select(AnyZone, weeks, AnyTime, AnyTime).Where(x => x.Item3 != x.Item4).Sample((zone, monday, from, until) =>
        {
            Shift[] shifts = [Of(noor, from, until, zone: zone.Id, startsOn: monday.PlusDays(-3)), Of(leila, until, from, zone: zone.Id, startsOn: monday.PlusDays(-3))];
            var start = zone.AtStartOfDay(monday).ToInstant();
            var week = new Interval(start, start + Duration.FromDays(7));
            if (RotaRule.HolesIn(shifts, week).Count > 0) return false;
            for (var now = week.Start; now < week.End; now += Duration.FromMinutes(30))
            {
                var on = OnAt(shifts, now);
                if (on.Count != 1) return false;
                // What the wall says, wherever the clocks stand still for a day around.
                if (zone.GetZoneInterval(now - Duration.FromDays(1)) != zone.GetZoneInterval(now + Duration.FromDays(1))) continue;
                var wall = now.InZone(zone).TimeOfDay;
                var his = from < until ? from <= wall && wall < until : wall >= from || wall < until;
                if (on[0] != (his ? noor : leila)) return false;
            }
            return true;
        }, iter: 400);
    }

    private static readonly Gen<Shift> AnyShift = Gen.Select(Gen.Int[0, 4], AnyTime, AnyTime, Gen.Int[0, 127], Gen.Int[1, 3], Gen.Int[-5, 5], Gen.Int[-1, 8])
        .Select((who, from, until, days, rank, starts, lasts) => Of(staff[who].Item1, from, until, (Weekdays)days, rank, "UTC", new LocalDate(2026, 11, 26).PlusDays(starts), lasts < 0 ? null : new LocalDate(2026, 11, 26).PlusDays(starts + lasts)));

    /// <summary>Each moment of a week, against a calendar that is read minute by minute.</summary>
    [Fact]
    public void At_each_moment_of_a_week_those_are_on_whose_hours_it_is_and_nobody_is_asked_twice_or_after_they_left() =>
        Gen.Select(AnyShift.Array[0, 6], Gen.Int[0, 5], Gen.Int[0, 31]).Sample((shifts, standing, gone) =>
        {
            var here = staff.Where((_, i) => (gone >> i & 1) == 0).ToArray();
            Guid? stands = standing == 5 ? null : staff[standing].Item1;
            var start = Instant.FromUtc(2026, 11, 24, 0, 0);
            for (var quarter = 0; quarter < 7 * 24 * 4; quarter += 3)
            {
                var now = start + Duration.FromMinutes((quarter * 15) + 7);
                var wall = now.InUtc();
                bool On(Shift s) => s.From < s.Until
                    ? s.Hours.BeginsOn(wall.Date) && s.From <= wall.TimeOfDay && wall.TimeOfDay < s.Until
                    : (s.Hours.BeginsOn(wall.Date) && s.From <= wall.TimeOfDay) || (s.Hours.BeginsOn(wall.Date.PlusDays(-1)) && wall.TimeOfDay < s.Until);
                var on = shifts.Where(On).ToList();
                if (!RotaRule.OnShiftAt(shifts, now).Select(t => t.Shift.Id).Order().SequenceEqual(on.Select(s => s.Id).Order())) return false;

                var chain = RotaRule.ChainAt(shifts, stands, here, now);
                if (chain.Distinct().Count() != chain.Count || chain.Any(p => !here.Any(h => h.Item1 == p))) return false;
                var expected = on.Select(s => s.PersonId).Concat(stands is { } one ? [one] : []).Concat([noor, vera, ada]).Where(p => here.Any(h => h.Item1 == p)).ToHashSet();
                if (!expected.SetEquals(chain)) return false;
                int RankOf(Guid p) => on.Where(s => s.PersonId == p).Select(s => (int?)s.Rank).Min() ?? (p == stands ? 4 : p == ada ? 6 : 5);
                if (!chain.Select(RankOf).SequenceEqual(chain.Select(RankOf).Order())) return false;
            }
            return true;
        }, iter: 300);
}
