using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using Hearth.Sealing;

namespace Hearth.Channels;

/// <summary>By which a program's messages are known to the browsers that asked for them, in base64url.</summary>
public sealed record VapidKey(string Public, string Private);

/// <summary>One for each program, made of a key that lies with its other keys, wrapped, in their own database: nothing of it stands beside what it sends.</summary>
public sealed class VapidKeys(Keyring keyring)
{
    // The order of P-256: a private key is a number below it.
    private static readonly BigInteger order = BigInteger.Parse("0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public async Task<VapidKey> OfAsync(Guid program, CancellationToken cancel = default)
    {
        var seed = (await keyring.CurrentAsync(program, Guid.Empty, KeyPurpose.Push, cancel)).Bytes;
        var number = new BigInteger(seed, isUnsigned: true, isBigEndian: true) % (order - 1) + 1;
        var d = new byte[32];
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(d, 32 - bytes.Length);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = d });
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        return new(Base64Url.EncodeToString((byte[])[4, .. q.X!, .. q.Y!]), Base64Url.EncodeToString(d));
    }
}
