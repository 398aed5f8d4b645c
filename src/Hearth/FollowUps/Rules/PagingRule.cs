using NodaTime;

namespace Hearth.FollowUps.Rules;

/// <summary>
/// Who is called, and when, for somebody who waits: the first on call at once, the next after 2 minutes and after 10, everybody
/// after 20, and then everybody again every ten minutes. It never ends by itself.
/// </summary>
public static class PagingRule
{
    /// <summary>After the asking.</summary>
    public static readonly IReadOnlyList<Duration> Rounds = [Duration.Zero, Duration.FromMinutes(2), Duration.FromMinutes(10), Duration.FromMinutes(20)];

    public static readonly Duration Again = Duration.FromMinutes(10);

    /// <summary>Whoever took it and has not said within this how it ended is asked, and others with them.</summary>
    public static readonly Duration OwnersHour = Duration.FromMinutes(60);

    /// <summary>
    /// When the round with this number is due (0 is the first). Where the house was down meanwhile, the rounds that are due are made up
    /// for at once, and everybody has been called; later ones are not heaped up.
    /// </summary>
    public static Instant NextCall(Instant asked, int round, Instant now)
    {
        if (round < Rounds.Count) return Instant.Max(asked + Rounds[round], now);
        var due = asked + Rounds[^1] + Again * (round - Rounds.Count + 1);
        return due > now ? due : now + Again;
    }

    /// <param name="chain">Everybody who can be asked, in order.</param>
    /// <param name="called">Who was called since it was asked.</param>
    public static IReadOnlyList<Guid> WhoNow(IReadOnlyList<Guid> chain, IReadOnlySet<Guid> called, int round)
    {
        var rest = chain.Where(p => !called.Contains(p)).ToList();
        if (rest.Count == 0) return chain;
        return round >= Rounds.Count - 1 ? chain : [rest[0]];
    }

    /// <summary>What is to be told to whoever waits: who is asked next and when, if nobody has it by then.</summary>
    public static IReadOnlyList<(Instant At, IReadOnlyList<Guid> Who)> Ahead(IReadOnlyList<Guid> chain, IReadOnlySet<Guid> called, Instant asked, int round, Instant now)
    {
        List<(Instant, IReadOnlyList<Guid>)> ahead = [];
        var so = called.ToHashSet();
        for (; round < Rounds.Count && chain.Count > 0; round++)
        {
            var who = WhoNow(chain, so, round);
            ahead.Add((NextCall(asked, round, now), who));
            so.UnionWith(who);
        }
        return ahead;
    }
}
