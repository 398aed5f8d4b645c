namespace Hearth.Html;

/// <summary>
/// The one file of icons. Its address carries the build, the same in pages and in pushed fragments
/// (which know no fingerprinted assets), so that it may be kept for good and a morph changes nothing.
/// </summary>
public static class Sprite
{
    public static readonly string Build = typeof(Sprite).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8];

    public static string Of(string name) => $"/_content/Hearth/icons.svg?v={Build}#{name}";
}
