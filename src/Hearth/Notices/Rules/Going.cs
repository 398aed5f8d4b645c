using NodaTime;

namespace Hearth.Notices.Rules;

/// <summary>When what waits for somebody may leave the house.</summary>
public static class Going
{
    /// <summary>At most one ordinary message in that time: the rest is in it.</summary>
    public static readonly Duration Gathered = Duration.FromHours(1);

    /// <param name="urgent">One of what waits is urgent: then all of it goes, in one message.</param>
    /// <param name="quietUntil">The end of their quiet hours, if they are in them.</param>
    /// <param name="lastOut">When something last went out to them.</param>
    /// <returns>Now, or when it is to be looked at again.</returns>
    public static Instant When(bool urgent, Instant? quietUntil, Instant? lastOut, Instant now)
    {
        if (urgent) return now;
        var free = lastOut + Gathered is { } gathered && gathered > now ? gathered : now;
        return quietUntil > free ? quietUntil.Value : free;
    }
}
