using CsCheck;
using Hearth.Notices.Rules;
using NodaTime;

namespace Hearth.Tests.Notices.Rules;

public class GoingTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 11, 27, 23, 0);

    private static Instant In(int minutes) => now + Duration.FromMinutes(minutes);

    [Fact]
    public void What_is_not_urgent_waits_for_the_end_of_quiet_hours_and_for_the_hour()
    {
        Assert.Equal(now, Going.When(false, null, null, now));
        Assert.Equal(In(500), Going.When(false, In(500), null, now));
        Assert.Equal(In(40), Going.When(false, null, In(-20), now));
        Assert.Equal(In(500), Going.When(false, In(500), In(-20), now));
        Assert.Equal(In(40), Going.When(false, In(10), In(-20), now));
        Assert.Equal(now, Going.When(false, null, In(-60), now));
    }

    [Fact]
    public void What_is_urgent_waits_for_nothing() => Assert.Equal(now, Going.When(true, In(500), In(-1), now));

    private static readonly Gen<Instant?> anyMoment = Gen.Select(Gen.Bool, Gen.Int[-3000, 3000]).Select((there, minutes) => there ? In(minutes) : (Instant?)null);

    [Fact]
    public void It_never_goes_in_quiet_hours_or_twice_in_an_hour_and_waits_no_longer_than_it_must() => Gen.Select(anyMoment, anyMoment.Select(o => o > now ? now : o), Gen.Bool).Sample((quiet, lastOut, urgent) =>
    {
        var when = Going.When(urgent, quiet, lastOut, now);
        Assert.True(when >= now);
        if (urgent)
        {
            Assert.Equal(now, when);
            return;
        }
        Assert.False(when < quiet || when < lastOut + Going.Gathered);
        // Looked at again then, it goes: nothing waits for ever.
        Assert.Equal(when, Going.When(false, quiet > when ? quiet : null, lastOut, when));
        Assert.True(when == now || when == quiet || when == lastOut + Going.Gathered);
    }, iter: Chance.Times(3000));
}
