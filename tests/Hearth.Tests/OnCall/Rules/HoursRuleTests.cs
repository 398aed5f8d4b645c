using Hearth.OnCall;
using Hearth.OnCall.Rules;
using NodaTime;

namespace Hearth.Tests.OnCall.Rules;

public class HoursRuleTests
{
    private static readonly LocalDate today = new(2026, 11, 26); // a Thursday

    private static HoursRule.Flaw? FlawOf(Weekdays days, int starts, int? ends) =>
        HoursRule.FlawOf(new(1, days, new(20, 0), new(8, 0), "UTC", today.PlusDays(starts), ends is { } last ? today.PlusDays(last) : null), today);

    [Theory]
    [InlineData(Weekdays.Every, 0, null, null)]
    [InlineData(Weekdays.Thursday, 0, 0, null)]
    [InlineData(Weekdays.Wednesday, 0, 6, null)]
    [InlineData(Weekdays.None, 0, null, HoursRule.Flaw.NoDay)]
    [InlineData(Weekdays.Every, 0, -1, HoursRule.Flaw.EndsBeforeItStarts)]
    [InlineData(Weekdays.Wednesday, 0, 5, HoursRule.Flaw.NeverBegins)]
    [InlineData(Weekdays.Every, 2000, null, HoursRule.Flaw.FarOff)]
    [InlineData(Weekdays.Every, -2000, null, HoursRule.Flaw.FarOff)]
    [InlineData(Weekdays.Every, 0, 2000, HoursRule.Flaw.FarOff)]
    public void Hours_are_what_somebody_can_have_meant(Weekdays days, int starts, int? ends, HoursRule.Flaw? flaw) => Assert.Equal(flaw, FlawOf(days, starts, ends));

    [Fact]
    public void Each_day_of_a_week_is_its_own() =>
        Assert.Equal([Weekdays.Monday, Weekdays.Tuesday, Weekdays.Wednesday, Weekdays.Thursday, Weekdays.Friday, Weekdays.Saturday, Weekdays.Sunday], Enumerable.Range(-3, 7).Select(d => ShiftHours.DayOf(today.PlusDays(d))));
}
