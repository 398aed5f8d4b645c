namespace Hearth.Browser.Soak;

/// <summary>In a house of its own.</summary>
[Collection(Alone.Name)]
public class CrisisTests
{
    [Fact]
    public Task R16_everything_is_killed_while_people_ask_for_a_person() => SoakTests.HoldsAsync(findings => R16.BreakAsync(findings, 50, TimeSpan.FromSeconds(2)));

    [Fact]
    public void A_call_that_is_lost_sent_astray_made_up_or_out_of_order_is_found()
    {
        var (followUp, asker) = (Guid.NewGuid(), Guid.NewGuid());
        List<R16.Called> calls = [.. Enumerable.Range(1, 3).Select(n => new R16.Called(Guid.NewGuid(), followUp, asker, Guid.NewGuid(), n, n))];
        var got = calls.ToDictionary(c => c.Id, c => new List<Guid> { c.Person, c.Person });
        Assert.All(R16.Wrong([asker], calls, got), w => Assert.Equal(0, w.Count));

        Found("no call was written", R16.Wrong([asker, Guid.NewGuid()], calls, got));
        Found("reached no channel", R16.Wrong([asker], calls, got.Skip(1).ToDictionary()));
        Found("somebody else", R16.Wrong([asker], [.. calls.Select(c => c with { Person = followUp })], got), 3);
        Found("nobody wrote", R16.Wrong([asker], calls, got.Append(new(Guid.NewGuid(), [asker])).ToDictionary()));
        Found("order of on-call", R16.Wrong([asker], [.. calls.Select(c => c with { Rank = 4 - c.Rank })], got));
        Found("two are open", R16.Wrong([asker], [.. calls, .. calls.Select(c => c with { FollowUp = Guid.NewGuid() })], got));

        static void Found(string what, IReadOnlyList<(string What, int Count)> wrong, int count = 1) => Assert.Equal(count, wrong.Single(w => w.What.Contains(what, StringComparison.Ordinal)).Count);
    }
}
