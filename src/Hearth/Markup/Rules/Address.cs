using System.Globalization;
using System.Text.RegularExpressions;

namespace Hearth.Markup.Rules;

/// <summary>
/// An address that somebody wrote, as a browser will understand it: what is shown is what is opened, in letters a to z alone, so
/// that nothing in it can look like something else or turn its direction round.
/// </summary>
public sealed partial record Address
{
    /// <summary>Of a longer one nobody sees where it leads.</summary>
    public const int Longest = 2000;

    private Address() { }

    /// <summary>As it was written.</summary>
    public required string Typed { get; init; }

    /// <summary>All of it, without what stood before an @.</summary>
    public required string Whole { get; init; }

    /// <summary>Where it leads: the name, and the port where that is not the usual one.</summary>
    public required string Host { get; init; }

    public required bool Encrypted { get; init; }

    /// <summary>The name in its own letters, where those are not a to z.</summary>
    public string? OwnLetters { get; init; }

    /// <summary>Part of the name is put together from alphabets that look alike.</summary>
    public bool MixesAlphabets { get; init; }

    /// <summary>Before an @ stood something that was left out: a name to sign in with, or one to be taken for the other.</summary>
    public bool NameLeftOut { get; init; }

    /// <summary>
    /// Null for what is no link: another scheme than http and https, nothing with a name of its own (a number, a machine of the
    /// reader's own network), and what browsers and we could read differently.
    /// </summary>
    public static Address? Of(string typed)
    {
        if (typed.Length > Longest || !Begins.IsMatch(typed) || !Uri.TryCreate(typed, UriKind.Absolute, out var uri)) return null;
        if (uri.HostNameType != UriHostNameType.Dns || InPlainLetters(uri) is not { } name || !Name.IsMatch(name)) return null;
        var port = uri.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{uri.Port}");
        var own = OwnLettersOf(name);
        return new()
        {
            Typed = typed,
            Whole = uri.Scheme + Uri.SchemeDelimiter + name + port + uri.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped),
            Host = name + port,
            Encrypted = uri.Scheme == Uri.UriSchemeHttps,
            OwnLetters = own,
            MixesAlphabets = own?.Split('.').Any(part => part.Select(AlphabetOf).Where(a => a is not null).Distinct().Count() > 1) == true,
            NameLeftOut = uri.UserInfo.Length > 0,
        };
    }

    /// <summary>No gap, nothing unseen and no backslash anywhere, which one reader skips and another does not.</summary>
    [GeneratedRegex(@"^https?:\x2F\x2F[^\x2F\s\p{C}\\][^\s\p{C}\\]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Begins { get; }

    /// <summary>Two parts or more, and the last one is no number: browsers take that for a machine's, in any way of counting.</summary>
    [GeneratedRegex(@"^([a-z0-9_-]+\.)+(?!0x)[a-z0-9-]*[a-z][a-z0-9-]*\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex Name { get; }

    private static string? InPlainLetters(Uri uri)
    {
        try
        {
            return uri.IdnHost;
        }
        catch (UriFormatException)
        {
            return null; // letters that no name may have
        }
    }

    private static string? OwnLettersOf(string host)
    {
        if (!host.Contains("xn--", StringComparison.Ordinal)) return null;
        try
        {
            return new IdnMapping { AllowUnassigned = true }.GetUnicode(host);
        }
        catch (ArgumentException)
        {
            return null; // no letters stand behind it; it is shown as it is
        }
    }

    /// <summary>The alphabets whose letters can be taken for one another. Others are written beside them without looking alike.</summary>
    private static string? AlphabetOf(char letter) => letter switch
    {
        (>= 'a' and <= 'z') or (>= '\u00c0' and <= '\u024f') or (>= '\u1e00' and <= '\u1eff') => "Latin",
        (>= '\u0370' and <= '\u03ff') or (>= '\u1f00' and <= '\u1fff') => "Greek",
        (>= '\u0400' and <= '\u052f') or (>= '\u2de0' and <= '\u2dff') or (>= '\ua640' and <= '\ua69f') => "Cyrillic",
        >= '\u0530' and <= '\u058f' => "Armenian",
        (>= '\u13a0' and <= '\u13ff') or (>= '\uab70' and <= '\uabbf') => "Cherokee",
        _ => null,
    };
}
