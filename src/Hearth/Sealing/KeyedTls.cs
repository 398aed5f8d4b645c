using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

#if MEDIA_NODE // the node is a wall of its own, and has this file too
namespace Hearth.MediaNode;
#else
namespace Hearth.Sealing;
#endif

/// <summary>
/// TLS between processes that hold one key, and with nobody else. Both make the same certificate's key from it, and each takes
/// the other for one of its own only by that key: no authority, no names, no dates to run out. Whoever does not hold the key
/// does not get past the handshake.
/// </summary>
public sealed class KeyedTls
{
    private readonly byte[] known;

    /// <param name="key">32 bytes that are used for nothing else.</param>
    public KeyedTls(byte[] key)
    {
        var secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "hearth/tls"u8.ToArray());
        secret[0] &= 0x7f; // below the order of the curve
        using var pair = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
        var request = new CertificateRequest("CN=hearth", pair, HashAlgorithmName.SHA256);
        Certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        known = Certificate.GetPublicKey();
    }

    /// <summary>What this side shows.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Is the other side one of ours? That it also holds the private half, the handshake has made it prove.</summary>
    public bool IsOurs(X509Certificate? other) => other is not null && CryptographicOperations.FixedTimeEquals(other.GetPublicKey(), known);
}
