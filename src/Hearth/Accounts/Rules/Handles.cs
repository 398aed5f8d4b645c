using System.Globalization;
using System.Security.Cryptography;
using Hearth.Accounts.Rules;

namespace Hearth.Accounts.Rules;

/// <summary>
/// The name somebody types to sign in by password: two words and a number, "quiet-heron-4821". Made, not chosen: a chosen
/// one could say who its owner is, and a taken one would tell that its owner is here.
/// </summary>
public static class Handles
{
    private static readonly string[] First =
    [
        "amber", "autumn", "birch", "bright", "calm", "cedar", "clear", "copper", "early", "evening", "fern", "gentle", "golden", "green",
        "harbor", "hazel", "indigo", "ivory", "kind", "lilac", "linen", "little", "maple", "meadow", "mellow", "misty", "morning", "mossy",
        "olive", "open", "pearl", "pine", "plain", "quiet", "rainy", "river", "round", "rustic", "sandy", "silver", "slow", "snowy", "soft",
        "spring", "steady", "still", "summer", "sunny", "tidal", "umber", "velvet", "violet", "warm", "wide", "willow", "winter", "wooden", "young",
    ];

    private static readonly string[] Second =
    [
        "acorn", "bay", "beacon", "bell", "bloom", "boat", "branch", "bridge", "brook", "candle", "canyon", "cloud", "clover", "coast", "cove",
        "creek", "crest", "crow", "dawn", "door", "dove", "dune", "elm", "field", "finch", "fog", "garden", "glen", "grove", "hearth", "heron",
        "hill", "island", "kettle", "lake", "lamp", "lantern", "lark", "leaf", "loon", "moon", "oak", "orchard", "otter", "owl", "path",
        "pebble", "plum", "pond", "porch", "rain", "reed", "robin", "shell", "shore", "sky", "sparrow", "star", "stone", "stream", "swan", "thrush", "trail", "valley", "wave", "wren",
    ];

    public static string Make() => string.Create(CultureInfo.InvariantCulture,
        $"{RandomNumberGenerator.GetItems<string>(First, 1)[0]}-{RandomNumberGenerator.GetItems<string>(Second, 1)[0]}-{RandomNumberGenerator.GetInt32(1000, 10000)}");
}
