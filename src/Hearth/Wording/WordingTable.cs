using System.Text.Json;
using Hearth.Wording.Rules;

namespace Hearth.Wording;

/// <summary>The words that come with Hearth, English and Spanish: wording.json, which pages have too.</summary>
public static class WordingTable
{
    public static IReadOnlyList<Entry> Entries { get; } = Read();

    public static WordingRule Rule { get; } = new(Entries);

    private static Entry[] Read()
    {
        using var stream = typeof(WordingTable).Assembly.GetManifestResourceStream("Hearth.Wording.wording.json")!;
        return JsonSerializer.Deserialize<Entry[]>(stream, JsonSerializerOptions.Web)!;
    }
}
