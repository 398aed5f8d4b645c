using CsCheck;
using Hearth.Search.Rules;
using Hearth.Spaces.Rules;

namespace Hearth.Tests.Search.Rules;

public class TermRuleTests
{
    private static readonly Guid space = Guid.Parse("0f6a3f9e-2c1d-4b7e-9a55-3d1f0c7be1aa");

    /// <summary>Letters of many hands, signs, and what is not whole.</summary>
    private static readonly Gen<string> texts = Gen.OneOf(Gen.String, Gen.String[Gen.Char["abcABC áéÁñÑßſİıςΣﬁﷺ²½名前한نورא\u0301\u0308'’\"*§:()&|!\\\t\n\ud83d\ude42\u200d\u202e"], 0, 80]);

    private static List<string> Words(string text) => [.. TermRule.In(text).Select(t => t.Folded)];

    [Theory]
    [InlineData("Café, MAÑANA!", "cafe manana")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("don’t don't", "don t don t")]
    [InlineData("ΟΔΟΣ οδος", "οδοσ οδοσ")]
    [InlineData("ﬁne x² ½", "fine x2 12")]
    [InlineData("§ * \u0301 🙂", "")]
    [InlineData("नमस्ते", "नमसत")]
    public void Letters_and_digits_small_and_without_accents(string text, string words) => Assert.Equal(words, string.Join(' ', Words(text)));

    [Fact]
    public void Of_whatever_is_typed_nothing_but_letters_and_digits_comes_through() => texts.Sample(text =>
    {
        foreach (var word in Words(text))
        {
            Assert.All(word.EnumerateRunes(), r => Assert.True(System.Text.Rune.IsLetterOrDigit(r)));
            Assert.InRange(word.EnumerateRunes().Count(), 1, TermRule.LongestTerm);
        }
    });

    [Fact]
    public void What_was_folded_folds_to_itself_and_however_it_was_typed_it_is_the_same() => texts.Sample(text =>
    {
        var words = Words(text);
        Assert.Equal(words, Words(string.Join(' ', words)));
        if (!text.Any(char.IsSurrogate)) Assert.Equal(words, Words(text.Normalize(System.Text.NormalizationForm.FormD)));
    });

    [Fact]
    public void A_word_says_where_it_stands() => texts.Sample(text =>
    {
        var at = 0;
        foreach (var term in TermRule.In(text))
        {
            Assert.True(term.Start >= at && term.Length > 0);
            at = term.Start + term.Length;
            Assert.True(at <= text.Length);
            Assert.Equal(term.Folded, Assert.Single(Words(text.Substring(term.Start, term.Length))));
        }
    });

    [Fact]
    public void A_post_bears_its_place_and_each_of_its_words_once() => texts.Sample(text =>
    {
        var terms = TermRule.Of(space, text).Split(' ');
        Assert.Equal(TermRule.PlaceOf(space), terms[0]);
        Assert.Equal(Words(text).Distinct().Take(TermRule.MostTerms), terms[1..]);
        Assert.DoesNotContain(Words(TermRule.PlaceOf(space)), w => w == terms[0]);
    });

    [Fact]
    public void Whoever_types_a_posts_own_words_finds_it() => texts.Sample(text =>
    {
        var (asked, words) = (Asked.Of(text), Words(text));
        Assert.All(words, w => Assert.True(asked.Finds(w)));
        Assert.Equal(asked.TooLittle, words.All(w => w.Length < Asked.ShortestWord));
    });

    [Fact]
    public void An_excerpt_is_of_the_text_and_marks_what_was_looked_for() => Gen.Select(texts, texts).Sample((text, typed) =>
    {
        var asked = Asked.Of(typed);
        var pieces = ExcerptRule.Of(text, asked);
        var whole = string.Concat(pieces.Select(p => p.Text));
        Assert.Contains(whole[(whole.StartsWith("… ", StringComparison.Ordinal) && !text.StartsWith("… ", StringComparison.Ordinal) ? 2 : 0)..(whole.EndsWith(" …", StringComparison.Ordinal) && !text.EndsWith(" …", StringComparison.Ordinal) ? ^2 : ^0)], text, StringComparison.Ordinal);
        Assert.All(pieces.Where(p => p.Found), p => Assert.True(asked.Finds(Assert.Single(Words(p.Text)))));
        Assert.Equal(Words(text).Any(asked.Finds), pieces.Any(p => p.Found));
    });

    [Fact]
    public void Of_a_long_text_an_excerpt_is_short_and_around_the_first_word()
    {
        var text = string.Join(' ', Enumerable.Range(0, 600).Select(i => i == 300 ? "Harbor" : $"w{i}"));
        var pieces = ExcerptRule.Of(text, Asked.Of("harbor"));
        Assert.InRange(pieces.Sum(p => p.Text.Length), 100, 260);
        Assert.Equal(["… ", "w288 w289 w290 w291 w292 w293 w294 w295 w296 w297 w298 w299 ", "Harbor"], pieces.Take(3).Select(p => p.Text));
        Assert.Equal(" …", pieces[^1].Text);
    }
}
