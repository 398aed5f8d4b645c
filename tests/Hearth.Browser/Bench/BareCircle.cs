using Microsoft.Playwright;

namespace Hearth.Browser.Bench;

/// <summary>Six people in a bare room of Janus: the same browsers, colors and tones, and nothing of Hearth.</summary>
public sealed class BareCircle : IAsyncDisposable
{
    private const string Room = "circle";
    private readonly BareJanus janus;
    private readonly List<IBrowserContext> contexts = [];
    private readonly List<IPage> pages = [];

    private BareCircle(BareJanus janus) => this.janus = janus;

    public static async Task<BareCircle> GatherAsync(Chromium chromium, string script, int people)
    {
        var circle = new BareCircle(await BareJanus.StartAsync());
        try
        {
            await circle.janus.RoomAsync(Room);
            foreach (var look in ColorAndTone.All.Take(people))
            {
                var context = await chromium.PersonAsync(look);
                circle.contexts.Add(context);
                await context.AddInitScriptAsync(script);
                circle.pages.Add(await circle.janus.GuestAsync(context));
                await circle.JoinAsync(circle.pages.Count - 1, 0);
            }
            await circle.AllDecodeAllAsync();
            return circle;
        }
        catch
        {
            await circle.DisposeAsync();
            throw;
        }
    }

    public Task AllDecodeAllAsync() => Task.WhenAll(pages.Select((page, at) => ColorAndTone.WaitForAsync(page, [.. ColorAndTone.All.Take(pages.Count).Where((_, other) => other != at)], 90)));

    /// <summary>The last goes out and comes in again, from the press to the first picture, to all, and to being seen by all.</summary>
    public async Task JoinAsync(Sample first, Sample all, Sample seen, int round)
    {
        var last = pages.Count - 1;
        await pages[last].CloseAsync();
        pages[last] = await janus.GuestAsync(contexts[last]);
        await Task.Delay(1500);
        var since = await pages[last].EvaluateAsync<double>("() => bench.now()");
        var others = pages.SkipLast(1).Select(p => Clock.AtAsync(p, $"bench.newcomer({Clock.Text(since)})")).ToList();
        var watched = (First: Clock.AtAsync(pages[last], $"bench.first({Clock.Text(since)})"), All: Clock.AtAsync(pages[last], $"bench.all({Clock.Text(since)}, {last})"));
        var pressed = await JoinAsync(last, round);
        first.Add(await watched.First - pressed);
        all.Add(await watched.All - pressed);
        foreach (var other in others) seen.Add(await other - pressed);
    }

    /// <summary>Janus is killed and another takes its place at once; all know it and come in again. Until each has all, seen and heard.</summary>
    public async Task ReplaceAsync(Sample all, int round)
    {
        var since = Clock.Now;
        await janus.ReplaceAsync();
        await janus.RoomAsync(Room);
        await Task.WhenAll(pages.Select((page, at) => page.EvaluateAsync("([url, secret, room, id]) => bare.again(url, secret, room, id)", new object[] { janus.Url, janus.Secret, Room, $"again-{round}-{at}" })));
        foreach (var at in await Task.WhenAll(pages.Select(p => Clock.AtAsync(p, $"bench.all({Clock.Text(since)}, {pages.Count - 1}, true)")))) all.Add(at - since);
    }

    private Task<double> JoinAsync(int at, int round) =>
        pages[at].EvaluateAsync<double>("async ([room, id]) => { const at = bench.now(); await bare.join(room, id); return at; }", new object[] { Room, $"person-{round}-{at}" });

    public async ValueTask DisposeAsync()
    {
        foreach (var context in contexts) await context.DisposeAsync();
        await janus.DisposeAsync();
    }
}

/// <summary>The machine's clock, which the pages go by too.</summary>
public static class Clock
{
    public static double Now => (DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds;

    public static string Text(double moment) => moment.ToString("F3", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>When that happened in a page. It waits for it, and not for ever.</summary>
    public static async Task<double> AtAsync(IPage page, string what) =>
        await page.EvaluateAsync<double>($"() => {what}") is var at and > 0 ? at : throw new TimeoutException($"It did not happen within a minute: {what}");
}
