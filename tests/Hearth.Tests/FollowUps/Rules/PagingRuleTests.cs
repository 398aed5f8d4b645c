using CsCheck;
using Hearth.FollowUps.Rules;
using NodaTime;

namespace Hearth.Tests.FollowUps.Rules;

public class PagingRuleTests
{
    private static readonly Instant asked = Instant.FromUtc(2026, 11, 26, 2, 41);
    private static readonly Guid[] chain = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];

    [Theory, InlineData(0, 0), InlineData(1, 2), InlineData(2, 10), InlineData(3, 20), InlineData(4, 30), InlineData(5, 40)]
    public void A_round_is_due_so_many_minutes_after_the_asking(int round, int minutes) =>
        Assert.Equal(asked + Duration.FromMinutes(minutes), PagingRule.NextCall(Pace.Now, asked, round, asked));

    [Theory, InlineData(0, 0), InlineData(1, 30), InlineData(2, 60), InlineData(3, 120), InlineData(4, 180)]
    public void Where_a_look_today_is_enough_they_are_further_apart(int round, int minutes) =>
        Assert.Equal(asked + Duration.FromMinutes(minutes), PagingRule.NextCall(Pace.Today, asked, round, asked));

    /// <summary>Whom to call is decided by the round's number alone, so both have as many.</summary>
    [Fact]
    public void Either_pace_has_as_many_rounds() => Assert.Equal(PagingRule.Rounds(Pace.Now).Count, PagingRule.Rounds(Pace.Today).Count);

    [Fact]
    public void Rounds_that_were_missed_are_made_up_for_at_once_until_everybody_was_called()
    {
        var late = asked + Duration.FromHours(3);
        foreach (var round in (int[])[1, 2, 3]) Assert.Equal(late, PagingRule.NextCall(Pace.Now, asked, round, late));
        Assert.Equal(late + PagingRule.Again(Pace.Now), PagingRule.NextCall(Pace.Now, asked, 4, late));
    }

    [Fact]
    public void The_first_is_called_then_the_next_one_and_then_everybody()
    {
        HashSet<Guid> called = [];
        List<Guid[]> rounds = [];
        for (var round = 0; round < 5; round++)
        {
            var who = PagingRule.WhoNow(chain, called, round);
            rounds.Add([.. who]);
            called.UnionWith(who);
        }
        Assert.Equal([chain[0]], rounds[0]);
        Assert.Equal([chain[1]], rounds[1]);
        Assert.Equal([chain[2]], rounds[2]);
        Assert.Equal(chain, rounds[3]);
        Assert.Equal(chain, rounds[4]);
    }

    [Fact]
    public void With_one_person_that_person_is_called_every_time() =>
        Assert.All(Enumerable.Range(0, 6), round => Assert.Equal([chain[0]], PagingRule.WhoNow([chain[0]], round == 0 ? new HashSet<Guid>() : new HashSet<Guid> { chain[0] }, round)));

    /// <summary>What is foretold is what comes: nobody reads a time or a name that is not kept.</summary>
    [Fact]
    public void What_is_foretold_is_what_happens() => Gen.Int[1, 6].Select(Gen.Int[0, 3], (people, at) => (people, at)).Sample(x =>
    {
        Guid[] on = [.. Enumerable.Range(0, x.people).Select(_ => Guid.NewGuid())];
        HashSet<Guid> called = [];
        for (var round = 0; round < x.at; round++) called.UnionWith(PagingRule.WhoNow(on, called, round));
        var now = asked + (x.at == 0 ? Duration.Zero : PagingRule.Rounds(Pace.Now)[x.at - 1]);
        var told = PagingRule.Ahead(Pace.Now, on, called, asked, x.at, now);
        Assert.Equal(PagingRule.Rounds(Pace.Now).Count - x.at, told.Count);
        for (var round = x.at; round < PagingRule.Rounds(Pace.Now).Count; round++)
        {
            var (when, who) = told[round - x.at];
            Assert.Equal(PagingRule.NextCall(Pace.Now, asked, round, now), when);
            Assert.Equal(PagingRule.WhoNow(on, called, round), who);
            called.UnionWith(who);
        }
    });

    /// <summary>However many there are, all of them have been called twenty minutes after the asking, and none is passed over.</summary>
    [Fact]
    public void Nobody_on_call_is_passed_over() => Gen.Int[1, 12].Sample(people =>
    {
        Guid[] on = [.. Enumerable.Range(0, people).Select(_ => Guid.NewGuid())];
        HashSet<Guid> called = [];
        List<Guid> order = [];
        for (var round = 0; round < PagingRule.Rounds(Pace.Now).Count; round++)
        {
            var who = PagingRule.WhoNow(on, called, round);
            order.AddRange(who.Where(p => !called.Contains(p)));
            called.UnionWith(who);
        }
        Assert.Equal(on, order);
    });
}
