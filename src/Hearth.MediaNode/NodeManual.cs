namespace Hearth.MediaNode;

/// <summary>
/// <c>--settings FILE</c>: where the node is a unit of its own it reads the same file as the server, so that there is one manual.
/// Of its section "Media" what the node needs; what is given as an argument wins.
/// </summary>
internal static class NodeManual
{
    private static readonly Dictionary<string, string> arguments = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Rtp"] = "rtp", ["Address"] = "address", ["PublicAddress"] = "public-address",
        ["AloneSeconds"] = "alone", ["ClaimSeconds"] = "claim", ["AwaySeconds"] = "away",
    };

    public static void Add(Dictionary<string, string> given)
    {
        if (!given.Remove("settings", out var file)) return;
        if (!File.Exists(file)) throw new SettingsException($"There is no settings file at {file}.");
        foreach (var setting in new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file)).Build().GetSection("Media").GetChildren())
            if (arguments.TryGetValue(setting.Key, out var name) && setting.Value is { Length: > 0 } value)
                given.TryAdd(name, value);
    }
}
