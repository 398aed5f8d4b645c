namespace Hearth.Tests.Architecture;

/// <summary>Says all that was found, not the first three.</summary>
internal static class Report
{
    public static void Clean(IEnumerable<string> found, string advice = "")
    {
        var all = found.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{advice}{all.Count}:\n{string.Join('\n', all)}");
    }
}
