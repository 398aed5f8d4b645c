using System.Net;
using CsCheck;
using Hearth.Tests.Groups;
using Hearth.Tests.Spaces;
using Hearth.Wording;
using Hearth.Wording.Rules;

namespace Hearth.Tests.Wording;

public class WordingTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("He committed suicide last year.", "committed suicide", "He died by suicide last year.")]
    [InlineData("I am an addict.", "an addict", "I am a person with an addiction.")]
    [InlineData("An addict, they said.", "An addict", "A person with an addiction, they said.")]
    [InlineData("Six months clean today.", "months clean", "Six months in recovery today.")]
    [InlineData("I’ve been clean for a week.", "been clean", "I’ve been in recovery for a week.")]
    [InlineData("Another dirty test.", "dirty test", "Another positive test.")]
    [InlineData("I relapsed again.", "relapsed again", "I had another lapse.")]
    [InlineData("Mi tío cometió suicidio.", "cometió suicidio", "Mi tío murió por suicidio.")]
    [InlineData("Llevo dos años limpia.", "años limpia", "Llevo dos años en recuperación.")]
    [InlineData("UN ALCOHÓLICO más.", "UN ALCOHÓLICO", "Una persona con adicción al alcohol más.")]
    public void What_labels_or_blames_is_offered_other_words(string text, string found, string after)
    {
        var offer = Assert.Single(WordingTable.Rule.In(text));
        Assert.Equal(found, offer.Found);
        Assert.Equal(after, WordingTable.Rule.Take(text, offer));
    }

    [Theory]
    [InlineData("I have been cleaning the kitchen."), InlineData("The room has been clean again."), InlineData("It is a dirty plate."), InlineData("I go to Alcoholics Anonymous."), InlineData("> He committed suicide."), InlineData("https://example.org/committed-suicide"), InlineData("Relapse prevention on Thursday."), InlineData("an addictive song"), InlineData("")]
    public void Other_meanings_quotes_and_addresses_are_left_alone(string text) => Assert.Empty(WordingTable.Rule.In(text));

    [Fact]
    public void Of_a_quote_nothing_changes_when_the_same_was_said_below_it()
    {
        const string text = "> an addict\nan addict";
        Assert.Equal("> an addict\na person with an addiction", WordingTable.Rule.Take(text, WordingTable.Rule.In(text).Single()));
    }

    /// <summary>Whatever is typed: an offer is about what stands there, taking all of them leaves none, and never loops.</summary>
    [Fact]
    public void Taking_each_offer_ends_with_none()
    {
        string[] sound = ["He committed suicide, and I relapsed again. I’ve been clean since May.", "Los adictos no, por favor.\n> an addict\nAn addict.", "the mentally ill and a junkie"];
        foreach (var (seed, text) in Chance.Spoiled(300, sound, ["committed suicide", "an addict", "months clean", ">", "\n", "clean", "LOS ADICTOS", "$1"]))
        {
            var (left, turns) = (text, 0);
            while (WordingTable.Rule.In(left).FirstOrDefault() is { } offer)
            {
                Assert.True(left.Contains(offer.Found, StringComparison.Ordinal), $"Seed {seed}");
                left = WordingTable.Rule.Take(left, offer);
                Assert.True(++turns < 100, $"Seed {seed}: {left}");
            }
        }
    }

    [Fact]
    public void No_entry_is_offered_for_what_another_one_says() =>
        Assert.All(WordingTable.Entries, e => Assert.Empty(WordingTable.Rule.In(e.Instead.Replace("$1", "x", StringComparison.Ordinal))));

    [Fact]
    public async Task Nothing_is_held_up_and_the_author_alone_is_offered_it_below_what_is_written()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "My uncle committed suicide.");
        Assert.Contains("many say “died by suicide”", await cast.Wren.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        foreach (var other in (Member[])[cast.June, cast.Leila]) Assert.DoesNotContain("many say “died by suicide”", await other.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        var post = await porch.PostAsync(topic, 1);
        foreach (var other in (Member[])[cast.June, cast.Leila]) Assert.Equal(HttpStatusCode.NotFound, (await other.Client.PostFormAsync($"/posts/{post.Id}/reword", ("Found", "committed suicide"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Wren.Client.PostFormAsync($"/posts/{post.Id}/reword", ("Found", "My uncle"))).StatusCode);
        foreach (var status in (HttpStatusCode[])[HttpStatusCode.SeeOther, HttpStatusCode.UnprocessableEntity]) Assert.Equal(status, (await cast.Wren.Client.PostFormAsync($"/posts/{post.Id}/reword", ("Found", "committed suicide"))).StatusCode);
        Assert.Contains("My uncle died by suicide.", await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        Assert.Equal("My uncle died by suicide.", (await porch.PostAsync(topic, 1)).Text);
    }
}
