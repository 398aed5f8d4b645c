using CsCheck;
using Hearth.BreakGlass;
using Hearth.BreakGlass.Rules;
using NodaTime;

namespace Hearth.Tests.BreakGlass.Rules;

public class GlassRuleTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 3, 1, 12, 0);

    private static GlassRule.Broken At(Instant at, bool reviewed = false, Instant? ended = null) => new(at, at + Glass.Lasts, ended, reviewed);

    [Fact]
    public void It_is_open_for_sixty_minutes_and_not_one_more()
    {
        Assert.True(GlassRule.IsOpen(At(start), start));
        Assert.True(GlassRule.IsOpen(At(start), start + Duration.FromMinutes(59)));
        Assert.False(GlassRule.IsOpen(At(start), start + Duration.FromMinutes(60)));
        Assert.False(GlassRule.IsOpen(At(start, ended: start), start));
    }

    [Fact]
    public void The_right_lapses_after_a_day_without_a_second_look_and_comes_back_with_it()
    {
        var before = Duration.FromHours(24) - Duration.FromSeconds(1);
        Assert.Null(GlassRule.FlawOf([At(start)], start + before));
        Assert.Equal(GlassRule.Flaw.Lapsed, GlassRule.FlawOf([At(start)], start + Duration.FromHours(24)));
        Assert.Equal(GlassRule.Flaw.Lapsed, GlassRule.FlawOf([At(start), At(start, reviewed: true)], start + Duration.FromDays(90)));
        Assert.Null(GlassRule.FlawOf([At(start, reviewed: true)], start + Duration.FromDays(90)));
        Assert.Equal(GlassRule.Flaw.AnotherIsOpen, GlassRule.FlawOf([At(start)], start + Duration.FromMinutes(1)));
    }

    [Fact]
    public void Whoever_breaks_as_the_rule_lets_them_has_one_open_at_most_and_none_for_more_than_an_hour() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 3]).Array[1, 40].Sample(steps =>
        {
            var (now, all) = (start, new List<GlassRule.Broken>());
            foreach (var (minutes, act) in steps)
            {
                now += Duration.FromMinutes(minutes);
                if (act == 0 && GlassRule.FlawOf(all, now) is null) all.Add(At(now));
                if (act == 1) all = [.. all.Select(g => GlassRule.IsOpen(g, now) ? g with { EndedAt = now } : g)];
                if (act == 2 && all.FindIndex(g => !g.Reviewed) is var at and >= 0) all[at] = all[at] with { Reviewed = true };
                Assert.True(all.Count(g => GlassRule.IsOpen(g, now)) <= 1);
                Assert.All(all.Where(g => GlassRule.IsOpen(g, now)), g => Assert.True(now - g.At < Glass.Lasts));
                if (all.Any(g => !g.Reviewed && now - g.At >= GlassRule.ReviewWithin)) Assert.Equal(GlassRule.Flaw.Lapsed, GlassRule.FlawOf(all, now));
            }
        }, iter: 1000);
}
