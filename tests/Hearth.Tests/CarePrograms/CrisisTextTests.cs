using Hearth.CarePrograms;
using Hearth.CarePrograms.Rules;

namespace Hearth.Tests.CarePrograms;

public class CrisisTextTests(HearthHost host)
{
    [Fact]
    public void Lines_are_read_as_the_program_wrote_them()
    {
        var lines = CrisisText.Read("988 Lifeline | 988 | tel sms\nCrisis Text Line | 741741 | sms\nEmergency | 911 | emergency");
        Assert.Equal(["988", "741741", "911"], lines.Select(l => l.Number));
        Assert.True(lines[0] is { Calls: true, Texts: true, Emergency: false });
        Assert.True(lines[1] is { Calls: false, Texts: true });
        Assert.True(lines[2].Emergency);
    }

    [Theory]
    [InlineData("988")]
    [InlineData("Lifeline | nine | tel")]
    [InlineData("Lifeline | 988 | fax")]
    [InlineData("Lifeline | 988 | ")]
    [InlineData(" | 988 | tel")]
    [InlineData("Lifeline | 12345678901234567 | tel")]
    public void A_line_that_cannot_be_read_is_named_and_never_shown(string line)
    {
        Assert.Equal(line.Trim(), CrisisText.FirstUnread("Good | 988 | tel\n" + line));
        Assert.Single(CrisisText.Read("Good | 988 | tel\n" + line));
    }

    [Fact]
    public void Every_shipped_line_can_be_read_and_every_country_has_an_emergency_number()
    {
        var countries = Shipped.Read("crisis-lines").Split('\n').Where(l => !l.StartsWith('#')).Select(l => l[..2]).Distinct().ToList();
        Assert.True(countries.Count > 15);
        foreach (var country in countries)
        {
            var text = Shipped.CrisisLines(country);
            Assert.Null(CrisisText.FirstUnread(text));
            Assert.Single(CrisisText.Read(text), l => l.Emergency);
            Assert.Contains(CrisisText.Read(text), l => !l.Emergency);
        }
        Assert.Equal("", Shipped.CrisisLines("XX"));
    }

    [Fact]
    public async Task Every_page_of_a_program_names_its_own_human_and_lines()
    {
        var cast = await Cast.GatherAsync(host);
        var cancel = TestContext.Current.CancellationToken;
        foreach (var path in new[] { "/agreement", "/agreement/mine", "/hard-moment" })
            Assert.Contains("tel:2185550142", await cast.Kit.Client.GetStringAsync(path, cancel), StringComparison.Ordinal);

        // Several programs on this server: a stranger is told of none of them.
        await Cast.GatherAsync(host);
        Assert.DoesNotContain("218-555-0142", await host.Stranger().GetStringAsync("/invitation/none", cancel), StringComparison.Ordinal);
    }
}
