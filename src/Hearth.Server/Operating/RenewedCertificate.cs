using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hearth.Server.Operating;

/// <summary>
/// The certificate and its chain as their files have them now: looked at every few seconds at most, when somebody connects. Files that do
/// not belong together yet, since one of the two is still being written, are passed over for those before them.
/// </summary>
public sealed class RenewedCertificate(string file, string keyFile, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly Lock turning = new();
    private SslStreamCertificateContext current = Read(file, keyFile);
    private (DateTime, DateTime) written = Written(file, keyFile);
    private long looked = clock.GetTimestamp();

    public SslStreamCertificateContext Now
    {
        get
        {
            lock (turning)
            {
                if (clock.GetElapsedTime(looked) < Every) return current;
                looked = clock.GetTimestamp();
                try
                {
                    if (Written(file, keyFile) is var now && now != written) (current, written) = (Read(file, keyFile), now);
                }
                catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
                {
                    // Looked at again in a moment; "hearth check" says it if it stays so.
                }
                return current;
            }
        }
    }

    private static SslStreamCertificateContext Read(string file, string keyFile)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(file);
        return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(file, keyFile), chain, offline: true);
    }

    private static (DateTime, DateTime) Written(string file, string keyFile) => (File.GetLastWriteTimeUtc(file), File.GetLastWriteTimeUtc(keyFile));
}
