using System.Text.Json;

namespace Hearth.Concerns;

/// <summary>What is sealed of a concern.</summary>
internal sealed record NoticedWords(NoticedSign[] Signs, string? Own)
{
    public string Pack() => JsonSerializer.Serialize(this);

    public static NoticedWords Unpack(string packed) => JsonSerializer.Deserialize<NoticedWords>(packed)!;
}
