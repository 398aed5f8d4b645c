using System.Collections.Concurrent;
using System.Globalization;
using Hearth.Database;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hearth.Html;

/// <summary>
/// Pushes what changed as HTML, rendered by the same component that the page used. Each stream has its own numbers without
/// gaps; a page that misses one, or comes back after a drop, reads its region afresh.
/// </summary>
/// <remarks>
/// Order: pushes into one stream leave in the order in which they were called. Call after commit. Components that are pushed
/// hold plain forms only, and give <c>TimeText</c> its zone, since there is no reader and no request.
/// </remarks>
public sealed class Fragments(IServiceScopeFactory scopes, ILoggerFactory logs, Connections connections)
{
    // The page's mark says up to which push of which server its reading is true (see MarkNow).
    private readonly string epoch = Guid.NewGuid().ToString("N")[..8];
    private readonly ConcurrentDictionary<string, Stream> streams = new();
    private readonly Lock sweeping = new();
    private long pushes;
    private long forgotten;

    private sealed class Stream
    {
        public readonly SemaphoreSlim Turn = new(1, 1);
        public readonly HashSet<Connection> Listening = [];
        public long Seq;
        public long LastPush;
        public bool Gone;
    }

    /// <summary>
    /// To be taken before a page reads what it shows: whatever was pushed later, the page has not seen, and on subscribing
    /// is told to read afresh.
    /// </summary>
    public string MarkNow() => $"{epoch}-{Interlocked.Read(ref pushes).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>
    /// Renders a component, once for each language that is read there, and sends it to all who listen; it takes the place of the
    /// element whose id is <paramref name="target"/>. Everyone who may hear this stream is told the same: what differs per viewer
    /// is a stream of its own.
    /// </summary>
    /// <param name="target">The id of the component's root element, on the page already.</param>
    public async Task PushAsync<TComponent>(Guid program, string stream, string target, IReadOnlyDictionary<string, object?>? parameters = null) where TComponent : IComponent
    {
        var into = await EnterAsync(stream);
        try
        {
            // Nobody listens: nothing to render, but pages being read right now must learn that they are late.
            List<string> languages;
            lock (into) languages = [.. into.Listening.Select(page => page.Language).Distinct()];
            var html = new Dictionary<string, string>();
            foreach (var language in languages) html[language] = await RenderAsync<TComponent>(program, language, parameters);
            lock (into)
            {
                var seq = ++into.Seq;
                into.LastPush = Interlocked.Increment(ref pushes);
                var frames = html.ToDictionary(h => h.Key, h => new Frame("fragment", Frame.Json(new { stream, seq, target, html = h.Value }), Fleeting: false));
                foreach (var page in into.Listening) page.Write(frames[page.Language]);
            }
        }
        finally
        {
            into.Turn.Release();
        }
    }

    /// <summary>
    /// Pages that listen, on every server, read their region afresh, each for itself: for what few read and what differs for each
    /// of them. Call after commit.
    /// </summary>
    public Task RefreshAsync(string stream) => Task.WhenAll(RefreshHereAsync(stream), connections.OnOtherServersAsync(server => server.RefreshAsync(stream)));

    internal async Task RefreshHereAsync(string stream)
    {
        var into = await EnterAsync(stream);
        try
        {
            lock (into)
            {
                var seq = ++into.Seq;
                into.LastPush = Interlocked.Increment(ref pushes);
                var frame = new Frame("late", Frame.Json(new { stream, seq }), Fleeting: false);
                foreach (var page in into.Listening) page.Write(frame);
            }
        }
        finally
        {
            into.Turn.Release();
        }
    }

