using Hearth.Database;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Happenings;

/// <summary>Reads a program's chain from its first row and says where it breaks. Run by <c>hearth audit verify</c>.</summary>
public sealed class ChainVerifier(HearthDb db, Keyring keyring, ChainAnchors anchors)
{
    /// <param name="Count">Rows that were read.</param>
    /// <param name="BrokenAt">The first number that is missing or does not fit; null when the chain is whole.</param>
    /// <param name="Later">Rows after the last one that are remembered to have been there (<see cref="ChainAnchors"/>), in a chain that is whole but for them.</param>
    public sealed record Verdict(long Count, long? BrokenAt, long Later = 0);

    public async Task<Verdict> VerifyAsync(CancellationToken cancel = default)
    {
        var program = db.CurrentProgram;
        var key = (await keyring.CurrentAsync(program, Guid.Empty, KeyPurpose.Chain, cancel)).Bytes;
        // Before the rows are read: others are added meanwhile, and none is taken away.
        var anchor = await anchors.FindAsync(cancel);
        var before = new byte[32];
        long count = 0;
        await foreach (var row in db.Chain().AsAsyncEnumerable().WithCancellation(cancel))
        {
            count++;
            var expected = HappeningLog.Link(key, before, program, count, row.At, row.Kind, row.Actor, row.About, row.Subject, row.Proof);
            if (row.Number != count || !row.Hash.AsSpan().SequenceEqual(expected)) return new(count, count);
            if (anchor?.Number == count && !await anchors.FitsAsync(anchor, row.Hash, cancel)) return new(count, count);
            before = row.Hash;
        }
        var head = await db.ChainHead().AsNoTracking().SingleOrDefaultAsync(cancel);
        var whole = head is null ? count == 0 : head.LastNumber == count && head.LastHash.AsSpan().SequenceEqual(before);
        if (!whole) return new(count, count + 1);
        return anchor?.Number > count ? new(count, count + 1, anchor.Number - count) : new(count, null);
    }
}
