using System.Text.Json;
using Hearth.Database;
using Hearth.Html;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.LiveRooms.Media;

/// <summary>
/// Carries frames between one page's open line and one seat, for as long as both are there. What the page sends is passed on unread:
/// the media node takes what it knows and refuses the rest, to this page alone.
/// </summary>
public sealed class SeatBridge : IAsyncDisposable
{
    private readonly IMediaLine line;
    private readonly Func<byte[]?> relay;
    private readonly Task pumping;

    private SeatBridge(IMediaLine line, Connection page, string message, Func<byte[]?> relay)
    {
        (this.line, this.relay) = (line, relay);
        pumping = PumpAsync(page, message);
    }

    /// <summary>The seat is gone, or another page has taken it.</summary>
    public bool Ended => pumping.IsCompleted;

    /// <summary>Claims the seat for this page, to which frames go under the name <paramref name="message"/>. Null: there is no such seat.</summary>
    public static async Task<SeatBridge?> OpenAsync(IServiceProvider services, string room, string seat, Connection page, string message, FindSeat? again = null)
    {
        var (relay, clock) = (services.GetRequiredService<Relay>(), services.GetRequiredService<Clock>());
        return await services.GetRequiredService<IMediaRooms>().AttachAsync(room, seat, page.Ended, again) is { } line ? new(line, page, message, () => relay.Frame(clock)) : null;
    }

    public ValueTask SendAsync(JsonElement frame, CancellationToken cancel) => line.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), cancel);

    public async ValueTask DisposeAsync()
    {
        await line.DisposeAsync();
        await pumping;
    }

    private async Task PumpAsync(Connection page, string message)
    {
        await Task.Yield();
        try
        {
            await foreach (var frame in line.FramesAsync(page.Ended))
            {
                using var json = JsonDocument.Parse(frame);
                // Connections are made at a welcome: the way through a strict network must be known by then, and be fresh.
                if (json.RootElement.TryGetProperty("t", out var t) && t.ValueEquals("welcome") && relay() is { } ice)
                    using (var ways = JsonDocument.Parse(ice)) page.Send(message, ways.RootElement);
                page.Send(message, json.RootElement);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }
}
