using System.Security.Cryptography;
using Hearth.Database;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Happenings;

/// <summary>
/// How far a program's chain has come, kept apart from it, in the database of the keys. A chain by itself cannot tell that rows
/// were taken off its end, or all of them; this can. Kept every minute, so a minute is what could be taken off unseen.
/// </summary>
public sealed class ChainAnchors(HearthDb db, IDbContextFactory<KeysDb> keys, Keyring keyring, Clock clock)
{
    /// <param name="Held">The chain was looked at and is remembered as far as it goes; false: it does not fit what is remembered, which stays.</param>
    public sealed record Kept(bool Held, long Number);

    /// <summary>Remembers the chain of the program in scope as it is now.</summary>
    /// <param name="anew">A house was put back from a backup: its end is the end, whatever was remembered.</param>
    public async Task<Kept> KeepAsync(bool anew = false, CancellationToken cancel = default)
    {
        var program = db.CurrentProgram;
        await using var store = await keys.CreateDbContextAsync(cancel);
        var known = await OfAsync(store, program, cancel);
        var head = await db.ChainHead().AsNoTracking().SingleOrDefaultAsync(cancel);
        var number = head?.LastNumber ?? 0;
        if (known is not null && !anew)
        {
            if (number == known.Number) return new(true, number);
            // Never past a gap: what was cut off would be forgotten as soon as enough has been added.
            var there = await db.Chain().Where(h => h.Number == known.Number).Select(h => h.Hash).SingleOrDefaultAsync(cancel);
            if (there is null || !await FitsAsync(known, there, cancel)) return new(false, known.Number);
        }
        if (head is null)
        {
            if (known is not null) await store.ChainAnchors.Where(a => a.Id == program).ExecuteDeleteAsync(cancel);
            return new(true, 0);
        }
        var (mac, now) = (await MacAsync(program, number, head.LastHash, cancel), clock.Now);
        if (known is not null)
        {
            // Two servers may do this at once: the later end stands.
            await store.ChainAnchors.Where(a => a.Id == program && (anew || a.Number < number))
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.Number, number).SetProperty(x => x.Mac, mac).SetProperty(x => x.At, now), cancel);
            return new(true, number);
        }
        store.Add(new ChainAnchor { Id = program, Number = number, Mac = mac, At = now });
        try
        {
            await store.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Another server made it at the same moment; or it could not be made at all.
            if (await OfAsync(store, program, cancel) is null) throw;
        }
        return new(true, number);
    }

    internal async Task<ChainAnchor?> FindAsync(CancellationToken cancel)
    {
        await using var store = await keys.CreateDbContextAsync(cancel);
        return await OfAsync(store, db.CurrentProgram, cancel);
    }

    internal async Task<bool> FitsAsync(ChainAnchor anchor, byte[] hash, CancellationToken cancel)
    {
        var mac = await MacAsync(anchor.Id, anchor.Number, hash, cancel);
        return CryptographicOperations.FixedTimeEquals(anchor.Mac, mac);
    }

    private static Task<ChainAnchor?> OfAsync(KeysDb store, Guid program, CancellationToken cancel) =>
        store.ChainAnchors.AsNoTracking().SingleOrDefaultAsync(a => a.Id == program, cancel);

    private async Task<byte[]> MacAsync(Guid program, long number, byte[] hash, CancellationToken cancel) =>
        Mac((await keyring.CurrentAsync(program, Guid.Empty, KeyPurpose.Chain, cancel)).Bytes, program, number, hash);

    /// <summary>By the chain's key: whoever has both databases and not the root key can set no other anchor.</summary>
    private static byte[] Mac(byte[] key, Guid program, long number, byte[] hash)
    {
        byte[] kept = [.. "anchor"u8, .. program.ToByteArray(), .. BitConverter.GetBytes(number), .. hash];
        return HMACSHA256.HashData(key, kept);
    }
}
