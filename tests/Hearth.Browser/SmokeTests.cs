namespace Hearth.Browser;

public class SmokeTests
{
    [Fact]
    public void Runs() => Assert.True(true);
}
