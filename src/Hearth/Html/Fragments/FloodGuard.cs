using System.Buffers;
using System.IO.Pipelines;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Connections;

namespace Hearth.Html;

/// <summary>
/// Counts the messages of a line as they are taken off the wire, known and unknown, well-formed or not, against what its
/// person may send (<see cref="OnePerson"/>). Whoever sends more is cut; nobody else notices.
/// </summary>
internal static class FloodGuard
{
    private const byte EndOfMessage = 0x1e;

    public static IConnectionBuilder UseFloodGuard(this IConnectionBuilder builder, PartitionedRateLimiter<ConnectionContext> limit) => builder.Use(next => line =>
    {
        line.Transport = new Duplex(new Counting(line.Transport.Input, line, limit), line.Transport.Output);
        return next(line);
    });

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Counting(PipeReader inner, ConnectionContext line, PartitionedRateLimiter<ConnectionContext> limit) : PipeReader
    {
        private ReadOnlySequence<byte> last;
        private long counted;
        private bool cut;

        public override void AdvanceTo(SequencePosition consumed) => Advance(consumed, null);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => Advance(consumed, examined);

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancel = default) => cut ? Nothing : Count(await inner.ReadAsync(cancel));

        public override bool TryRead(out ReadResult result)
        {
            result = Nothing;
            if (cut) return true;
            if (!inner.TryRead(out result)) return false;
            result = Count(result);
            return true;
        }

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        private static ReadResult Nothing => new(default, isCanceled: false, isCompleted: true);

        /// <summary>Before anything of it is read: what lies in one buffer would all be done before the line is cut.</summary>
        private ReadResult Count(ReadResult result)
        {
            last = result.Buffer;
            var all = Messages(last);
            var fresh = all - counted;
            counted = all;
            if (fresh == 0 || fresh <= OnePerson.MessagesAtOnce && limit.AttemptAcquire(line, (int)fresh).IsAcquired) return result;
            cut = true;
            inner.AdvanceTo(last.End);
            line.Abort(new ConnectionAbortedException("Too many messages."));
            return Nothing;
        }

        private void Advance(SequencePosition consumed, SequencePosition? examined)
        {
            if (cut) return;
            counted -= Messages(last.Slice(0, consumed));
            last = default;
            if (examined is { } seen) inner.AdvanceTo(consumed, seen);
            else inner.AdvanceTo(consumed);
        }

        private static long Messages(ReadOnlySequence<byte> bytes)
        {
            var messages = 0;
            foreach (var piece in bytes) messages += piece.Span.Count(EndOfMessage);
            return messages;
        }
    }
}
