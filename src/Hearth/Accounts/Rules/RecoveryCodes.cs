using System.Security.Cryptography;
using Hearth.Accounts.Rules;

namespace Hearth.Accounts.Rules;

/// <summary>Codes on paper for the day the phone is gone: "7kqd-m3xw-9tfa", without letters that look like others. 60 bits each.</summary>
public static class RecoveryCodes
{
    public const int Count = 8;
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz0";
    private const int Length = 12;

    public static IReadOnlyList<string> Make() => [.. Enumerable.Range(0, Count).Select(_ => MakeOne())];

    private static string MakeOne()
    {
        var code = RandomNumberGenerator.GetString(Letters, Length);
        return $"{code[..4]}-{code[4..8]}-{code[8..]}";
    }

    /// <summary>As it is compared: typed with other spaces, dashes or capitals, o for zero. Null: not a recovery code at all.</summary>
    public static string? Normal(string typed)
    {
        var bare = string.Concat(typed.ToLowerInvariant().Where(c => c is not (' ' or '-' or '\u2013' or '\u2014'))).Replace('o', '0');
        return bare.Length == Length && bare.All(Letters.Contains) ? bare : null;
    }
}
