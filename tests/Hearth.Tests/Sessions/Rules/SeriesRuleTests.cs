using CsCheck;
using Hearth.Sessions;
using Hearth.Sessions.Rules;
using NodaTime;

namespace Hearth.Tests.Sessions.Rules;

public class SeriesRuleTests
{
    private static readonly DateTimeZone Chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    [Fact]
    public void The_time_on_the_wall_stays_when_the_clocks_go_back()
    {
        // November 1, 2026: an hour later in UTC from then on.
        var planned = SeriesRule.Plan(new(2026, 10, 27), new(18, 0), Chicago, 50, 2);
        Assert.Equal([Instant.FromUtc(2026, 10, 27, 23, 0), Instant.FromUtc(2026, 11, 4, 0, 0)], planned.Select(p => p.StartsAt));
        Assert.All(planned, p => Assert.Equal(ClockChange.None, p.Clock));
    }

    [Fact]
    public void A_time_that_the_clocks_skip_begins_when_they_have_gone_forward()
    {
        var one = SeriesRule.On(new(2026, 3, 8), new(2, 30), Chicago, 50);
        Assert.Equal(ClockChange.Skipped, one.Clock);
        Assert.Equal(new LocalDateTime(2026, 3, 8, 3, 0), one.StartsAt.InZone(Chicago).LocalDateTime);
        Assert.Equal(Duration.FromMinutes(50), one.EndsAt - one.StartsAt);
    }

    [Fact]
    public void A_time_that_comes_twice_begins_at_the_first()
    {
        var one = SeriesRule.On(new(2026, 11, 1), new(1, 30), Chicago, 90);
        Assert.Equal(ClockChange.Twice, one.Clock);
        Assert.Equal(Offset.FromHours(-5), one.StartsAt.InZone(Chicago).Offset);
        Assert.Equal(Duration.FromMinutes(90), one.EndsAt - one.StartsAt);
    }

    /// <summary>In every zone, in every year: each week has its session, at that time on the wall, or as near as the clocks allow and said so.</summary>
    [Fact]
    public void Every_week_in_every_zone_keeps_its_time_on_the_wall()
    {
        var zones = DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id]).ToArray();
        var days = Gen.Int[0, 365 * 60].Select(d => new LocalDate(1990, 1, 1).PlusDays(d));
        var times = Gen.Int[0, (24 * 60) - 1].Select(m => LocalTime.FromMinutesSinceMidnight(m));
        Gen.Select(Gen.Int[0, zones.Length - 1].Select(i => zones[i]), days, times, Gen.Int[15, 180], Gen.Int[1, 26]).Sample((zone, day, time, minutes, weeks) =>
        {
            var planned = SeriesRule.Plan(day, time, zone, minutes, weeks);
            Assert.Equal(weeks, planned.Count);
            for (var i = 0; i < weeks; i++)
            {
                Assert.Equal(day.PlusWeeks(i), planned[i].Day);
                Assert.Equal(Duration.FromMinutes(minutes), planned[i].EndsAt - planned[i].StartsAt);
                var wall = planned[i].StartsAt.InZone(zone).LocalDateTime;
                if (planned[i].Clock == ClockChange.Skipped) Assert.True(wall > planned[i].Day + time);
                else Assert.Equal(planned[i].Day + time, wall);
            }
        }, iter: 3_000);
    }

    [Fact]
    public void Two_that_only_touch_do_not_overlap()
    {
        var at = Instant.FromUtc(2026, 11, 24, 18, 0);
        var hour = Duration.FromHours(1);
        Assert.False(SeriesRule.Overlap(at, at + hour, at + hour, at + hour + hour));
        Assert.True(SeriesRule.Overlap(at, at + hour, at + hour - Duration.FromSeconds(1), at + hour + hour));
    }

    [Fact]
    public void A_template_takes_exactly_the_time_there_is()
    {
        Gen.Select(Gen.Enum<PlanTemplate>(), Gen.Int[SeriesRule.ShortestMinutes, SeriesRule.LongestMinutes]).Sample((template, minutes) =>
        {
            var steps = PlanTemplates.Fit(template, minutes);
            if (template == PlanTemplate.Empty) return steps.Count == 0;
            return steps.Sum(s => s.Minutes) == minutes && steps.All(s => s.Minutes > 0) && steps.All(s => (s.Kind == StepKind.Round) == s.Round is not null)
                && (minutes <= PlanTemplates.BreakAfter || steps.Count(s => s.Title == "Break") == 1);
        });
    }

    [Theory]
    [InlineData("218-555-0138", true)]
    [InlineData("+49 (30) 1234567", true)]
    [InlineData("12345", false)]
    [InlineData("call my mom", false)]
    [InlineData("218-555-0138 ask for W", false)]
    public void A_number_can_be_called(string number, bool can) => Assert.Equal(can, ArrivingRule.CanBeCalled(number));
}
