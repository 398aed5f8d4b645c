using NodaTime;

namespace Hearth.Channels.Rules;

/// <summary>When a call that did not go out is tried again.</summary>
public static class Trying
{
    private static readonly int[] seconds = [2, 5, 15, 30, 60];

    /// <summary>A try ends within this, or is taken for lost: longer than the longest wait for any server.</summary>
    public static readonly Duration Lease = Duration.FromSeconds(30);

    /// <summary>How long one waits for a mail server or a provider.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="tries">How often it was tried.</param>
    /// <returns>Null: no more; somebody else has been called long since, or the test is over, or the code.</returns>
    public static Instant? Next(CallKind kind, Instant madeAt, int tries, Instant now)
    {
        var next = now + Duration.FromSeconds(seconds[Math.Clamp(tries, 1, seconds.Length) - 1]);
        return next > madeAt + (kind is CallKind.Drill or CallKind.Code ? Duration.FromMinutes(10) : Duration.FromHours(4)) ? null : next;
    }
}
