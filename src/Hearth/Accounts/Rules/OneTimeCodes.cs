using System.Globalization;
using Hearth.Accounts.Rules;
using OtpNet;

namespace Hearth.Accounts.Rules;

/// <summary>Six digits from an authenticator app (RFC 6238: SHA-1, 30 seconds), one step early or late.</summary>
public static class OneTimeCodes
{
    public const int SecretBytes = 20;

    /// <returns>The time step that the code belongs to, so that it can be spent; null: not a code of now.</returns>
    public static long? StepOf(byte[] secret, string typed, DateTime nowUtc)
    {
        var digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));
        if (digits.Length != 6 || !digits.All(char.IsAsciiDigit)) return null;
        return new Totp(secret).VerifyTotp(nowUtc, digits, out var step, new VerificationWindow(previous: 1, future: 1)) ? step : null;
    }

    public static string Written(byte[] secret) => Base32Encoding.ToString(secret).TrimEnd('=');

    /// <summary>In groups of four, to be typed by hand.</summary>
    public static string Grouped(byte[] secret) =>
        string.Join(' ', Written(secret).Chunk(4).Select(four => new string(four))).ToLowerInvariant();

    /// <summary>What the square says to the app. The label is what shows in the app's list, on a phone that others may see.</summary>
    public static string Address(byte[] secret, string handle) => string.Create(CultureInfo.InvariantCulture,
        $"otpauth://totp/Hearth:{Uri.EscapeDataString(handle)}?secret={Written(secret)}&issuer=Hearth");
}