    /// <summary>Tells all who listen a fleeting fact (a level, who speaks). It has no number, is not kept, and a slow reader does without.</summary>
    public Task SendAsync(string stream, string name, object? data)
    {
        if (!streams.TryGetValue(stream, out var into)) return Task.CompletedTask;
        var frame = new Frame("fact", Frame.Json(new { stream, name, data }), Fleeting: true);
        lock (into)
            foreach (var page in into.Listening) page.Write(frame);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Membership changed: everyone who listens is asked for again, before the next push leaves. Whoever may not any more is out
    /// at once and told so. Call after commit and before pushing.
    /// </summary>
    public async Task RecheckAsync(string stream)
    {
        if (!streams.ContainsKey(stream)) return;
        var into = await EnterAsync(stream);
        try
        {
            Connection[] all;
            lock (into) all = [.. into.Listening];
            foreach (var page in all)
            {
                if (await MayHearAsync(page, stream)) continue;
                lock (into) into.Listening.Remove(page);
                lock (page.Streams) page.Streams.Remove(stream);
                page.Write(new("left", Frame.Json(new { stream }), Fleeting: false));
            }
        }
        finally
        {
            into.Turn.Release();
        }
    }

    /// <summary>All streams that one person listens to, on every server: suspended, moved to another group, an agreement withdrawn.</summary>
    public Task RecheckPersonAsync(Guid person) =>
        Task.WhenAll(RecheckPersonHereAsync(person), connections.OnOtherServersAsync(server => server.RecheckAsync(person)));

    internal async Task RecheckPersonHereAsync(Guid person)
    {
        var mine = connections.Of(person).SelectMany(c => { lock (c.Streams) return c.Streams.ToArray(); }).Distinct().ToList();
        foreach (var stream in mine) await RecheckAsync(stream);
    }

    /// <summary>Who listens now (their persons), for the room that shows it and for tests.</summary>
    public IReadOnlyList<Guid> ListenersOf(string stream)
    {
        if (!streams.TryGetValue(stream, out var into)) return [];
        lock (into) return [.. into.Listening.Select(c => c.PersonId)];
    }

    /// <summary>
    /// Lets a page in. It is asked for while nobody pushes or rechecks: a membership that ends later finds it in the list.
    /// Answers the number it starts from, and whether its reading is already late; null: it may not.
    /// </summary>
    internal async Task<(long Seq, bool Stale)?> JoinAsync(Connection page, string stream, string? mark, Func<Task<bool>> mayHear)
    {
        var into = await EnterAsync(stream);
        try
        {
            if (!await mayHear())
            {
                lock (page.Streams) page.Streams.Remove(stream);
                lock (into) into.Listening.Remove(page);
                return null;
            }
            lock (into)
            {
                into.Listening.Add(page);
                return (into.Seq, !IsFresh(mark, into));
            }
        }
        finally
        {
            into.Turn.Release();
        }
    }

    internal void Leave(Connection page, string stream)
    {
        lock (page.Streams) page.Streams.Remove(stream);
        if (!streams.TryGetValue(stream, out var into)) return;
        lock (into) into.Listening.Remove(page);
        if (streams.Count > 2000) Sweep();
    }

    internal void LeaveAll(Connection page)
    {
        string[] mine;
        lock (page.Streams) mine = [.. page.Streams];
        foreach (var stream in mine) Leave(page, stream);
    }

    private bool IsFresh(string? mark, Stream into) =>
        mark is not null && mark.StartsWith(epoch + "-", StringComparison.Ordinal)
        && long.TryParse(mark.AsSpan(epoch.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
        && seen >= into.LastPush;

    /// <summary>The stream, with nobody else pushing into it, joining or rechecking it.</summary>
    private async Task<Stream> EnterAsync(string name)
    {
        while (true)
        {
            var stream = streams.GetOrAdd(name, _ => new Stream { LastPush = Interlocked.Read(ref forgotten) });
            await stream.Turn.WaitAsync();
            if (!stream.Gone) return stream;
            stream.Turn.Release();
        }
    }

    /// <summary>Forgets streams that nobody listens to. A stream made anew counts as pushed into until then: a page too many reads afresh, none too few.</summary>
    private void Sweep()
    {
        lock (sweeping)
        {
            foreach (var (name, stream) in streams)
            {
                if (!stream.Turn.Wait(0)) continue;
                lock (stream)
                {
                    if (stream.Listening.Count == 0)
                    {
                        stream.Gone = true;
                        if (stream.LastPush > forgotten) Interlocked.Exchange(ref forgotten, stream.LastPush);
                        streams.TryRemove(name, out _);
                    }
                }
                stream.Turn.Release();
            }
        }
    }

    private async Task<bool> MayHearAsync(Connection page, string stream)
    {
        // Fail closed: whoever cannot be asked for now does not hear.
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await Doorkeeper.MayHearAsync(scope.ServiceProvider, page.User, stream, page.Ended);
        }
        catch (Exception e)
        {
            if (!page.Ended.IsCancellationRequested) logs.CreateLogger<Fragments>().LogError(e, "A listener could not be asked for again and was taken out.");
            return false;
        }
    }

    private async Task<string> RenderAsync<TComponent>(Guid program, string language, IReadOnlyDictionary<string, object?>? parameters) where TComponent : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ProgramScope>().Enter(program);
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            var view = parameters is null ? ParameterView.Empty : ParameterView.FromDictionary(parameters.ToDictionary());
            return (await renderer.RenderComponentAsync<TComponent>(view)).ToHtmlString();
        });
    }
}
