using System.Text.Json;
using Microsoft.Playwright;

namespace Hearth.Browser;

/// <summary>
/// A person that tests can tell apart by eye and ear: their camera is one color, their microphone one tone. <see cref="Script"/>
/// puts both in place of the devices of a page, and reads them back from what the page receives, so no page has to know of it.
/// </summary>
public sealed record ColorAndTone(string Name, int Red, int Green, int Blue, int Hertz)
{
    /// <summary>Far enough apart to survive encoding.</summary>
    public static IReadOnlyList<ColorAndTone> All { get; } =
    [
        new("red", 215, 35, 35, 440),
        new("green", 30, 170, 40, 660),
        new("blue", 40, 50, 215, 880),
        new("yellow", 215, 205, 30, 1100),
        new("magenta", 205, 40, 200, 1320),
        new("cyan", 40, 200, 205, 1540),
        new("white", 235, 235, 235, 1760),
        new("black", 20, 20, 20, 1980),
    ];

    public string Json => JsonSerializer.Serialize(new { rgb = new[] { Red, Green, Blue }, hertz = Hertz });

    /// <summary>
    /// What a page receives over all its connections at this moment: names of colors seen and tones heard. A line that nothing
    /// comes over gives none.
    /// </summary>
    public static async Task<(IReadOnlySet<string> Seen, IReadOnlySet<string> Heard)> ReceivedAsync(IPage page)
    {
        var found = await page.JsonAsync("() => hearthTest.received()");
        return (Names(found.GetProperty("seen")), Names(found.GetProperty("heard")));

        static HashSet<string> Names(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString()!)];
    }

    /// <summary>Waits until a page decodes the pictures and voices of exactly these people, and nobody else's.</summary>
    public static Task WaitForAsync(IPage page, IReadOnlyCollection<ColorAndTone> people, double seconds = 30) => WaitForAsync(page, people, people, seconds);

    /// <summary>The same, of whom some are seen and some are heard.</summary>
    public static async Task WaitForAsync(IPage page, IEnumerable<ColorAndTone> toSee, IEnumerable<ColorAndTone> toHear, double seconds = 30)
    {
        var (colors, tones) = (toSee.Select(p => p.Name).ToHashSet(), toHear.Select(p => p.Name).ToHashSet());
        IReadOnlySet<string> seen = new HashSet<string>(), heard = new HashSet<string>();
        for (var until = DateTime.UtcNow.AddSeconds(seconds); DateTime.UtcNow < until; await Task.Delay(100))
        {
            (seen, heard) = await ReceivedAsync(page);
            if (seen.SetEquals(colors) && heard.SetEquals(tones))
                return;
        }
        Assert.Fail($"Expected to see [{string.Join(", ", colors)}] and hear [{string.Join(", ", tones)}]; saw [{string.Join(", ", seen)}], heard [{string.Join(", ", heard)}].");
    }

    internal static string Script { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "color-and-tone.js"))
        .Replace("/*PEOPLE*/[]", JsonSerializer.Serialize(All.Select(p => new { name = p.Name, rgb = new[] { p.Red, p.Green, p.Blue }, hertz = p.Hertz })), StringComparison.Ordinal);
}
