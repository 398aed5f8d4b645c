using System.Collections.Concurrent;
using System.Security.Cryptography;
using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Sealing;

/// <summary>
/// Finds or makes the data keys and keeps the opened ones in memory. Keys are made, and safely stored, before what they seal.
/// </summary>
public sealed class Keyring(IDbContextFactory<KeysDb> keys, RootKey root, Clock clock)
{
    internal sealed record OpenKey(Guid Id, int Version, byte[] Bytes);

    private readonly ConcurrentDictionary<(Guid Program, Guid Person, KeyPurpose Purpose), OpenKey> current = new();
    private readonly ConcurrentDictionary<(Guid Id, int Version), OpenKey> byId = new();
    private readonly SemaphoreSlim making = new(1, 1);

    /// <summary>Whether the root key is the one that this database's keys lie under; a new database's may be any.</summary>
    public async Task<bool> OpensAsync(CancellationToken cancel = default)
    {
        await using var db = await keys.CreateDbContextAsync(cancel);
        if (await db.WrappedKeys.AsNoTracking().FirstOrDefaultAsync(k => k.PersonId == Guid.Empty, cancel) is not { } any) return true;
        try
        {
            await OpenAsync(any, cancel);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The key of a program, or of a person in it, for new values.</summary>
    internal async Task<OpenKey> CurrentAsync(Guid program, Guid person, KeyPurpose purpose, CancellationToken cancel = default)
    {
        if (current.TryGetValue((program, person, purpose), out var known)) return known;
        await making.WaitAsync(cancel);
        try
        {
            if (current.TryGetValue((program, person, purpose), out known)) return known;
            var found = await FindAsync(program, person, purpose, cancel) ?? await MakeAsync(program, person, purpose, cancel);
            return current[(program, person, purpose)] = await OpenAsync(found, cancel);
        }
        finally
        {
            making.Release();
        }
    }

    /// <summary>The key that a stored value names.</summary>
    internal async Task<OpenKey> ByIdAsync(Guid id, int version, CancellationToken cancel = default)
    {
        if (byId.TryGetValue((id, version), out var known)) return known;
        await using var db = await keys.CreateDbContextAsync(cancel);
        var row = await db.WrappedKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Id == id && k.KeyVersion == version, cancel)
            ?? throw new CryptographicException("The key of this value is gone.");
        return await OpenAsync(row, cancel);
    }

    /// <summary>Whether the key of this value is there and opens; the value itself stays shut.</summary>
    public async Task<bool> OpensAsync(Sealed value, CancellationToken cancel = default)
    {
        try
        {
            await ByIdAsync(value.KeyId, value.KeyVersion, cancel);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private async Task<WrappedKey?> FindAsync(Guid program, Guid person, KeyPurpose purpose, CancellationToken cancel)
    {
        await using var db = await keys.CreateDbContextAsync(cancel);
        return await db.WrappedKeys.AsNoTracking()
            .Where(k => k.ProgramId == program && k.PersonId == person && k.Purpose == purpose)
            .OrderByDescending(k => k.KeyVersion).FirstOrDefaultAsync(cancel);
    }

    private async Task<WrappedKey> MakeAsync(Guid program, Guid person, KeyPurpose purpose, CancellationToken cancel)
    {
        var id = Guid.NewGuid();
        var row = new WrappedKey
        {
            Id = id, KeyVersion = 1, ProgramId = program, PersonId = person, Purpose = purpose, MadeAt = clock.Now,
            Wrapped = Aes.Encrypt(await WrappingKeyAsync(program, person, purpose, cancel), id, 1, RandomNumberGenerator.GetBytes(32), Place(program, person, purpose)),
        };
        await using var db = await keys.CreateDbContextAsync(cancel);
        db.Add(row);
        try
        {
            await db.SaveChangesAsync(cancel);
            return row;
        }
        catch (DbUpdateException)
        {
            // Another server made it at the same moment.
            return await FindAsync(program, person, purpose, cancel) ?? throw new InvalidOperationException("The key could not be stored.");
        }
    }

    private async Task<OpenKey> OpenAsync(WrappedKey row, CancellationToken cancel)
    {
        var wrapping = await WrappingKeyAsync(row.ProgramId, row.PersonId, row.Purpose, cancel);
        var open = new OpenKey(row.Id, row.KeyVersion, Aes.Decrypt(wrapping, row.Wrapped, Place(row.ProgramId, row.PersonId, row.Purpose)));
        return byId[(row.Id, row.KeyVersion)] = open;
    }

    /// <summary>A person's key lies under the program's sealing key, a program's keys under the root.</summary>
    private async Task<byte[]> WrappingKeyAsync(Guid program, Guid person, KeyPurpose purpose, CancellationToken cancel)
    {
        if (person == Guid.Empty) return root.Derive("wrap");
        // Not through CurrentAsync: the lock is held.
        var above = await FindAsync(program, Guid.Empty, KeyPurpose.Sealing, cancel) ?? await MakeAsync(program, Guid.Empty, KeyPurpose.Sealing, cancel);
        return (await OpenAsync(above, cancel)).Bytes;
    }

    private static byte[] Place(Guid program, Guid person, KeyPurpose purpose) =>
        System.Text.Encoding.UTF8.GetBytes($"key|{program:N}|{person:N}|{purpose}");
}
