using NodaTime;

namespace Hearth.Accounts.Rules;

/// <summary>
/// How many guesses may come at once, and how slowly after that: a bucket that leaks. It delays and never closes, so that
/// nobody can shut out somebody else by guessing for them.
/// </summary>
public readonly record struct Slowing(int AtOnce, Duration Then)
{
    /// <summary>One name from one address: whoever guesses slows down themselves, not the person whose name it is.</summary>
    public static readonly Slowing OfName = new(10, Duration.FromSeconds(90));

    /// <summary>The same while that name is guessed at from many places: two tries anywhere, then one every minute and a half.</summary>
    public static readonly Slowing OfNameUnderAttack = new(2, Duration.FromSeconds(90));

    /// <summary>One name from anywhere. Past it, it counts as under attack.</summary>
    public static readonly Slowing OfNameAnywhere = new(100, Duration.FromSeconds(9));

    /// <summary>One address. Wide: a clinic and a shelter have one for many people.</summary>
    public static readonly Slowing OfAddress = new(200, Duration.FromSeconds(5));

    /// <summary>Somebody's own browser. What strangers do is not counted here.</summary>
    public static readonly Slowing OfOwnDevice = new(20, Duration.FromSeconds(30));

    /// <summary>The app's codes with the right password, from browsers that are not known: such a guesser has half of what it takes.</summary>
    public static readonly Slowing OfCodes = new(20, Duration.FromSeconds(45));

    /// <summary>Inside one sign-in: opening it when it is locked, showing again who one is.</summary>
    public static readonly Slowing OfTicket = new(10, Duration.FromSeconds(90));

    /// <summary>Links that open nothing, from one address.</summary>
    public static readonly Slowing OfLinks = new(60, Duration.FromSeconds(10));

    /// <param name="until">When the bucket is empty again, in milliseconds since 1970, if nothing is added.</param>
    public bool Allows(long until, long now) => until <= Latest(now) || until > now + FilledAhead;

    public long After(long until, long now) => (until > now + FilledAhead ? now : Math.Max(until, now)) + Step;

    /// <summary>The fullest that a bucket may be for one more.</summary>
    public long Latest(long now) => now + ((AtOnce - 1) * Step);

    /// <summary>
    /// Half an hour, which no bucket holds: one that was filled by a clock that was ahead, and has been set right. It counts as
    /// empty, or whoever mistyped then would be kept out until that hour comes.
    /// </summary>
    public const long FilledAhead = 30 * 60 * 1000;

    public long Step => (long)Then.TotalMilliseconds;
}
