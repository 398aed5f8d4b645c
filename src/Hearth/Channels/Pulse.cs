using System.Collections.Concurrent;

namespace Hearth.Channels;

/// <summary>
/// Whether the machinery that calls people works on this server: each part that runs by itself says so after a whole round in which
/// nothing failed. What has not said so for a while is silent, and silence is told (<see cref="Heartbeat"/>, and the ready page).
/// </summary>
public sealed class Pulse(TimeProvider time)
{
    /// <summary>Rounds are a second apart; a slow database makes some of them longer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, long> last = [];

    /// <summary>From now on this part is waited for, also before its first round.</summary>
    public void Expect(string part) => last.TryAdd(part, time.GetTimestamp());

    /// <summary>A whole round is done, and nothing in it failed.</summary>
    public void Beat(string part) => last[part] = time.GetTimestamp();

    /// <summary>The parts of which nothing was heard for too long.</summary>
    public IReadOnlyList<string> Silent => [.. last.Where(p => time.GetElapsedTime(p.Value) > Patience).Select(p => p.Key).Order()];
}
