using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Hearth.Browser.Soak;

/// <summary>
/// A signed-in page's way to the server, without a browser: its requests, and its open line, which comes back as the page's script
/// brings it back (client/fragments.ts), with the same waits.
/// </summary>
internal sealed class PageLine : IAsyncDisposable
{
    private readonly HubConnection hub;

    /// <param name="back">When it is there again, and nothing is heard on it yet.</param>
    /// <param name="lost">When it broke.</param>
    public PageLine(string cookie, string address, Func<Task> back, Action? lost = null)
    {
        Http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(40) };
        Http.DefaultRequestHeaders.Add("Cookie", cookie);
        Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        hub = new HubConnectionBuilder().WithUrl($"{address}/hub", HttpTransportType.WebSockets, o =>
        {
            o.SkipNegotiation = true;
            o.Headers["Cookie"] = cookie;
            o.Headers["Origin"] = address;
        }).WithAutomaticReconnect(new Jitter()).WithServerTimeout(TimeSpan.FromSeconds(25)).WithKeepAliveInterval(TimeSpan.FromSeconds(10)).Build();
        hub.Reconnecting += _ => { lost?.Invoke(); return Task.CompletedTask; };
        hub.Reconnected += _ => TryAsync(back);
        hub.Closed += async _ =>
        {
            // A server that ends may say so, and then the client does not come back by itself; the page's script does.
            if (Ended) return;
            lost?.Invoke();
            for (var tries = 0; !Ended; tries++)
            {
                try
                {
                    await Task.Delay(Jitter.Wait(tries));
                    await hub.StartAsync();
                    break;
                }
                catch (Exception) when (!Ended)
                {
                }
            }
            await TryAsync(back);
        };
    }

    public HttpClient Http { get; }
    public bool Up => hub.State == HubConnectionState.Connected;

    /// <summary>The page is closed.</summary>
    public bool Ended { get; private set; }

    public Task StartAsync() => hub.StartAsync();

    public void On(string kind, Action<JsonElement> hear) => hub.On(kind, hear);

    public Task<JsonElement> InvokeAsync(string method, params object?[] with) => hub.InvokeCoreAsync<JsonElement>(method, with);

    public async Task SubscribeAsync(IEnumerable<string> streams, bool afterDrop)
    {
        foreach (var stream in streams)
            if ((await InvokeAsync("Subscribe", stream, null)).TryGetProperty("refused", out var why) && !afterDrop)
                throw new InvalidOperationException($"{stream} is not to be heard: {why}.");
    }

    /// <summary>What is done on a line that is there again. It may be lost again meanwhile: then the next time counts.</summary>
    public async Task TryAsync(Func<Task> again)
    {
        try
        {
            await again();
        }
        catch (Exception) when (Ended || !Up)
        {
        }
        catch (Exception)
        {
            // A server that could not answer just then: the page's script ends the line and begins anew.
            await hub.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Ended = true;
        await hub.DisposeAsync();
        Http.Dispose();
    }

    /// <summary>The waits of client/fragments.ts.</summary>
    internal sealed class Jitter : IRetryPolicy
    {
        public static TimeSpan Wait(long tries) => TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(8000, 1000 + tries * 1000));

        public TimeSpan? NextRetryDelay(RetryContext retry) => Wait(retry.PreviousRetryCount);
    }
}
