using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hearth.Tests;
using Hearth.Tests.LiveRooms;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Hearth.Browser.Soak;

/// <summary>One room with two who lead and three members, one of whom writes a numbered line again and again, each until it is taken.</summary>
public sealed class LoadedRoom
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource stop = new();
    private readonly string name;
    private readonly Guid session;
    private Task writing = Task.CompletedTask;

    private LoadedRoom(string name, Guid session) => (this.name, this.session) = (name, session);

    public List<LoadedPerson> People { get; } = [];

    /// <summary>What was acknowledged, in order.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>When the last of them was.</summary>
    public long TakenAt { get; private set; }

    /// <summary>Answers that were none, or not the one that was due.</summary>
    public int Failed;

    public static async Task<LoadedRoom> OpenAsync(Evening evening, string address, string name)
    {
        var room = new LoadedRoom(name, evening.SessionId);
        foreach (var who in new[] { "Leila", "Dan", "Wren", "June", "Tomas" }) room.People.Add(new(evening.Cast[who], address, evening.SessionId));
        var leila = room.People[0];
        await leila.MustAsync("open");
        foreach (var person in room.People) await person.ComeAsync();
        foreach (var member in room.People.Skip(2)) await leila.MustAsync("admit", ("Person", member.Id.ToString()));
        foreach (var person in room.People) await person.ListenAsync();
        room.writing = room.WriteAsync();
        return room;
    }

    /// <summary>Milliseconds until something that was sent after this moment has been taken.</summary>
    public async Task<double> AnswersAfterAsync(long since, CancellationToken cancel)
    {
        while (TakenAt < since) await Task.Delay(20, cancel);
        return Stopwatch.GetElapsedTime(since, TakenAt).TotalMilliseconds;
    }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await writing;
    }

    /// <summary>The numbered lines as the room's page has them now.</summary>
    public async Task<List<string>> ReadAsync() => [.. Regex.Matches(await People[0].PageAsync(), $@"\b{name} \d+\.").Select(m => m.Value)];

    private async Task WriteAsync()
    {
        await Task.Delay(Random.Shared.Next(2000));
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var (line, press) = ($"{name} {i}.", Guid.NewGuid());
            while (await People[2].TryAsync("say", press, ("Text", line)) != HttpStatusCode.NoContent)
            {
                Failed++;
                await Task.Delay(200);
            }
            Taken.Add(line);
            TakenAt = Stopwatch.GetTimestamp();
            await Task.Delay(Pause, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}

/// <summary>One of them: a browser's cookie, its presses, and its open line, which comes back as the page's script brings it back.</summary>
public sealed class LoadedPerson : IAsyncDisposable
{
    private readonly HttpClient http;
    private readonly HubConnection line;
    private readonly Guid session;
    private long lostAt;
    private bool ended;

    public LoadedPerson(Member member, string address, Guid session)
    {
        (Id, this.session) = (member.PersonId, session);
        var cookie = member.Client.DefaultRequestHeaders.GetValues("Cookie").Single();
        http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(40) };
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        line = new HubConnectionBuilder().WithUrl($"{address}/hub", HttpTransportType.WebSockets, o =>
        {
            o.SkipNegotiation = true;
            o.Headers["Cookie"] = cookie;
            o.Headers["Origin"] = address;
        }).WithAutomaticReconnect(new Jitter()).WithServerTimeout(TimeSpan.FromSeconds(25)).WithKeepAliveInterval(TimeSpan.FromSeconds(10)).Build();
        line.Reconnecting += _ => { lostAt = Stopwatch.GetTimestamp(); return Task.CompletedTask; };
        line.Reconnected += _ => BackAsync();
        line.Closed += async _ =>
        {
            // A server that ends may say so, and then the client does not come back by itself; the page's script does.
            if (ended) return;
            lostAt = Stopwatch.GetTimestamp();
            for (var tries = 0; ; tries++)
            {
                try
                {
                    await Task.Delay(Jitter.Wait(tries));
                    await line.StartAsync();
                    break;
                }
                catch (Exception) when (!ended)
                {
                }
            }
            await BackAsync();
        };
    }

    private async Task BackAsync()
    {
        try
        {
            await line.InvokeAsync<JsonElement>("Frame", "room", new { session });
            await ListenAsync();
            lock (Gaps) Gaps.Add(Stopwatch.GetElapsedTime(lostAt).TotalMilliseconds);
        }
        catch (Exception) when (line.State != HubConnectionState.Connected)
        {
            // Lost again meanwhile: the next time counts.
        }
    }

    public Guid Id { get; }

    /// <summary>How long this line was away, each time it was.</summary>
    public List<double> Gaps { get; } = [];

    public bool OnLine => line.State == HubConnectionState.Connected;

    public async Task ComeAsync()
    {
        await line.StartAsync();
        await line.InvokeAsync<JsonElement>("Frame", "room", new { session });
    }

    public async Task ListenAsync() => await line.InvokeAsync<JsonElement>("Subscribe", $"session/{session:D}/stage", null);

    public async Task MustAsync(string verb, params (string, string)[] fields)
    {
        if (await TryAsync(verb, Guid.NewGuid(), fields) is var answer && answer != HttpStatusCode.NoContent) throw new InvalidOperationException($"{verb} was answered with {answer}.");
    }

    /// <returns>Null: no answer.</returns>
    public async Task<HttpStatusCode?> TryAsync(string verb, Guid press, params (string, string)[] fields)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, $"/sessions/{session:D}/room/{verb}") { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))) };
        post.Headers.Add("X-Hearth", "fetch");
        post.Headers.Add("X-Hearth-Press", press.ToString());
        try
        {
            using var answer = await http.SendAsync(post);
            return answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public Task<string> PageAsync() => http.GetStringAsync($"/sessions/{session:D}/room");

    public async Task<bool> IsSignedInAsync()
    {
        using var answer = await http.GetAsync("/today");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    public async ValueTask DisposeAsync()
    {
        ended = true;
        await line.DisposeAsync();
        http.Dispose();
    }

    private sealed class Jitter : IRetryPolicy
    {
        public static TimeSpan Wait(long tries) => TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(8000, 1000 + tries * 1000));

        public TimeSpan? NextRetryDelay(RetryContext retry) => Wait(retry.PreviousRetryCount);
    }
}
