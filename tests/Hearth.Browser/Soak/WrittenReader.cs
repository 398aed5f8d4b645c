namespace Hearth.Browser.Soak;

/// <summary>
/// Somebody who has a topic and conversations open and writes nothing. Its line comes back as the page's script brings it back
/// (client/fragments.ts), and what is late is read afresh, one reading of a place at a time. It keeps what it was shown.
/// </summary>
public sealed class WrittenReader : IAsyncDisposable
{
    private readonly PageLine line;
    private readonly IReadOnlyDictionary<string, Place> places;

    /// <param name="paths">Of each page, by the stream that it hears.</param>
    public WrittenReader(string cookie, string address, IReadOnlyDictionary<string, string> paths)
    {
        places = paths.ToDictionary(p => p.Key, p => new Place(p.Value));
        line = new(cookie, address, () =>
        {
            Returns++;
            return HearAgainAsync();
        });
        line.Http.DefaultRequestHeaders.Add("X-Hearth", "region");
        line.On("late", late => { _ = ReadAsync(places[late.GetProperty("stream").GetString()!]); });
        line.On("left", left => { _ = line.TryAsync(HearAgainAsync); });
    }

    /// <summary>How often its line broke and came back.</summary>
    public int Returns { get; private set; }

    /// <summary>How often it heard that a place is late, or came back to it, and read a page of it.</summary>
    public int Readings => places.Values.Sum(p => p.Readings);

    /// <summary>How often a page showed something else than an earlier one where both show the same part.</summary>
    public int TakenBack => places.Values.Sum(p => p.TakenBack);

    /// <summary>Every line that its page of that stream showed, as they came.</summary>
    public IReadOnlyList<string> Read(string stream)
    {
        lock (places[stream]) return [.. places[stream].Shown];
    }

    public async Task ComeAsync()
    {
        await line.StartAsync();
        await line.SubscribeAsync(places.Keys, afterDrop: false);
        await Task.WhenAll(places.Values.Select(ReadAsync));
    }

    public ValueTask DisposeAsync() => line.DisposeAsync();

    private async Task HearAgainAsync()
    {
        await line.SubscribeAsync(places.Keys, afterDrop: true);
        await Task.WhenAll(places.Values.Select(ReadAsync));
    }

    private async Task ReadAsync(Place place)
    {
        lock (place)
        {
            place.Again = true;
            if (place.UnderWay) return;
            place.UnderWay = true;
        }
        while (true)
        {
            lock (place)
            {
                if (line.Ended || !place.Again)
                {
                    place.UnderWay = false;
                    return;
                }
                place.Again = false;
            }
            await ReadOnceAsync(place);
        }
    }

    private async Task ReadOnceAsync(Place place)
    {
        for (var (tries, path) = (0, place.Path); !line.Ended; tries++)
        {
            if (await PageAsync(path) is { } page)
            {
                if (place.Take(page)) return;
                if (path != place.Path) throw new InvalidOperationException("What was shown is on no page any more.");
                path += "?all=1"; // more was written than a page shows
            }
            else await Task.Delay(PageLine.Jitter.Wait(tries));
        }
    }

    /// <returns>Null: no answer, or none that is a page.</returns>
    private async Task<List<string>?> PageAsync(string path)
    {
        try
        {
            using var answer = await line.Http.GetAsync(path);
            if (!answer.IsSuccessStatusCode) return null;
            var html = await answer.Content.ReadAsStringAsync();
            return [.. LoadedPerson.Written().Matches(html[Math.Max(0, html.IndexOf("id=\"thread\"", StringComparison.Ordinal))..]).Select(m => m.Value)];
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }

    private sealed class Place(string path)
    {
        public string Path => path;
        public List<string> Shown { get; } = [];
        public bool UnderWay { get; set; }
        public bool Again { get; set; }
        public int Readings { get; private set; }
        public int TakenBack { get; private set; }

        /// <returns>False: the last that was shown is not on this page.</returns>
        public bool Take(List<string> page)
        {
            lock (this)
            {
                Readings++;
                var last = Shown.Count == 0 ? -1 : page.LastIndexOf(Shown[^1]);
                if (Shown.Count > 0 && last < 0) return false;
                // A topic's first post stands above however many are left out.
                var known = page.Take(last + 1).Skip(last >= 0 && page[0] == Shown[0] ? 1 : 0).ToList();
                if (!Shown.TakeLast(known.Count).SequenceEqual(known)) TakenBack++;
                Shown.AddRange(page.Skip(last + 1));
                return true;
            }
        }
    }
}
