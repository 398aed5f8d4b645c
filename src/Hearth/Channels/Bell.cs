using System.Threading.Channels;

namespace Hearth.Channels;

/// <summary>Wakes what sends on this server, for one program. Lost with the server, which loses nothing: the row is there, and is looked for every second.</summary>
public sealed class Bell
{
    private readonly Channel<Guid> rung = System.Threading.Channels.Channel.CreateUnbounded<Guid>();

    /// <summary>Something was written for this program, and is committed.</summary>
    public void Ring(Guid program) => rung.Writer.TryWrite(program);

    /// <summary>Until it rings, or nothing has for so long.</summary>
    internal async Task<IReadOnlySet<Guid>> HearAsync(TimeSpan longest, CancellationToken stop)
    {
        using var waited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        waited.CancelAfter(longest);
        try
        {
            await rung.Reader.WaitToReadAsync(waited.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
        }
        var programs = new HashSet<Guid>();
        while (rung.Reader.TryRead(out var program)) programs.Add(program);
        return programs;
    }
}
