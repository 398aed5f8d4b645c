using NodaTime;

namespace Hearth.Database;

/// <summary>
/// Now, cut to whole microseconds: PostgreSQL keeps no more, and an instant must survive the round trip
/// (hashes and equality depend on it).
/// </summary>
public sealed class Clock(TimeProvider time)
{
    public Instant Now
    {
        get
        {
            var ticks = Instant.FromDateTimeOffset(time.GetUtcNow()).ToUnixTimeTicks();
            return Instant.FromUnixTimeTicks(ticks - ticks % 10);
        }
    }
}
