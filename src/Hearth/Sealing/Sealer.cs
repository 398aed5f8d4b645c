using System.Security.Cryptography;
using System.Text;
using Hearth.Database;

namespace Hearth.Sealing;

/// <summary>Seals and opens values of the program in scope.</summary>
/// <remarks>
/// <c>place</c> names table, column and row ("Whereabouts.Place/…id…") and must be the same at opening:
/// a value copied into another row, column or program does not open.
/// </remarks>
public sealed class Sealer(Keyring keyring, ProgramScope scope)
{
    /// <summary>Under the key of the person whom the value is about.</summary>
    public Task<Sealed> SealAsync(Guid person, string place, string text, CancellationToken cancel = default) =>
        SealUnderAsync(person, place, text, cancel);

    /// <summary>Under the program's key: values about no one person (a group's note, a session's chat).</summary>
    public Task<Sealed> SealForProgramAsync(string place, string text, CancellationToken cancel = default) =>
        SealUnderAsync(Guid.Empty, place, text, cancel);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Tampered with, moved, or its key is gone.</exception>
    public async Task<string> OpenAsync(string place, Sealed value, CancellationToken cancel = default) => Encoding.UTF8.GetString(await OpenBytesAsync(place, value, cancel));

    /// <summary>The same for what is no text: a picture.</summary>
    public async Task<Sealed> SealBytesAsync(Guid person, string place, byte[] bytes, CancellationToken cancel = default)
    {
        var key = await keyring.CurrentAsync(scope.Program, person, KeyPurpose.Sealing, cancel);
        return new Sealed(Aes.Encrypt(key.Bytes, key.Id, key.Version, bytes, Bound(place)));
    }

    /// <inheritdoc cref="OpenAsync"/>
    public async Task<byte[]> OpenBytesAsync(string place, Sealed value, CancellationToken cancel = default)
    {
        var key = await keyring.ByIdAsync(value.KeyId, value.KeyVersion, cancel);
        return Aes.Decrypt(key.Bytes, value.Bytes, Bound(place));
    }

    /// <summary>
    /// The print of words under the key that seals them: the same for the same words at the same place, and nothing about them
    /// to whoever lacks the key. For words that are kept unchanged: put into the chain, it finds an older value of the same row.
    /// </summary>
    public async Task<byte[]> PrintAsync(string place, Sealed value, string text, CancellationToken cancel = default)
    {
        var key = await keyring.ByIdAsync(value.KeyId, value.KeyVersion, cancel);
        var printing = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, 32, info: "print"u8.ToArray());
        return HMACSHA256.HashData(printing, Encoding.UTF8.GetBytes($"{scope.Program:N}|{place}|{text}"));
    }

    private Task<Sealed> SealUnderAsync(Guid person, string place, string text, CancellationToken cancel) => SealBytesAsync(person, place, Encoding.UTF8.GetBytes(text), cancel);

    private byte[] Bound(string place) => Encoding.UTF8.GetBytes($"{scope.Program:N}|{place}");
}
