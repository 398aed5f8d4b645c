using NodaTime;

namespace Hearth.FollowUps.Rules;

/// <summary>
/// Who is called, and when, for somebody who needs a person: the first on call at once, then the next, and everybody from the last
/// round on, again and again. It never ends by itself. For whoever waits: after 2, 10 and 20 minutes, then every ten. Where a look
/// today is enough: after 30, 60 and 120 minutes, then every hour.
/// </summary>
public static class PagingRule
{
    private static readonly Duration[] now = [Duration.Zero, Duration.FromMinutes(2), Duration.FromMinutes(10), Duration.FromMinutes(20)];
    private static readonly Duration[] today = [Duration.Zero, Duration.FromMinutes(30), Duration.FromMinutes(60), Duration.FromMinutes(120)];

    /// <summary>After the asking.</summary>
    public static IReadOnlyList<Duration> Rounds(Pace pace) => pace == Pace.Now ? now : today;

    public static Duration Again(Pace pace) => Duration.FromMinutes(pace == Pace.Now ? 10 : 60);

    /// <summary>Whoever took it and has not said within this how it ended is asked, and others with them.</summary>
    public static Duration OwnersTime(Pace pace) => Duration.FromHours(pace == Pace.Now ? 1 : 24);

    /// <summary>
    /// When the round with this number is due (0 is the first). Where the house was down meanwhile, the rounds that are due are made up
    /// for at once, and everybody has been called; later ones are not heaped up.
    /// </summary>
    public static Instant NextCall(Pace pace, Instant asked, int round, Instant now)
    {
        var rounds = Rounds(pace);
        if (round < rounds.Count) return Instant.Max(asked + rounds[round], now);
        var due = asked + rounds[^1] + Again(pace) * (round - rounds.Count + 1);
        return due > now ? due : now + Again(pace);
    }

    /// <param name="chain">Everybody who can be asked, in order.</param>
    /// <param name="tried">Who was asked in vain since it was asked.</param>
    public static IReadOnlyList<Guid> WhoNow(IReadOnlyList<Guid> chain, IReadOnlySet<Guid> tried, int round)
    {
        var rest = chain.Where(p => !tried.Contains(p)).ToList();
        if (rest.Count == 0) return chain;
        // Of either pace there are as many rounds.
        return round >= now.Length - 1 ? chain : [rest[0]];
    }

    /// <summary>What is to be told to whoever waits: who is asked next and when, if nobody has it by then.</summary>
    public static IReadOnlyList<(Instant At, IReadOnlyList<Guid> Who)> Ahead(Pace pace, IReadOnlyList<Guid> chain, IReadOnlySet<Guid> tried, Instant asked, int round, Instant now)
    {
        List<(Instant, IReadOnlyList<Guid>)> ahead = [];
        var so = tried.ToHashSet();
        for (; round < Rounds(pace).Count && chain.Count > 0; round++)
        {
            var who = WhoNow(chain, so, round);
            ahead.Add((NextCall(pace, asked, round, now), who));
            so.UnionWith(who);
        }
        return ahead;
    }
}
