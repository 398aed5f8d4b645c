using System.Text;
using Hearth.Accounts.Rules;

namespace Hearth.Accounts.Rules;

/// <summary>What a password must be: long enough, and not one that many others had. No rules about kinds of characters.</summary>
public static class Passwords
{
    public const int Shortest = 8;
    public const int Suggested = 15;
    public const int Longest = 200;

    public enum Flaw
    {
        TooShort = 1,
        Known = 2,
        HandleInside = 3,
        Repeats = 4,
    }

    /// <summary>The same words typed on another keyboard are the same password.</summary>
    public static string Normal(string typed) => typed.Normalize(NormalizationForm.FormKC);

    /// <param name="known">Whether a password, in lower case, is on the list of those that are tried first.</param>
    public static Flaw? FlawOf(string password, string handle, Func<string, bool> known)
    {
        var runes = password.EnumerateRunes().ToList();
        if (runes.Count < Shortest) return Flaw.TooShort;
        var lower = password.ToLowerInvariant();
        var bare = lower.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '!', '.', '?', '*', '#', '$', '@', '-', '_');
        if (known(lower) || (bare.Length >= Shortest && known(bare))) return Flaw.Known;
        if (lower.Contains(handle.ToLowerInvariant(), StringComparison.Ordinal)) return Flaw.HandleInside;
        return runes.Distinct().Count() < 5 || IsRun(lower) ? Flaw.Repeats : null;
    }

    /// <summary>"abcdefgh", "98765432", and the like from end to end.</summary>
    private static bool IsRun(string text)
    {
        for (var step = -1; step <= 1; step += 2)
            if (Enumerable.Range(1, text.Length - 1).All(i => text[i] - text[i - 1] == step)) return true;
        return false;
    }
}
