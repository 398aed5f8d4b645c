using Hearth.Database;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Happenings;

/// <summary>Reads a program's chain from its first row and says where it breaks. Run by <c>hearth audit verify</c>.</summary>
public sealed class ChainVerifier(HearthDb db, Keyring keyring)
{
    /// <param name="Count">Rows that were read.</param>
    /// <param name="BrokenAt">The first number that is missing or does not fit; null when the chain is whole.</param>
    public sealed record Verdict(long Count, long? BrokenAt);

    public async Task<Verdict> VerifyAsync(CancellationToken cancel = default)
    {
        var program = db.CurrentProgram;
        var key = (await keyring.CurrentAsync(program, Guid.Empty, KeyPurpose.Chain, cancel)).Bytes;
        var before = new byte[32];
        long count = 0;
        await foreach (var row in db.Chain().AsAsyncEnumerable().WithCancellation(cancel))
        {
            count++;
            var expected = HappeningLog.Link(key, before, program, count, row.At, row.Kind, row.Actor, row.About, row.Subject, row.Proof);
            if (row.Number != count || !row.Hash.AsSpan().SequenceEqual(expected)) return new(count, count);
            before = row.Hash;
        }
        var head = await db.ChainHead().AsNoTracking().SingleOrDefaultAsync(cancel);
        var whole = head is null ? count == 0 : head.LastNumber == count && head.LastHash.AsSpan().SequenceEqual(before);
        return new(count, whole ? null : count + 1);
    }
}
