namespace Hearth.Browser.Journeys;

/// <summary>
/// The server's clock on a journey: it stands nearly still and is moved by hand, so that whole minutes are known without waiting
/// for them. It creeps (a millisecond a second), since what happens later is later. Timers run as ever.
/// </summary>
public sealed class EveningClock : TimeProvider
{
    private readonly DateTimeOffset began = new(DateTimeOffset.UtcNow.Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);
    private readonly long mark = System.GetTimestamp();
    private long moved;

    public override DateTimeOffset GetUtcNow() => began + TimeSpan.FromTicks(Interlocked.Read(ref moved)) + System.GetElapsedTime(mark) / 1000;

    public void Pass(TimeSpan time) => Interlocked.Add(ref moved, time.Ticks);
}
