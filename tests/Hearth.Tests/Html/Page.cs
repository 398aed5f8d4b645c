using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.TestHost;

namespace Hearth.Tests.Html;

/// <summary>A page with an open line, as the browser's script keeps one: what it heard, in order.</summary>
internal sealed class Page : IAsyncDisposable
{
    public HubConnection Hub { get; }
    public ConcurrentQueue<(string Name, JsonElement Body)> Heard { get; } = new();
    public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Page(HearthHost host, Member member, string? origin, string? language, bool paced)
    {
        Hub = new HubConnectionBuilder().WithUrl("https://localhost/hub", HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            options.WebSocketFactory = async (context, cancel) =>
            {
                var client = host.Server.CreateWebSocketClient();
                client.ConfigureRequest = request =>
                {
                    request.Headers.Cookie = member.Client.DefaultRequestHeaders.GetValues("Cookie").First();
                    if (origin is not null) request.Headers.Origin = origin;
                    if (language is not null) request.Headers.AcceptLanguage = language;
                    if (paced) request.Headers[Paced.Header] = "1";
                };
                return await client.ConnectAsync(new Uri("wss://localhost/hub"), cancel);
            };
        }).Build();
        foreach (var name in new[] { "fragment", "left", "late", "fact" })
            Hub.On<JsonElement>(name, body => Heard.Enqueue((name, body)));
        Hub.Closed += _ =>
        {
            Closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public static async Task<Page> OpenAsync(HearthHost host, Member member, string? origin = "https://localhost", string? language = null, bool paced = false)
    {
        var page = new Page(host, member, origin, language, paced);
        await page.Hub.StartAsync(Cancel);
        return page;
    }

    public Task<JsonElement> SubscribeAsync(object? stream, object? mark = null) => Hub.InvokeAsync<JsonElement>("Subscribe", stream, mark, Cancel);

    public List<(long Seq, string Html)> Fragments =>
        [.. Heard.Where(h => h.Name == "fragment").Select(h => (h.Body.GetProperty("seq").GetInt64(), h.Body.GetProperty("html").GetString()!))];

    /// <summary>Streams of which it was told that its reading is late.</summary>
    public List<string> Late => [.. Heard.Where(h => h.Name == "late").Select(h => h.Body.GetProperty("stream").GetString()!)];

    public async Task UntilAsync(Func<Page, bool> seen)
    {
        for (var i = 0; i < 400 && !seen(this); i++) await Task.Delay(25, Cancel);
        Assert.True(seen(this), $"Heard: {string.Join(" | ", Heard.Select(h => h.Name + h.Body))}");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
