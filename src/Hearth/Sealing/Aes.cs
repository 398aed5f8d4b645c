using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Hearth.Sealing;

internal static class Aes
{
    public static byte[] Encrypt(byte[] key, Guid keyId, int keyVersion, ReadOnlySpan<byte> plain, byte[] place)
    {
        var bytes = new byte[Sealed.HeaderLength + 12 + 16 + plain.Length];
        var span = bytes.AsSpan();
        span[0] = Sealed.Format;
        keyId.TryWriteBytes(span[1..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(span[17..], keyVersion);
        var nonce = span.Slice(Sealed.HeaderLength, 12);
        RandomNumberGenerator.Fill(nonce);
        using var gcm = new AesGcm(key, 16);
        gcm.Encrypt(nonce, plain, span[(Sealed.HeaderLength + 28)..], span.Slice(Sealed.HeaderLength + 12, 16), [.. span[..Sealed.HeaderLength], .. place]);
        return bytes;
    }

    public static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> bytes, byte[] place)
    {
        if (bytes.Length < Sealed.HeaderLength + 28 || bytes[0] != Sealed.Format) throw new CryptographicException("Not a sealed value.");
        var plain = new byte[bytes.Length - Sealed.HeaderLength - 28];
        using var gcm = new AesGcm(key, 16);
        gcm.Decrypt(bytes.Slice(Sealed.HeaderLength, 12), bytes[(Sealed.HeaderLength + 28)..], bytes.Slice(Sealed.HeaderLength + 12, 16), plain, [.. bytes[..Sealed.HeaderLength], .. place]);
        return plain;
    }
}
