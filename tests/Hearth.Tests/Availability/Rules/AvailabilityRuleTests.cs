using CsCheck;
using Hearth.Availability;
using Hearth.Availability.Rules;
using Hearth.OnCall;
using NodaTime;

namespace Hearth.Tests.Availability.Rules;

public class AvailabilityRuleTests
{
    private static readonly DateTimeZone chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];
    private static readonly DateTimeZone[] zones = [.. DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id])];
    private static readonly WeekHours night = new(Weekdays.Every, new(22, 0), new(7, 0));

    private static Instant At(int month, int day, int hour, int minute = 0, int year = 2026) => new LocalDateTime(year, month, day, hour, minute).InZoneLeniently(chicago).ToInstant();

    [Fact]
    public void A_night_goes_over_midnight_and_ends_in_the_morning()
    {
        Assert.Null(night.UntilOf(chicago, At(11, 24, 21, 59)));
        Assert.Equal(At(11, 25, 7), night.UntilOf(chicago, At(11, 24, 22)));
        Assert.Equal(At(11, 25, 7), night.UntilOf(chicago, At(11, 25, 6, 59)));
        Assert.Null(night.UntilOf(chicago, At(11, 25, 7)));
    }

    [Fact]
    public void It_begins_on_its_days_and_goes_on_into_one_that_is_not_among_them()
    {
        var fridays = night with { Days = Weekdays.Friday };
        Assert.NotNull(fridays.UntilOf(chicago, At(11, 28, 3))); // Saturday: Friday's night
        Assert.Null(fridays.UntilOf(chicago, At(11, 28, 23)));
        Assert.Null(fridays.UntilOf(chicago, At(11, 27, 3)));
    }

    [Fact]
    public void Whole_days_that_adjoin_are_one_rest_and_around_the_clock_is_a_week_at_a_time()
    {
        var weekend = new WeekHours(Weekdays.Saturday | Weekdays.Sunday, new(0, 0), new(0, 0));
        Assert.Equal(At(11, 30, 0), weekend.UntilOf(chicago, At(11, 28, 12)));
        var always = weekend with { Days = Weekdays.Every };
        var now = At(11, 28, 12);
        Assert.Equal(now + WeekHours.Horizon, always.UntilOf(chicago, now));
        Assert.Equal(new Seen(Seen.As.Resting, null), Seen.Of(always, null, chicago, now));
    }

    [Fact]
    public void On_the_nights_on_which_clocks_change_it_follows_the_wall()
    {
        // March 8, 2026: 2:00 becomes 3:00. November 1: 2:00 becomes 1:00 again.
        var early = new WeekHours(Weekdays.Every, new(22, 0), new(2, 30));
        Assert.Equal(Instant.FromUtc(2026, 3, 8, 8, 0), early.UntilOf(chicago, At(3, 8, 1)));
        var twice = early with { Until = new(1, 30) };
        Assert.Equal(Instant.FromUtc(2026, 11, 1, 6, 30), twice.UntilOf(chicago, At(10, 31, 23)));
        Assert.Null(twice.UntilOf(chicago, Instant.FromUtc(2026, 11, 1, 7, 15))); // 1:15 for the second time
    }

    private static readonly Gen<WeekHours> anyHours = Gen.Select(Gen.Int[0, 127], Gen.Int[0, 1439], Gen.Int[0, 1439]).Select((days, from, until) =>
        new WeekHours((Weekdays)days, LocalTime.FromMinutesSinceMidnight(from), LocalTime.FromMinutesSinceMidnight(until)));

    private static readonly Gen<Instant> anyMoment = Gen.Long[0, 4_000_000_000].Select(Instant.FromUnixTimeSeconds);

    /// <summary>Said another way: minute by minute, by what the wall shows.</summary>
    [Fact]
    public void In_a_zone_whose_clocks_never_change_it_is_what_the_wall_says() => Gen.Select(anyHours, anyMoment, Gen.Int[-12, 14]).Sample((hours, now, offset) =>
    {
        var zone = DateTimeZone.ForOffset(Offset.FromHours(offset));
        var wall = now.InZone(zone);
        bool Begins(LocalDate day) => hours.Days.HasFlag(ShiftHours.DayOf(day));
        var over = hours.Until <= hours.From;
        var inside = over
            ? (Begins(wall.Date) && wall.TimeOfDay >= hours.From) || (Begins(wall.Date.PlusDays(-1)) && wall.TimeOfDay < hours.Until)
            : Begins(wall.Date) && wall.TimeOfDay >= hours.From && wall.TimeOfDay < hours.Until;
        Assert.Equal(inside, hours.UntilOf(zone, now) is not null);
    }, iter: Chance.Times(4000));

    [Fact]
    public void Everywhere_and_always_it_ends_later_and_until_then_is_one_rest() => Gen.Select(anyHours, anyMoment, Gen.Int[0, zones.Length - 1], Gen.Double[0, 1]).Sample((hours, now, z, part) =>
    {
        var zone = zones[z];
        if (hours.UntilOf(zone, now) is not { } until) return;
        Assert.True(until > now && until <= now + WeekHours.Horizon);
        // In the middle of it the same end is said, and at its end it is over, unless it goes on past a week.
        var between = now + (until - now) * part;
        if (between >= until) return;
        var longest = until == now + WeekHours.Horizon;
        Assert.True(longest ? hours.UntilOf(zone, between) >= until : hours.UntilOf(zone, between) == until);
        if (!longest) Assert.Null(hours.UntilOf(zone, until));
    }, iter: Chance.Times(4000));

    [Fact]
    public void Around_is_the_next_time_that_it_is_that_late_and_not_one_that_is_over()
    {
        Assert.Equal(At(11, 24, 22), Around.UntilOf(new(22, 0), chicago, At(11, 24, 18)));
        Assert.Equal(At(11, 25, 1), Around.UntilOf(new(1, 0), chicago, At(11, 24, 23)));
        Assert.Null(Around.UntilOf(new(9, 0), chicago, At(11, 24, 10)));
        Assert.Null(Around.UntilOf(new(10, 0), chicago, At(11, 24, 10)));
    }

    [Fact]
    public void Around_is_never_longer_than_half_a_day_and_never_over() => Gen.Select(Gen.Int[0, 1439], anyMoment, Gen.Int[0, zones.Length - 1]).Sample((minute, now, z) =>
    {
        if (Around.UntilOf(LocalTime.FromMinutesSinceMidnight(minute), zones[z], now) is { } until) Assert.True(until > now && until - now <= Around.Longest);
    }, iter: Chance.Times(4000));

    [Fact]
    public void What_they_said_for_today_comes_before_their_hours_and_what_was_never_chosen_is_not_seen()
    {
        var now = At(11, 24, 23);
        Assert.Equal(new Seen(Seen.As.Around, At(11, 25, 0)), Seen.Of(night, At(11, 25, 0), chicago, now));
        Assert.Equal(new Seen(Seen.As.Resting, At(11, 25, 7)), Seen.Of(night, now, chicago, now));
        Assert.Null(Seen.Of(null, null, chicago, now));
        Assert.Null(OwnAvailability.Of(Guid.Empty, Guid.Empty).ChosenQuiet);
        Assert.Equal(OwnAvailability.UsualQuiet, OwnAvailability.Of(Guid.Empty, Guid.Empty).Quiet);
    }

    [Fact]
    public void Who_may_be_asked_for_company()
    {
        var (evening, late) = (At(11, 24, 18), At(11, 24, 23));
        Assert.False(CompanyTimes.MayBeAsked(CompanyChoice.No, night, null, chicago, late));
        Assert.True(CompanyTimes.MayBeAsked(CompanyChoice.OutsideQuietHours, null, night, chicago, evening));
        Assert.False(CompanyTimes.MayBeAsked(CompanyChoice.OutsideQuietHours, null, night, chicago, late));
        Assert.True(CompanyTimes.MayBeAsked(CompanyChoice.OutsideQuietHours, null, null, chicago, late));
        Assert.True(CompanyTimes.MayBeAsked(CompanyChoice.InTheseHours, night, night, chicago, late));
        Assert.False(CompanyTimes.MayBeAsked(CompanyChoice.InTheseHours, night, null, chicago, evening));
        Assert.False(CompanyTimes.MayBeAsked(CompanyChoice.InTheseHours, null, null, chicago, evening));
    }
}
