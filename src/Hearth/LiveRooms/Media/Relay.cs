using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hearth.Database;

namespace Hearth.LiveRooms.Media;

/// <summary>
/// Our own relay (TURN), for people whose network lets no media through by itself. Whoever claims a seat, and nobody else, gets a name
/// and a password for it that expire; the name holds the time and chance, and nothing about a person. The relay checks both by
/// the secret it shares with us, and knows nobody. There is no other relay, and none of anyone else's.
/// </summary>
public sealed class Relay(IReadOnlyList<string> urls, string secret, TimeSpan lasts)
{
    public static readonly Relay None = new([], "", TimeSpan.Zero);

    /// <summary>What a page is told before its seat welcomes it; null where there is no relay.</summary>
    internal byte[]? Frame(Clock clock)
    {
        if (urls.Count == 0) return null;
        var (username, credential) = Credentials(clock);
        return JsonSerializer.SerializeToUtf8Bytes(new { t = "ice", servers = new[] { new { urls, username, credential } } });
    }

    /// <summary>As coturn's use-auth-secret has it: "expiry:chance", and HMAC-SHA1 of that, which is the only one it speaks.</summary>
    internal (string Username, string Credential) Credentials(Clock clock)
    {
        var expiry = clock.Now.ToUnixTimeSeconds() + (long)lasts.TotalSeconds;
        var username = string.Create(CultureInfo.InvariantCulture, $"{expiry}:{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
#pragma warning disable CA5350 // The relay's protocol; the secret is long and random, and what it guards is a way through a firewall.
        return (username, Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(username))));
#pragma warning restore CA5350
    }
}
