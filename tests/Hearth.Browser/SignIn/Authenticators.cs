using System.Security.Cryptography;
using Microsoft.Playwright;

namespace Hearth.Browser.SignIn;

/// <summary>What people have in their hands when they sign in: a device that holds a passkey, an app that makes codes.</summary>
public static class Authenticators
{
    /// <summary>A lock in the device itself, which answers as its holder would. It goes when the browser does.</summary>
    public static async Task GiveKeyAsync(IPage page)
    {
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("WebAuthn.enable");
        await cdp.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true,
                ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }

    /// <summary>An authenticator app of our own making, so that the server is not compared with itself.</summary>
    public static string CodeOf(byte[] secret, int steps)
    {
        var step = DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30 + steps;
        var count = BitConverter.GetBytes(step);
        if (BitConverter.IsLittleEndian) Array.Reverse(count);
#pragma warning disable CA5350 // RFC 6238 says SHA-1
        var hash = HMACSHA1.HashData(secret, count);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        var number = ((hash[at] & 0x7f) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    public static byte[] Decode(string base32)
    {
        var bits = string.Concat(base32.ToUpperInvariant().Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
