using Hearth.Notes.Rules;

namespace Hearth.Tests.Notes.Rules;

public class NameRuleTests
{
    [Theory]
    [InlineData("Wren spoke.", "Wren", "Wren")]
    [InlineData("They said “Wren”.", "Wren", "Wren")]
    [InlineData("wren sang, and WREN again", "Wren", "wren|WREN")]
    [InlineData("It was Wren’s idea, not June's.", "Wren|June", "Wren’s|June's")]
    [InlineData("Wrens idea. The Joneses' idea. James' idea.", "Wren|James", "Wrens|James")]
    [InlineData("In June we meet outside.", "June", "June")]
    [InlineData("Jose y Zoë hablaron", "José|Zoe", "Jose|Zoë")]
    [InlineData("Łukasz und Søren", "Lukasz|Soren", "Łukasz|Søren")]
    [InlineData("with mary ann and O’Brien", "Mary Ann|O'Brien", "mary ann|O’Brien")]
    [InlineData("Ма́рия пришла", "Мария", "Ма́рия")]
    [InlineData("昨日は花子が話した。", "花子", "花子")]
    public void Names_are_seen_as_they_stand(string text, string names, string seen) => Assert.Equal(seen.Split('|'), NameRule.NamesIn(text, names.Split('|')));

    [Theory]
    [InlineData("Several people spoke.", "Wren|Al")]
    [InlineData("Also, all of it: aloud.", "Al")]
    [InlineData("Wrenching, wrenlike", "Wren")]
    [InlineData("Mary spoke of Ann", "Mary Ann")]
    [InlineData("a b c", "A")]
    [InlineData("", "Wren")]
    [InlineData("’’ ' ''", "Wren")]
    public void Words_that_only_hold_a_name_are_not(string text, string names) => Assert.Empty(NameRule.NamesIn(text, names.Split('|')));

    [Fact]
    public void Any_text_is_read_to_its_end() => CsCheck.Check.Sample(CsCheck.Gen.Select(CsCheck.Gen.String, CsCheck.Gen.Select(CsCheck.Gen.String, CsCheck.Gen.String)), t => { _ = NameRule.NamesIn(Whole(t.Item1), new[] { Whole(t.Item2.Item1), Whole(t.Item2.Item2) }); });

    /// <summary>Halves of pairs never come as far as a verb.</summary>
    private static string Whole(string text) => string.Concat(text.Where(c => !char.IsSurrogate(c)));
}
