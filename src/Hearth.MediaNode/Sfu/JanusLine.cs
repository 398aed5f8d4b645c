using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hearth.MediaNode.Sfu;

/// <summary>
/// The node's one socket to Janus, for all sessions. Requests are matched with their answers; what nobody asked for goes to
/// <see cref="Heard"/>. When it closes, everything waiting fails with <see cref="JanusLostException"/>.
/// </summary>
internal sealed class JanusLine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ClientWebSocket _socket = new();
    private readonly string _secret;
    private readonly ConcurrentDictionary<string, Waiting> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _numbers;

    private sealed record Waiting(TaskCompletionSource<JsonNode> Answer, bool AckIsEnough);

    private JanusLine(string secret) => _secret = secret;

    /// <summary>Called in order, on the reading task, so it must not wait: session, handle (0 for the session itself), message.</summary>
    public Action<long, long, JsonNode>? Heard { get; set; }

    /// <summary>Completes when the socket is gone.</summary>
    public Task Closed => _closed.Task;

    public static async Task<JanusLine> OpenAsync(int port, string secret, CancellationToken cancel)
    {
        var line = new JanusLine(secret);
        line._socket.Options.AddSubProtocol("janus-protocol");
        line._socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        try
        {
            await line._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/"), cancel);
        }
        catch
        {
            line._socket.Dispose();
            throw;
        }
        _ = line.ReadAsync();
        return line;
    }

    /// <summary>A request of Janus's core.</summary>
    public async Task<JsonNode> AskAsync(JsonObject message, bool ackIsEnough = false, TimeSpan? patience = null)
    {
        var transaction = Interlocked.Increment(ref _numbers).ToString(System.Globalization.CultureInfo.InvariantCulture);
        message["transaction"] = transaction;
        message["apisecret"] = _secret;
        var waiting = new Waiting(new(TaskCreationOptions.RunContinuationsAsynchronously), ackIsEnough);
        _waiting[transaction] = waiting;
        try
        {
            await WriteAsync(JsonSerializer.SerializeToUtf8Bytes(message));
            if (Closed.IsCompleted)
                throw new JanusLostException();
            var answer = await waiting.Answer.Task.WaitAsync(patience ?? Patience);
            if (answer["error"] is { } error)
                throw new JanusRefusedException((int?)error["code"] ?? 0, (string?)error["reason"] ?? "");
            return answer;
        }
        finally
        {
            _waiting.TryRemove(transaction, out _);
        }
    }

    /// <summary>A message to a plugin: its answer, and the SDP that came with it.</summary>
    public async Task<(JsonNode Data, string? Sdp)> TellAsync(long session, long handle, JsonObject body, (string Type, string Sdp)? jsep = null, TimeSpan? patience = null)
    {
        var message = new JsonObject { ["janus"] = "message", ["session_id"] = session, ["handle_id"] = handle, ["body"] = body };
        if (jsep is { } j)
            message["jsep"] = new JsonObject { ["type"] = j.Type, ["sdp"] = j.Sdp };
        var answer = await AskAsync(message, patience: patience);
        var data = answer["plugindata"]?["data"] ?? new JsonObject();
        if (data["error_code"] is { } code)
            throw new JanusRefusedException((int)code, (string?)data["error"] ?? "");
        return (data, (string?)answer["jsep"]?["sdp"]);
    }

    public async Task<long> NewSessionAsync() =>
        (long)(await AskAsync(new JsonObject { ["janus"] = "create" }))["data"]!["id"]!;

    public async Task<long> AttachAsync(long session, string plugin) =>
        (long)(await AskAsync(new JsonObject { ["janus"] = "attach", ["session_id"] = session, ["plugin"] = plugin }))["data"]!["id"]!;

    /// <summary>Ends a session with all its handles and connections. Ended ones, and a Janus that is gone, are no error.</summary>
    public async Task EndSessionAsync(long session)
    {
        try
        {
            await AskAsync(new JsonObject { ["janus"] = "destroy", ["session_id"] = session });
        }
        catch (Exception e) when (e is JanusLostException or JanusRefusedException or TimeoutException)
        {
        }
    }

    public Task KeepAliveAsync(long session) =>
        AskAsync(new JsonObject { ["janus"] = "keepalive", ["session_id"] = session }, ackIsEnough: true);

    /// <summary>Says that no candidates will come: Janus learns where a browser is from its first packets.</summary>
    public Task NoCandidatesAsync(long session, long handle) =>
        AskAsync(new JsonObject
        {
            ["janus"] = "trickle",
            ["session_id"] = session,
            ["handle_id"] = handle,
            ["candidate"] = new JsonObject { ["completed"] = true },
        }, ackIsEnough: true);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _closed.Task;
        _socket.Dispose();
    }

    private async Task WriteAsync(byte[] bytes)
    {
        await _writing.WaitAsync();
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, true, _closing.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            throw new JanusLostException();
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, _closing.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                var json = JsonNode.Parse(message.GetBuffer().AsSpan(0, (int)message.Length));
                message.SetLength(0);
                if (json is not null)
                    Take(json);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or JsonException)
        {
        }
        finally
        {
            _socket.Abort();
            _closed.TrySetResult();
            foreach (var waiting in _waiting.Values)
                waiting.Answer.TrySetException(new JanusLostException());
        }
    }

    private void Take(JsonNode json)
    {
        var kind = (string?)json["janus"];
        if ((string?)json["transaction"] is { } transaction && _waiting.TryGetValue(transaction, out var waiting))
        {
            if (kind != "ack" || waiting.AckIsEnough)
                waiting.Answer.TrySetResult(json);
            return;
        }
        if (kind != "ack")
            Heard?.Invoke((long?)json["session_id"] ?? 0, (long?)json["sender"] ?? 0, json);
    }
}

/// <summary>The socket to Janus closed: whatever was under way is void.</summary>
internal sealed class JanusLostException() : Exception("The line to Janus is gone.");

/// <summary>Janus said no.</summary>
internal sealed class JanusRefusedException(int code, string reason) : Exception($"{reason} ({code})")
{
    public int Code => code;
}
