using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using Hearth.LiveRooms.Media;
using Hearth.Media.Contract;

namespace Hearth.Media;

/// <summary>
/// One browser's frames to and from its seat. When the node dies the line waits for the seat to be placed at the next one: the
/// browser keeps its connection to the server and is told by the new node to start over.
/// </summary>
internal sealed class MediaLine(MediaRooms rooms, string room, string seat) : IMediaLine
{
    // Above what the node takes: it refuses by itself, to the sender. This only keeps monsters off the wire.
    private const int MaxFrame = 66 * 1024;
    private static readonly TimeSpan WaitForPlace = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _writing = new(1);
    private AsyncDuplexStreamingCall<Up, Down>? _call;

    public async Task<StatusCode> ConnectAsync(CancellationToken cancel)
    {
        var link = await rooms.LinkAsync(cancel);
        AsyncDuplexStreamingCall<Up, Down>? call = null;
        try
        {
            call = link.Node.Line(link.Secret, cancellationToken: _end.Token);
            await call.RequestStream.WriteAsync(new Up { Attach = new SeatRequest { Room = room, Seat = seat } }, cancel);
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
            if (both.IsCancellationRequested || !lost || !await ReconnectAsync(both.Token))
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

    private async Task<bool> ReconnectAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(WaitForPlace);
        try
        {
            while (true)
            {
                var code = await ConnectAsync(patience.Token);
                if (code == StatusCode.OK)
                    return true;
                if (code == StatusCode.FailedPrecondition)
                    return false;
                await Task.Delay(100, patience.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or MediaUnavailableException)
        {
            return false;
        }
    }
}
