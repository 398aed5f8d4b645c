using System.Globalization;
using System.Text.RegularExpressions;

namespace Hearth.Browser.Media;

/// <summary>A media node that stands behind address translation, and one that is another's to start and end.</summary>
public sealed partial class ElsewhereTests(Chromium chromium)
{
    [Fact]
    public async Task Behind_address_translation_browsers_are_told_the_public_address_and_the_ports_that_are_open()
    {
        await using var circle = await Circle.OpenAsync(chromium, s => s with { PublicAddress = "203.0.113.10", Rtp = "41000-41099" });
        var person = await circle.JoinAsync(ColorAndTone.All[0]);
        var told = "";
        await Circle.UntilAsync(async () => (told = await person.Page.EvaluateAsync<string>("() => hearthTest.connections.map((c) => c.remoteDescription?.sdp ?? '').join('')")).Contains("a=candidate", StringComparison.Ordinal), "an answer has come", 30);
        var candidates = Candidate().Matches(told);
        Assert.NotEmpty(candidates);
        foreach (Match candidate in candidates)
        {
            Assert.Equal("203.0.113.10", candidate.Groups[1].Value);
            Assert.InRange(int.Parse(candidate.Groups[2].Value, CultureInfo.InvariantCulture), 41000, 41099);
        }
    }

    [Fact]
    public async Task A_node_elsewhere_is_adopted_and_neither_started_nor_ended()
    {
        // Nobody has started one: a server that may not do so waits, and says so.
        var run = Directory.CreateTempSubdirectory("hearth-elsewhere-").FullName;
        await using (var alone = await MediaHost.StartAsync(new() { Run = run, Elsewhere = true }))
        {
            await Task.Delay(1500);
            Assert.False(File.Exists(Path.Combine(run, "media.pid")));
        }

        await using var circle = await Circle.OpenAsync(chromium);
        await circle.SeatAsync(2);
        var node = circle.NodePid;
        await circle.RestartServerAsync(TimeSpan.FromSeconds(1), s => s with { Elsewhere = true });
        Assert.Equal(node, circle.NodePid);
        await circle.AllDecodeAllAsync();
        Assert.True(Circle.Lives(node));
    }

    [GeneratedRegex(@"a=candidate:\S+ \d udp \d+ (\S+) (\d+) typ")]
    private static partial Regex Candidate();
}
