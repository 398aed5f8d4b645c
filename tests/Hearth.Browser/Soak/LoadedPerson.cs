using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Hearth.Browser.Soak;

/// <summary>
/// One page without a browser: a cookie, its presses, and its open line, which comes back as the page's script brings it back
/// (client/fragments.ts): the same waits, then the room is entered again, its streams are heard again, and what is stale is read.
/// </summary>
public sealed partial class LoadedPerson : IAsyncDisposable
{
    private readonly PageLine line;
    private readonly Guid session;
    private readonly List<string> streams;
    private readonly SemaphoreSlim oneReading = new(1);
    private readonly Lock showing = new();
    private List<string>? held;
    private long lostAt;

    public LoadedPerson(RoomPlan.Seat seat, string address, Guid session)
    {
        (Id, Leads, this.session) = (seat.Person, seat.Leads, session);
        streams = [$"session/{session:D}/you/{Id:D}"];
        line = new(seat.Cookie, address, BackAsync, Lost);
        line.On("fragment", fragment => Show(fragment.GetProperty("html").GetString()!, ofRegion: false));
    }

    public Guid Id { get; }
    public bool Leads { get; }

    /// <summary>How long this line was away, each time it was: until the server has it again, and until the room is as it was.</summary>
    public List<(double Line, double Room)> Gaps { get; } = [];

    public bool OnLine => line.Up;

    /// <summary>The room is entered again and all of it heard. False while the line is away, or a moment after.</summary>
    public bool IsBack { get; private set; }

    /// <summary>Remembers what its page shows of what was written. Only some do: it is work.</summary>
    public bool Reads { get; init; }

    /// <summary>What was written, as the page shows it now.</summary>
    public List<string> Shown { get; private set; } = [];

    /// <summary>How often a picture of the room came after a newer one, and the next brought it right.</summary>
    public int TakenBack { get; private set; }

    /// <summary>To the door.</summary>
    public async Task ComeAsync()
    {
        await line.StartAsync();
        await line.InvokeAsync("Frame", "room", new { session });
        await line.SubscribeAsync(streams, afterDrop: false);
    }

    /// <summary>Inside: what happens in the room is heard from now on.</summary>
    public async Task ListenAsync()
    {
        streams.Add($"session/{session:D}/stage");
        if (Leads) streams.Add($"session/{session:D}/leading");
        await line.SubscribeAsync(streams, afterDrop: false);
        await ReadAsync();
        IsBack = true;
    }

    /// <summary>As the page's script: one press, sent again while the server says "later".</summary>
    public async Task MustAsync(string verb, params (string, string)[] fields)
    {
        var press = Guid.NewGuid();
        for (var tries = 0; ; tries++)
        {
            var answer = await TryAsync(verb, press, fields);
            if (answer == HttpStatusCode.NoContent) return;
            if (answer != HttpStatusCode.ServiceUnavailable || tries == 10) throw new InvalidOperationException($"{verb} was answered with {answer}.");
            await Task.Delay(PageLine.Jitter.Wait(tries));
        }
    }

    /// <returns>Null: no answer.</returns>
    public async Task<HttpStatusCode?> TryAsync(string verb, Guid press, params (string, string)[] fields)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, $"/sessions/{session:D}/room/{verb}") { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))) };
        post.Headers.Add("X-Hearth", "fetch");
        post.Headers.Add("X-Hearth-Press", press.ToString());
        try
        {
            using var answer = await line.Http.SendAsync(post);
            return answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public Task<string> PageAsync() => line.Http.GetStringAsync($"/sessions/{session:D}/room");

    public async Task<bool> IsSignedInAsync()
    {
        using var answer = await line.Http.GetAsync("/today");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    public async ValueTask DisposeAsync()
    {
        await line.DisposeAsync();
        oneReading.Dispose();
    }

    private void Lost() => (lostAt, IsBack) = (Stopwatch.GetTimestamp(), false);

    private async Task BackAsync()
    {
        var reached = Stopwatch.GetElapsedTime(lostAt).TotalMilliseconds;
        await line.InvokeAsync("Frame", "room", new { session });
        await line.SubscribeAsync([.. streams], afterDrop: true);
        await ReadAsync();
        lock (Gaps) Gaps.Add((reached, Stopwatch.GetElapsedTime(lostAt).TotalMilliseconds));
        IsBack = true;
    }

    /// <summary>The region, as the script reads it afresh: what arrives meanwhile is put in its place after.</summary>
    private async Task ReadAsync()
    {
        await oneReading.WaitAsync();
        lock (showing) held = [];
        try
        {
            for (var tries = 0; !line.Ended; tries++)
            {
                using var ask = new HttpRequestMessage(HttpMethod.Get, $"/sessions/{session:D}/room");
                ask.Headers.Add("X-Hearth", "region");
                try
                {
                    using var answer = await line.Http.SendAsync(ask);
                    if (answer.IsSuccessStatusCode)
                    {
                        Show(await answer.Content.ReadAsStringAsync(), ofRegion: true);
                        return;
                    }
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
                {
                    // The way is down: again below.
                }
                await Task.Delay(PageLine.Jitter.Wait(tries));
            }
        }
        finally
        {
            lock (showing)
            {
                foreach (var html in held!) Put(html);
                held = null;
            }
            oneReading.Release();
        }
    }

    private void Show(string html, bool ofRegion)
    {
        if (!Reads || !html.Contains("panel-chat", StringComparison.Ordinal)) return;
        lock (showing)
        {
            if (!ofRegion && held is not null) held.Add(html);
            else Put(html);
        }
    }

    private void Put(string html)
    {
        List<string> now = [.. Written().Matches(html).Select(m => m.Value)];
        if (!now.Take(Shown.Count).SequenceEqual(Shown)) TakenBack++;
        Shown = now;
    }

    /// <summary>A line that somebody wrote: whose, and its number.</summary>
    [GeneratedRegex(@"\bline\d+ \d+\.")]
    internal static partial Regex Written();
}
