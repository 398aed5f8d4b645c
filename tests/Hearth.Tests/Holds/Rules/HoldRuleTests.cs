using CsCheck;
using Hearth.Holds;
using Hearth.Holds.Rules;
using NodaTime;

namespace Hearth.Tests.Holds.Rules;

public class HoldRuleTests
{
    private static readonly HoldFacts nothing = new(false, false, false, [], ["218-555-0142", " 1-833-456-4566 "], ["June", "Leila", "José"]);

    [Theory]
    [InlineData("write to me at june.k+x@example.org")]
    [InlineData("june (at) example dot com")]
    [InlineData("it is june.k at gmail.com")]
    [InlineData("My number is 555 867 5309")]
    [InlineData("call +1 (612) 555-0199 any time")]
    [InlineData("5558675309")]
    [InlineData("55\u200B5867\u200B5309")]
    [InlineData("https://wa.me/15551234567")]
    [InlineData("join us: discord.gg/abc")]
    [InlineData("t.me/junek")]
    [InlineData("add me on Instagram")]
    [InlineData("my insta is junek")]
    [InlineData("Snap: june_k")]
    [InlineData("agrégame en Facebook")]
    [InlineData("mi whatsapp es el de siempre")]
    [InlineData("I'm @june_k_92 there")]
    [InlineData("@juneau99")]
    public void How_somebody_is_reached_outside_waits(string text) => Assert.Equal((HoldReason.Contact, ""), HoldRule.For(text, nothing));

    [Theory]
    [InlineData("Instagram makes me feel small.")]
    [InlineData("The signal was bad, I had no line.")]
    [InlineData("I called 988 and then 911.")]
    [InlineData("The program is at 218-555-0142, and the other line is 1-833-456-4566.")]
    [InlineData("On 2026-11-24, at 4:30 pm, I paid 1,200,000.")]
    [InlineData("From 11/24/2026 to 12.01.2027.")]
    [InlineData("@June, I hear you. @Leila too, and @José.")]
    [InlineData("I ran 10 km in 59 minutes, then 12 more.")]
    [InlineData("Meet at six?")]
    [InlineData("")]
    public void Talking_about_something_does_not(string text) => Assert.Null(HoldRule.For(text, nothing));

    [Theory]
    [InlineData("a")]
    [InlineData("a.")]
    [InlineData("1 ")]
    [InlineData("a (at")]
    [InlineData("@")]
    [InlineData("my insta ")]
    public async Task What_is_made_up_to_be_slow_is_read_like_anything_else(string piece)
    {
        // Far more than a post can hold; a reader that went back would not come to its end.
        var text = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
        await Task.Run(() => HoldRule.For(text, nothing), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_reason_that_says_most_comes_first_and_staff_wait_for_nobody()
    {
        var all = nothing with { First = true, Words = ["casino", "café azul"] };
        Assert.Equal((HoldReason.Contact, ""), HoldRule.For("the casino: a@b.org", all));
        Assert.Equal((HoldReason.Word, "casino"), HoldRule.For("At the CASINO.", all));
        Assert.Equal((HoldReason.Word, "café azul"), HoldRule.For("in the Cafe  Azul!", all));
        Assert.Equal((HoldReason.First, ""), HoldRule.For("casinos are elsewhere", all));
        Assert.Null(HoldRule.For("casinos are elsewhere", all with { First = false }));
        Assert.Null(HoldRule.For("the casino: a@b.org", all with { Staff = true }));
        Assert.Null(HoldRule.For("the casino: a@b.org", all with { LetIn = true }));
    }

    [Fact]
    public void Whole_words_are_found_wherever_they_stand_and_never_parts_of_others() => Gen.Select(Gen.String[Gen.Char["abcé .,!'’"], 0, 20], Gen.String[Gen.Char["abcé .,!'’"], 0, 20]).Sample((before, after) =>
    {
        Assert.Equal(HoldReason.Word, HoldRule.For($"{before} Zürich {after}", nothing with { Words = ["zurich"] })?.Reason);
        Assert.Null(HoldRule.For($"{before} Zürichs {after}", nothing with { Words = ["zurich"] }));
    });

    [Theory]
    [InlineData("I don’t want to be here anymore", true)]
    [InlineData("i just WANT TO DIE", true)]
    [InlineData("Ya no quiero vivir.", true)]
    [InlineData("No puedo más", true)]
    [InlineData("My plant died.", false)]
    [InlineData("I live for Thursdays.", false)]
    public void Words_that_may_be_about_a_hard_moment(string text, bool sounds) => Assert.Equal(sounds, HardWordsRule.Sounds(text));

    private static readonly DateTimeZone chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    [Theory]
    [InlineData("2026-11-24T09:00", 4, "2026-11-24T13:00")]
    [InlineData("2026-11-24T18:00", 4, "2026-11-25T10:00")]
    [InlineData("2026-11-24T23:00", 4, "2026-11-25T12:00")]
    [InlineData("2026-11-24T03:00", 4, "2026-11-24T12:00")]
    [InlineData("2026-11-24T18:00", 16, "2026-11-26T10:00")]
    public void Hours_count_while_somebody_is_there(string from, int hours, string due) =>
        Assert.Equal(At(due), StaffedHours.After(At(from), hours, new(8, 0), new(20, 0), chicago));

    private static Instant At(string local) => NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(local).Value.InZoneLeniently(chicago).ToInstant();

    [Fact]
    public void A_clock_never_ends_early_nor_outside_of_the_times_and_later_writing_never_comes_first() =>
        Gen.Select(Gen.Int[0, 400 * 24 * 60], Gen.Int[0, 300], Gen.Int[1, 24], Gen.Int[0, 20], Gen.Int[1, 3]).Sample((minutes, later, hours, opens, open) =>
        {
            var (from, start, end) = (Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(minutes), new LocalTime(opens, 0), new LocalTime(opens + open, 0));
            var due = StaffedHours.After(from, hours, start, end, chicago);
            Assert.True(due >= from + Duration.FromHours(hours));
            var local = due.InZone(chicago).TimeOfDay;
            Assert.InRange(local, start, end);
            Assert.True(StaffedHours.After(from + Duration.FromMinutes(later), hours, start, end, chicago) >= due);
        });
}
