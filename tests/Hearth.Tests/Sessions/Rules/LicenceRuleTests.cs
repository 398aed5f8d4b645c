using System.Globalization;
using Hearth.CarePrograms.Rules;
using Hearth.People;
using Hearth.Sessions.Rules;
using NodaTime;

namespace Hearth.Tests.Sessions.Rules;

public class LicenceRuleTests
{
    private static readonly LocalDate today = new(2026, 3, 1);

    private static Qualification Paper(QualificationKind kind, string? place, int from = -10, int until = 10) =>
        Qualification.Record(Guid.NewGuid(), Guid.NewGuid(), kind, "x", today.PlusDays(from), today.PlusDays(until), Guid.NewGuid(), default, place);

    [Fact]
    public void A_licence_covers_its_place_on_its_days_and_a_training_none()
    {
        Assert.True(LicenceRule.Covers(Paper(QualificationKind.Licence, "US-OR"), today));
        Assert.False(LicenceRule.Covers(Paper(QualificationKind.Licence, "US-OR", until: -1), today));
        Assert.False(LicenceRule.Covers(Paper(QualificationKind.Licence, null), today));
        Assert.False(LicenceRule.Covers(Paper(QualificationKind.Training, "US-OR"), today));
    }

    [Fact]
    public void One_leader_whose_licence_reaches_is_enough()
    {
        var (leila, dan) = (new Licensed(Guid.NewGuid(), "Leila", ["US-WA", "US-ID"]), new Licensed(Guid.NewGuid(), "Dan", ["US-OR"]));
        Assert.Null(LicenceRule.GapOf("US-OR", [leila, dan]));
        Assert.Equal(new PlaceGap("US-OR"), LicenceRule.GapOf("US-OR", [leila]));
        Assert.Equal(new PlaceGap("MX"), LicenceRule.GapOf("MX", []));
    }

    [Theory]
    [InlineData("US-MN", true)]
    [InlineData("US-DC", true)]
    [InlineData("MX", true)]
    [InlineData("PR", true)]
    [InlineData("US", false)] // a state, always
    [InlineData("US-ZZ", false)]
    [InlineData("Minnesota", false)]
    [InlineData("us-mn", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Places_come_from_the_list(string? code, bool known) => Assert.Equal(known, Places.Known(code));

    [Fact]
    public void Every_place_has_a_name_in_both_languages_and_the_programs_country_comes_first()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            foreach (var language in (string[])["en", "es"])
            {
                CultureInfo.CurrentUICulture = new(language);
                Assert.All(Places.For("US"), p => Assert.True(p.Name.Length > 2 && p.Name != p.Code, p.Code));
            }
            Assert.Equal("Nueva York", Places.Say("US-NY"));
            Assert.StartsWith("US-", Places.For("US").First().Code, StringComparison.Ordinal);
            Assert.Equal("MX", Places.For("MX").First().Code);
            Assert.Equal(51, Places.For("US").TakeWhile(p => p.Code.StartsWith("US-", StringComparison.Ordinal)).Count());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
