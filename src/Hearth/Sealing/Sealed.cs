using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hearth.Sealing;

/// <summary>
/// A value that must not be readable in the database file or its backup: legal identity, contacts, whereabouts, chat, notes.
/// Layout: format (1 byte), key id (16), key version (4, big endian), nonce (12), tag (16), ciphertext. AES-256-GCM;
/// the row's place is bound in, so that a ciphertext moved to another row or column does not open.
/// </summary>
public sealed class Sealed(byte[] bytes) : IEquatable<Sealed>
{
    internal const byte Format = 1;
    internal const int HeaderLength = 1 + 16 + 4;

    public byte[] Bytes { get; } = bytes;

    internal Guid KeyId => new(Bytes.AsSpan(1, 16), bigEndian: true);

    internal int KeyVersion => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(Bytes.AsSpan(17, 4));

    public bool Equals(Sealed? other) => other is not null && Bytes.AsSpan().SequenceEqual(other.Bytes);
    public override bool Equals(object? obj) => Equals(obj as Sealed);
    public override int GetHashCode() => Bytes.Length > 40 ? HashCode.Combine(Bytes[22], Bytes[23], Bytes[24], Bytes[25]) : 0;

    /// <summary>Never the content, so that it cannot reach a log by accident.</summary>
    public override string ToString() => "(sealed)";
}

/// <summary>Stores a sealed value as the bytes it is.</summary>
public sealed class SealedConverter() : ValueConverter<Sealed, byte[]>(value => value.Bytes, bytes => new Sealed(bytes));
