using Hearth.Spaces.Rules;

namespace Hearth.Tests.Spaces.Rules;

public class SpaceRuleTests
{
    [Theory]
    [InlineData(false, false, false, false, PostShown.Whole)]
    [InlineData(false, false, true, true, PostShown.Whole)]
    [InlineData(false, true, false, false, PostShown.Hidden)]
    [InlineData(false, true, true, false, PostShown.OwnHidden)]
    [InlineData(false, true, false, true, PostShown.KeptHidden)]
    [InlineData(false, true, true, true, PostShown.OwnHidden)]
    [InlineData(true, false, true, true, PostShown.TakenBack)]
    [InlineData(true, true, true, true, PostShown.TakenBack)]
    public void What_is_shown_of_a_post(bool takenBack, bool hidden, bool own, bool keeps, PostShown shown) => Assert.Equal(shown, PostRule.For(takenBack, hidden, own, keeps));

    [Fact]
    public void A_press_is_one_persons_in_one_place_with_one_text()
    {
        var (person, row, press) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var one = PressRule.Of(person, row, press, "Hello");
        Assert.Equal(one, PressRule.Of(person, row, press, "Hello"));
        Assert.Distinct([one, PressRule.Of(Guid.NewGuid(), row, press, "Hello"), PressRule.Of(person, Guid.NewGuid(), press, "Hello"), PressRule.Of(person, row, Guid.NewGuid(), "Hello"), PressRule.Of(person, row, press, "Hello.")]);
    }
}
