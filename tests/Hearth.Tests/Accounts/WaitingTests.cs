using CsCheck;
using Hearth.Accounts.Rules;
using NodaTime;

namespace Hearth.Tests.Accounts;

public class WaitingTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 24, 18, 2);

    [Fact]
    public void A_day_after_a_recovery_or_an_older_way_and_nothing_else_lets_a_change_through() =>
        Gen.Select(Gen.Int[-3000, 3000], Gen.Bool, Gen.Int[-3000, 3000], Gen.Bool).Sample((ago, some, age, shown) =>
        {
            var recovered = some ? Now + Duration.FromMinutes(ago) : (Instant?)null;
            var proof = shown ? Now + Duration.FromMinutes(age) : (Instant?)null;
            var waits = Waiting.Until(recovered, proof, Now);
            var free = recovered is not { } at || Now >= at + Waiting.For || proof < at;
            return free ? waits is null : waits == recovered + Waiting.For;
        });

    [Theory]
    [InlineData(-100, -50, true)] // the other is old enough
    [InlineData(-100, -1, false)] // the only old one, and the other of this hour
    [InlineData(-1, -100, true)] // the newer one goes
    [InlineData(-2, -1, false)]
    public void The_last_old_way_stays_for_the_day_in_which_a_new_one_can_be_undone(int hours, int others, bool now) =>
        Assert.Equal(now, Waiting.RemovableFrom(Now + Duration.FromHours(hours), [Now + Duration.FromHours(others)], Now) is null);
}
