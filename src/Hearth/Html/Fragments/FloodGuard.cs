using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Hearth.Html;

/// <summary>
/// Counts the messages of one line as they are taken off the wire, known and unknown, well-formed or not: 20 a second,
/// 60 at once. Whoever sends more is cut; nobody else notices.
/// </summary>
internal static class FloodGuard
{
    private const double PerSecond = 20, AtOnce = 60;
    private const byte EndOfMessage = 0x1e;

    public static IConnectionBuilder UseFloodGuard(this IConnectionBuilder builder, TimeProvider time) => builder.Use(next => line =>
    {
        line.Transport = new Duplex(new Counting(line.Transport.Input, line, time), line.Transport.Output);
        return next(line);
    });

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Counting(PipeReader inner, ConnectionContext line, TimeProvider time) : PipeReader
    {
        private ReadOnlySequence<byte> last;
        private double left = AtOnce;
        private long at = time.GetTimestamp();

        public override void AdvanceTo(SequencePosition consumed)
        {
            Count(consumed);
            inner.AdvanceTo(consumed);
        }

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            Count(consumed);
            inner.AdvanceTo(consumed, examined);
        }

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancel = default) => Keep(await inner.ReadAsync(cancel));

        public override bool TryRead(out ReadResult result)
        {
            if (!inner.TryRead(out result)) return false;
            Keep(result);
            return true;
        }

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        private ReadResult Keep(ReadResult result)
        {
            last = result.Buffer;
            return result;
        }

        private void Count(SequencePosition consumed)
        {
            var messages = 0;
            foreach (var piece in last.Slice(0, consumed)) messages += piece.Span.Count(EndOfMessage);
            last = default;
            if (messages == 0) return;

            var now = time.GetTimestamp();
            left = Math.Min(AtOnce, left + time.GetElapsedTime(at, now).TotalSeconds * PerSecond) - messages;
            at = now;
            if (left < 0) line.Abort(new ConnectionAbortedException("Too many messages."));
        }
    }
}
