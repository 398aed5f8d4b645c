using System.Text.Json;
using Hearth.Html;
using Hearth.Tests.Architecture;
using Microsoft.Extensions.DependencyInjection;
using Circle = Hearth.Tests.LiveRooms.Circle;

namespace Hearth.Tests.Html;

/// <summary>AC-10. Messages on the open line, spoiled: each is answered, refused by type, or ends its line; none is a defect, and no one else notices.</summary>
public class LineFuzzTests(HearthHost host)
{
    [Fact]
    public async Task AC_10_Whatever_is_said_on_a_line_is_answered_refused_or_the_end_of_it()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren", "June");
        var stream = TestStreams.New(circle.Cast.June);
        await using var june = await Page.OpenAsync(host, circle.Cast.June);
        await june.SubscribeAsync(stream);

        var session = circle.Session.ToString("D");
        string Call(string target, string arguments) => $$"""{"type":1,"invocationId":"1","target":"{{target}}","arguments":[{{arguments}}]}""";
        string[] sound =
        [
            Call("Subscribe", $"\"session/{session}/stage\",null"), Call("Subscribe", $"\"session/{session}/you/{circle.Cast.Wren.PersonId}\",\"1.2\""), Call("Unsubscribe", $"\"session/{session}/stage\""),
            Call("Frame", $$"""
                "room",{"session":"{{session}}"}
                """), Call("Frame", $$"""
                "echo",{"session":"{{session}}"}
                """), Call("Frame", "\"echo\",{\"frame\":{\"t\":\"hello\"}}"), Call("Frame", "\"echo\",{\"close\":true}"), Call("Frame", "\"media-open\",{}"), Call("Frame", "\"media\",{\"t\":\"hello\"}"),
            Call("Frame", "\"test-echo\",[1,{\"a\":\"b\"}]"), """{"type":6}""", """{"type":2,"invocationId":"1","item":1}""", """{"type":3,"invocationId":"1","result":1}""", """{"type":4,"invocationId":"1","target":"Frame","arguments":["media",{}]}""", """{"type":5,"invocationId":"1"}""", """{"type":9,"sequenceId":1}""",
        ];
        string[] words = ["\\ud800", "\"\\ud800\"", "\\udc00\\ud800", "null", "{}", "[]", "\"\"", "1e999", "-0", "true", "{\"session\":\"\\udfff\"}", "{\"\\ud800\":1}", "\"type\":1,", "\"target\":\"Abort\"", "\"streamIds\":[\"1\"]", "[[[[", "/", "..", "\u0000", "é", "\"headers\":{\"a\":\"b\"},", "99999999999999999999", new string('[', 80)];

        var (found, completed, ended, at) = (new List<string>(), 0, 0, 0);
        // Half of them well-formed and odd in what they say, half spoiled in how.
        var values = words.Concat([$"\"session/{session}/stage\"", "\"room\"", "\"media\"", "\"echo\"", "\"media-open\"", $$"""{"session":"{{session}}"}""", "{\"frame\":{\"t\":\"\\ud800\"}}", "{\"t\":\"hello\",\"\\ud800\":1}", "[{},[\"\\udc00\"]]"]).Where(IsJson).ToList();
        string Odd(Random random) => Call(random.Next(4) switch { 0 => "Subscribe", 1 => "Unsubscribe", _ => "Frame" }, $"{values[random.Next(values.Count)]},{values[random.Next(values.Count)]}");
        var said = Chance.Spoiled(60, sound, words).SelectMany(s => (IEnumerable<(int Seed, string Text)>)[(s.Seed, s.Text.Replace("\u001e", "", StringComparison.Ordinal)), (s.Seed, Odd(new Random(s.Seed)))]);
        RawLine? line = null;
        foreach (var (seed, text) in said)
        {
            line ??= await RawLine.OpenAsync(host, circle.Cast.Wren);
            await line.SendAsync(text);
            await line.SendAsync($$"""{"type":1,"invocationId":"end-{{at}}","target":"Frame","arguments":["test-echo",{{at}}]}""");
            var answer = await line.ReadAsync(until: $"\"end-{at++}\"");
            completed += answer.Split("\"type\":3").Length - 1;
            found.AddRange(Defects(answer).Select(d => $"{seed}: {d}, {text}"));
            if (!answer.EndsWith("[closed]", StringComparison.Ordinal)) continue;
            ended++;
            line.Dispose();
            line = null;
        }
        line?.Dispose();
        Report.Clean(found.Take(40));
        Assert.True(completed > 80, $"Only {completed} were answered, on {ended} lines that ended: nothing was tried.");

        await host.Services.GetRequiredService<Fragments>().PushAsync<SaidLine>(circle.Cast.ProgramId, stream, "said");
        await june.UntilAsync(p => p.Fragments.Count == 1);
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [Fact]
    public void A_defect_is_seen_and_a_refusal_is_none()
    {
        Assert.NotEmpty(Defects("""{"type":3,"invocationId":"1","error":"An unexpected error occurred invoking 'Frame' on the server."}"""));
        Assert.Empty(Defects("""{"type":3,"invocationId":"1","error":"Unknown hub method 'Framf'"}"""));
        Assert.Empty(Defects("""{"type":3,"invocationId":"1","result":{"refused":"bad-frame"}}"""));
    }

    /// <summary>The framework says so when something of ours threw; what it says itself of a call that fits no method is a refusal.</summary>
    private static IEnumerable<string> Defects(string said)
    {
        if (said.Contains("An unexpected error occurred", StringComparison.Ordinal)) yield return "something threw";
    }
}
