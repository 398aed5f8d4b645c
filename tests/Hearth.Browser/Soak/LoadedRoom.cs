using System.Diagnostics;

namespace Hearth.Browser.Soak;

/// <summary>One open room with its people inside, some of whom may write.</summary>
public sealed class LoadedRoom
{
    private LoadedRoom(RoomPlan plan, string address)
    {
        Session = plan.Session;
        // The first leader is who looks whether everything arrives.
        People = [.. plan.Seats.OrderByDescending(s => s.Leads).Select((s, i) => new LoadedPerson(s, address, plan.Session) { Reads = i == 0 })];
    }

    public Guid Session { get; }
    public List<LoadedPerson> People { get; }
    public List<Writer> Writers { get; } = [];

    private LoadedPerson Leader => People[0];

    public static async Task<LoadedRoom> OpenAsync(RoomPlan plan, string address)
    {
        var room = new LoadedRoom(plan, address);
        await room.Leader.MustAsync("open");
        await Task.WhenAll(room.People.Select(p => p.ComeAsync()));
        await room.Leader.MustAsync("admit-all");
        await Task.WhenAll(room.People.Select(p => p.ListenAsync()));
        return room;
    }

    /// <summary>So many of the members begin to write.</summary>
    public void Begin(int writers, TimeSpan pause)
    {
        Writers.Clear();
        Writers.AddRange(People.Where(p => !p.Leads).Take(writers).Select(p => new Writer(p, pause)));
    }

    public Task StopAsync() => Task.WhenAll(Writers.Select(w => w.StopAsync()));

    /// <summary>Milliseconds until something that was sent after this moment has been taken.</summary>
    public async Task<double> AnswersAfterAsync(long since, CancellationToken cancel)
    {
        while (true)
        {
            if (Writers.Where(w => w.Last.Sent >= since).Select(w => w.Last.Taken).ToList() is { Count: > 0 } taken) return Stopwatch.GetElapsedTime(since, taken.Min()).TotalMilliseconds;
            await Task.Delay(20, cancel);
        }
    }

    /// <summary>What the writers' lines look like in the room's page now.</summary>
    public async Task<string> ReadAsync() => await Leader.PageAsync();

    /// <summary>Who has looked all the while, over a line that came and went, and never read the page by hand.</summary>
    public LoadedPerson Observer => Leader;
}
