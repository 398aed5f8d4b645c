using CsCheck;
using Hearth.Company.Rules;

namespace Hearth.Tests.Company;

public class CompanyRuleTests
{
    /// <summary>Nobody is asked twice, nobody who did not say yes, never more than two; and it always comes to the staff.</summary>
    [Fact]
    public void It_always_comes_to_the_staff_and_asks_nobody_twice() =>
        Gen.Int[0, 6].Array[0, 8].Sample(picked =>
        {
            var willing = picked.Distinct().Select(i => new Guid(i + 1, 0, 0, new byte[8])).ToList();
            var asked = new List<Guid>();
            while (CompanyRule.Next(willing, asked) is { } next)
            {
                Assert.DoesNotContain(next, asked);
                Assert.Contains(next, willing);
                asked.Add(next);
                Assert.True(asked.Count <= CompanyRule.Peers);
            }
            Assert.Equal(Math.Min(CompanyRule.Peers, willing.Count), asked.Count);
            Assert.Equal(willing.Take(asked.Count), asked);
        });
}
