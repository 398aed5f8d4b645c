namespace Hearth.Factors;

/// <summary>The passwords that are tried first, by whoever tries. Read once, from this assembly: asking elsewhere would tell a password.</summary>
public static class KnownPasswords
{
    private static readonly Lazy<HashSet<string>> all = new(() =>
    {
        using var stream = typeof(KnownPasswords).Assembly.GetManifestResourceStream("Hearth.Factors.known-passwords.txt")
            ?? throw new InvalidOperationException("The list of known passwords is not in this build.");
        using var reader = new StreamReader(stream);
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith("# ", StringComparison.Ordinal)) words.Add(line);
        return words;
    });

    public static int Count => all.Value.Count;

    public static bool Contains(string lower) => all.Value.Contains(lower);
}
