using CsCheck;
using Hearth.Html;
using Hearth.Spaces.Rules;
using Hearth.Unanswered.Rules;
using NodaTime;

namespace Hearth.Tests.Unanswered.Rules;

public class WaitingTests
{
    private static readonly Instant asked = Instant.FromUtc(2026, 11, 26, 2, 41);

    private static Duration Hours(double hours) => Duration.FromHours(hours);

    [Theory]
    [InlineData(5.99, Waiting.No), InlineData(6, Waiting.Peers), InlineData(11.99, Waiting.Peers), InlineData(12, Waiting.Mentors), InlineData(23.99, Waiting.Mentors), InlineData(24, Waiting.Staff), InlineData(335, Waiting.Staff), InlineData(336, Waiting.No)]
    public void It_waits_for_one_after_the_other_and_in_the_end_is_left_in_peace(double hours, Waiting waiting) => Assert.Equal(waiting, WaitingRule.Of(asked, false, AnswerHours.Usual, asked + Hours(hours)));

    [Fact]
    public void What_was_answered_waits_for_nobody_and_what_was_not_never_waits_for_fewer() =>
        (from hours in Gen.Int[1, 56].Array[3] from first in Gen.Double[0, 335.9] from later in Gen.Double[0, 335.9] select (hours, first: Math.Min(first, later), later: Math.Max(first, later))).Sample(x =>
        {
            var of = new AnswerHours(x.hours[0], x.hours[0] + x.hours[1], x.hours[0] + x.hours[1] + x.hours[2]);
            Assert.Equal(Waiting.No, WaitingRule.Of(asked, true, of, asked + Hours(x.later)));
            Assert.True(WaitingRule.Of(asked, false, of, asked + Hours(x.first)) <= WaitingRule.Of(asked, false, of, asked + Hours(x.later)));
        });

    [Theory]
    [InlineData(23, true, true, false), InlineData(24, true, true, true), InlineData(24, false, false, true), InlineData(24, true, false, false), InlineData(95, true, false, false), InlineData(96, true, false, true)]
    public void It_comes_to_staff_while_somebody_is_on_shift_and_not_never(int hours, bool planned, bool onShift, bool due) => Assert.Equal(due, CarryRule.IsDue(asked, 24, planned, onShift, asked + Hours(hours)));

    [Fact]
    public void Once_due_somebody_on_shift_makes_it_due_and_a_shift_that_is_not_there_only_delays() =>
        (from hours in Gen.Int[1, 168] from waited in Gen.Int[0, 400] from planned in Gen.Bool from here in Gen.Bool select (hours, waited, planned, here)).Sample(x =>
        {
            var due = CarryRule.IsDue(asked, x.hours, x.planned, x.here, asked + Hours(x.waited));
            if (x.waited < x.hours) Assert.False(due);
            else if (x.here || !x.planned || x.waited >= x.hours + 72) Assert.True(due);
            else Assert.False(due);
        });

    [Fact]
    public void It_is_given_to_who_leads_the_group_and_is_on_shift_else_to_who_leads_it_else_to_who_is_asked_first()
    {
        var (leila, dan, noor) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(dan, CarryRule.OwnerOf([leila, dan], [(noor, true), (dan, true), (leila, false)]));
        Assert.Equal(leila, CarryRule.OwnerOf([leila, dan], [(noor, true)]));
        Assert.Equal(noor, CarryRule.OwnerOf([], [(noor, false), (dan, false)]));
        Assert.Null(CarryRule.OwnerOf([], []));
    }
}
