using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using Hearth.LiveRooms.Media;
using Hearth.Media.Contract;

namespace Hearth.Media;

/// <summary>
/// One browser's frames to and from its seat. When the node dies, or the room moves to another, the line waits for the seat to be
/// placed there: the browser keeps its connection to the server and is told by the new node to start over.
/// </summary>
/// <param name="again">Where the seat is by now; null: where it was.</param>
internal sealed class MediaLine(MediaRooms rooms, string room, string seat, FindSeat? again) : IMediaLine
{
    // Above what the node takes: it refuses by itself, to the sender. This only keeps monsters off the wire.
    private const int MaxFrame = 66 * 1024;
    /// <summary>Whoever knows where the room is by now may be on the move as well.</summary>
    private static readonly TimeSpan WaitForWord = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan WaitForPlace = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _writing = new(1);
    private AsyncDuplexStreamingCall<Up, Down>? _call;
    private (string Room, string Seat) _place = (room, seat);

    public async Task<StatusCode> ConnectAsync(CancellationToken cancel)
    {
        var link = await rooms.LinkAsync(_place.Room, cancel);
        AsyncDuplexStreamingCall<Up, Down>? call = null;
        try
        {
            call = link.Node.Line(link.Secret, cancellationToken: _end.Token);
            await call.RequestStream.WriteAsync(new Up { Attach = new SeatRequest { Room = _place.Room, Seat = _place.Seat } }, cancel);
            if (!await call.ResponseStream.MoveNext(cancel))
                throw new RpcException(new Status(StatusCode.Unavailable, ""));
            _call = call;
            return StatusCode.OK;
        }
        catch (RpcException e)
        {
            call?.Dispose();
            return e.StatusCode;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            call?.Dispose();
            return StatusCode.Unavailable;
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancel = default)
    {
        var up = frame.Length > MaxFrame ? new Up { Oversize = frame.Length } : new Up { Frame = ByteString.CopyFrom(frame.Span) };
        await _writing.WaitAsync(cancel);
        try
        {
            if (_call is { } call)
                await call.RequestStream.WriteAsync(up, cancel);
        }
        catch (Exception e) when (e is RpcException or IOException or InvalidOperationException or ObjectDisposedException)
        {
            // The node is gone: what was said to it is void, and the browser will be told to start over.
        }
        finally
        {
            _writing.Release();
        }
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> FramesAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, _end.Token);
        while (_call is { } call)
        {
            var lost = false;
            while (!both.IsCancellationRequested)
            {
                try
                {
                    if (!await call.ResponseStream.MoveNext(both.Token))
                        break;
                }
                catch (Exception e) when (e is RpcException or IOException or OperationCanceledException or ObjectDisposedException)
                {
                    lost = true;
                    break;
                }
                yield return call.ResponseStream.Current.Frame.Memory;
            }
            if (both.IsCancellationRequested || !await ReconnectAsync(lost, both.Token))
                yield break;
            // A new node knows nothing of what this browser has; it asks for hello.
            yield return "{\"t\":\"reset\"}"u8.ToArray();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _call?.Dispose();
        _call = null;
    }

    /// <param name="lost">The node is gone; else it has ended the line: the seat is no more, another page took it, or the room has moved.</param>
    private async Task<bool> ReconnectAsync(bool lost, CancellationToken cancel)
    {
        if (!lost && again is null)
            return false;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(WaitForPlace);
        var since = Stopwatch.GetTimestamp();
        try
        {
            for (; ; await Task.Delay(100, patience.Token))
            {
                var place = again is null ? _place : await again();
                // Only another room is a reason to go on from a line that was ended: whoever took the seat over keeps it.
                if (!lost && (place?.Room == _place.Room || place is null && Stopwatch.GetElapsedTime(since) > WaitForWord))
                    return false;
                if (place is null)
                    continue;
                _place = place.Value;
                switch (await TryConnectAsync(patience.Token))
                {
                    case StatusCode.OK: return true;
                    case StatusCode.FailedPrecondition: return false;
                    default: lost = true; break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<StatusCode> TryConnectAsync(CancellationToken cancel)
    {
        try
        {
            return await ConnectAsync(cancel);
        }
        catch (MediaUnavailableException)
        {
            return StatusCode.Unavailable;
        }
    }
}
