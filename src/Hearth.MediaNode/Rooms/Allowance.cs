namespace Hearth.MediaNode.Rooms;

/// <summary>
/// How much one line may ask: twenty frames a second, sixty at once. What is over is refused; a line that is refused sixty times
/// within its allowance's refill is cut. Counted before a frame is read, so that a flood costs nobody else anything.
/// </summary>
internal sealed class Allowance(TimeProvider clock)
{
    private const double PerSecond = 20;
    private const double Burst = 60;
    private const int Patience = 60;
    private double _left = Burst;
    private double _refused;
    private long _last = clock.GetTimestamp();

    internal enum Verdict { Take, Refuse, Cut }

    public Verdict Count()
    {
        var now = clock.GetTimestamp();
        var seconds = clock.GetElapsedTime(_last, now).TotalSeconds;
        _last = now;
        _left = Math.Min(Burst, _left + seconds * PerSecond);
        _refused = Math.Max(0, _refused - seconds);
        if (_left < 1)
            return Refused();
        _left--;
        return Verdict.Take;
    }

    /// <summary>A frame that was malformed or too big counts against the line too.</summary>
    public Verdict Refused() => ++_refused > Patience ? Verdict.Cut : Verdict.Refuse;
}
