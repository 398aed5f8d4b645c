using System.Collections.Concurrent;
using System.Diagnostics;
using Hearth.Browser.Soak;
using Hearth.Holds;
using Hearth.Spaces;

namespace Hearth.Browser.Bench;

/// <summary>Somebody who has a topic open: their line, and the page read afresh each time it is late, one reading at a time, as the page's script does it.</summary>
internal sealed class TopicReader : IAsyncDisposable
{
    private readonly PageLine line;
    private readonly string page;
    private readonly string[] streams;
    private readonly Lock reading = new();
    private bool underWay, again;
    private long backAt;

    public TopicReader(RoomPlan.Seat seat, string address, Guid topic)
    {
        (page, streams) = ($"/topics/{topic:D}", [SpacePages.Topic(topic), HoldPages.Own(seat.Person)]);
        line = new(seat.Cookie, address, async () =>
        {
            await line!.SubscribeAsync(streams, afterDrop: true);
            await ReadAsync();
            Volatile.Write(ref backAt, Stopwatch.GetTimestamp());
        });
        line.Http.DefaultRequestHeaders.Add("X-Hearth", "region");
        line.On("late", late => { _ = ReadAsync(); });
    }

    /// <summary>What stood on the page as "line3 4.", and when it was first there.</summary>
    public ConcurrentDictionary<string, DateTime> Shown { get; } = new();

    /// <summary>When its line was last there again and the page read.</summary>
    public long BackAt => Volatile.Read(ref backAt);

    public async Task ComeAsync()
    {
        await line.StartAsync();
        await line.SubscribeAsync(streams, afterDrop: false);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        lock (reading)
        {
            again = true;
            if (underWay) return;
            underWay = true;
        }
        for (var tries = 0; ; tries++)
        {
            lock (reading)
            {
                if (line.Ended || !again)
                {
                    underWay = false;
                    return;
                }
                again = false;
            }
            try
            {
                var html = await line.Http.GetStringAsync(page);
                var now = DateTime.UtcNow;
                foreach (var words in LoadedPerson.Written().Matches(html).Select(m => m.Value)) Shown.TryAdd(words, now);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or ObjectDisposedException)
            {
                lock (reading) again = true;
                await Task.Delay(PageLine.Jitter.Wait(tries));
            }
        }
    }

    public ValueTask DisposeAsync() => line.DisposeAsync();
}
