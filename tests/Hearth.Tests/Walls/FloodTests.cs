using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Hearth.Html;
using Hearth.Tests.Architecture;
using Hearth.Tests.Html;
using Microsoft.AspNetCore.SignalR.Client;
using Circle = Hearth.Tests.LiveRooms.Circle;

namespace Hearth.Tests.Walls;

/// <summary>
/// AC-10. Ten thousand of anything from one person: they are slowed and cut, and everybody else in the room gets every
/// fragment and every answer, in order. What is compared is what arrived, and never how long it took.
/// </summary>
public class FloodTests(HearthHost host)
{
    private const int Many = 10_000, AtATime = 50, OnOneLine = 200, Lines = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("media")]
    [InlineData("unknown")]
    [InlineData("malformed")]
    [InlineData("huge")]
    public async Task AC_10_Frames_without_end_cost_their_sender_the_line_and_nobody_else_a_word(string what)
    {
        await using var circle = await Circle.OpenAsync(host, "Wren", "June");
        await using var june = await Page.OpenAsync(host, circle.Cast.June, paced: true);
        await Circle.FrameAsync(june, "room", new { session = circle.Session });
        var from = (await june.SubscribeAsync(circle.Stage)).GetProperty("seq").GetInt64();

        var flood = Task.Run(() => FloodAsync(circle, what, Many, paced: true), Cancel);
        var answers = new List<int>();
        for (var i = 0; i < Lines; i++)
        {
            await circle.DoAsync(circle.Cast.Leila, "say", ("Text", $"line {i} of the evening"));
            answers.Add((await june.Hub.InvokeAsync<JsonElement>("Frame", "test-echo", i, Cancel)).GetProperty("json").GetInt32());
        }
        var (taken, most, lines, open) = await flood;
        await june.UntilAsync(p => Lacking(from, p.Fragments).Count == 0);
        Assert.Equal(Enumerable.Range(0, Lines), answers);
        Assert.False(june.Closed.Task.IsCompleted);
        Assert.True(open == 0, $"{open} of {lines} lines were not cut.");
        Report.Clean(TooMuch(taken, most));
        if (what == "media") Assert.True(taken > 0, "Not one frame came through: nothing was tried.");
    }

    [Fact]
    public async Task What_is_lost_out_of_order_or_let_through_is_seen()
    {
        string Words(int from, int to) => string.Join(' ', Enumerable.Range(from, to - from).Select(i => $"<p>line {i} of the evening</p>"));
        List<(long Seq, string Html)> whole = [(4, Words(0, 7)), (5, Words(0, Lines))];
        Assert.Empty(Lacking(3, whole));
        Assert.NotEmpty(Lacking(3, [whole[0]]));
        Assert.NotEmpty(Lacking(3, [whole[1]]));
        Assert.NotEmpty(Lacking(3, [whole[1], whole[0]]));
        Assert.NotEmpty(Lacking(3, [whole[0], (5, Words(7, Lines) + Words(0, 7))]));

        // The same flood where nothing holds it: one line, never cut, and all of it reaches the seat.
        await using var circle = await Circle.OpenAsync(host, "Wren");
        var (taken, _, lines, open) = await FloodAsync(circle, "media", OnOneLine, paced: false);
        Assert.Equal((1, 1), (lines, open));
        Assert.NotEmpty(TooMuch(taken, OnePerson.MessagesAtOnce));
    }

    /// <summary>Sends that many, on as many lines as it takes: whoever is cut comes back at once.</summary>
    /// <returns>How many reached the seat, how many may have, on how many lines they were sent, and how many of these were left open.</returns>
    private async Task<(int Taken, int Most, int Lines, int Open)> FloodAsync(Circle circle, string what, int count, bool paced)
    {
        var (since, lines, open, sent) = (Stopwatch.StartNew(), 0, 0, 0);
        var seat = (await circle.PersonAsync(circle.Cast.Wren)).Seat;
        string[] come = [$$"""{"type":1,"invocationId":"r","target":"Frame","arguments":["room",{"session":"{{circle.Session}}"}]}""", """{"type":1,"invocationId":"o","target":"Frame","arguments":["media-open",{}]}"""];
        while (sent < count)
        {
            lines++;
            try
            {
                using var line = await RawLine.OpenAsync(host, circle.Cast.Wren, paced: paced);
                if (what == "media")
                {
                    foreach (var one in come) await line.SendAsync(one);
                    await line.ReadAsync(until: "\"invocationId\":\"o\"");
                }
                if (what is "malformed" or "huge")
                {
                    await line.SendAsync(What(what, sent));
                    // One ends its line: each counts for many, or this is a test of opening lines.
                    sent += AtATime;
                }
                else
                {
                    for (var i = 0; i < OnOneLine / AtATime; i++, sent += AtATime)
                    {
                        await line.SendAsync(string.Join('\u001e', Enumerable.Range(sent, AtATime).Select(n => What(what, n))));
                        if (paced && i > 0) continue;
                        // The first are let through, and are done before the flood comes.
                        await line.SendAsync($$"""{"type":1,"invocationId":"so-far-{{i}}","target":"Frame","arguments":["test-echo",1]}""");
                        await line.ReadAsync(until: $"so-far-{i}");
                    }
                }
                // The last word of a line that is open: a call that is answered.
                if (!paced) await line.SendAsync("""{"type":1,"invocationId":"end","target":"Frame","arguments":["test-echo",1]}""");
                if (!(await line.ReadAsync(until: "\"invocationId\":\"end\"")).EndsWith("[closed]", StringComparison.Ordinal)) open++;
            }
            catch (Exception e) when (e is IOException or System.Net.WebSockets.WebSocketException or InvalidOperationException or OperationCanceledException && !Cancel.IsCancellationRequested)
            {
                sent += AtATime; // it went into a line that was cut
            }
        }
        // A line that is open still finishes what it was let have.
        var received = (await circle.MediaAsync())!.Seats.GetValueOrDefault(seat)?.Received;
        var taken = -1;
        while (taken != (received?.Count ?? 0))
        {
            taken = received?.Count ?? 0;
            await Task.Delay(150, Cancel);
        }
        return (taken, OnePerson.MessagesAtOnce + OnePerson.MessagesPerSecond * (int)(since.Elapsed.TotalSeconds + 1), lines, open);
    }

    private static string What(string what, int i) => what switch
    {
        "media" => $$$"""{"type":1,"target":"Frame","arguments":["media",{"t":"media","audio":true,"video":{{{(i % 2 == 0 ? "true" : "false")}}}}]}""",
        "unknown" => $$"""{"type":1,"invocationId":"{{i}}","target":"NoSuch{{i}}","arguments":[]}""",
        "malformed" => """{"type":1,"target":["Frame",""",
        _ => $$"""{"type":1,"invocationId":"{{i}}","target":"Frame","arguments":["test-echo","{{new string('x', 70_000)}}"]}""",
    };

    private static IEnumerable<string> TooMuch(int taken, int most)
    {
        if (taken > most) yield return $"{taken} were taken, and one person may send {most}";
    }

    /// <summary>The numbers follow each other from where she began to listen, and the last has every line in its order.</summary>
    private static List<string> Lacking(long from, IReadOnlyList<(long Seq, string Html)> heard)
    {
        var lacking = new List<string>();
        for (var i = 0; i < heard.Count; i++)
            if (heard[i].Seq != from + i + 1) lacking.Add($"after {from + i} came {heard[i].Seq}");
        var at = -1;
        for (var i = 0; i < Lines; i++)
        {
            var next = heard.Count == 0 ? -1 : heard[^1].Html.IndexOf($"line {i} of the evening", StringComparison.Ordinal);
            if (next <= at) lacking.Add($"line {i} is lost or out of order");
            at = Math.Max(at, next);
        }
        return lacking;
    }

    [Fact]
    public async Task AC_10_Presses_without_end_are_turned_away_and_everybody_elses_are_taken()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren", "June");
        var many = Chance.Times(2000); // ten thousand with HEARTH_CHANCE=5: each is a request through the whole of the house
        var flood = Task.Run(() => PressAsync(circle, many, paced: true), Cancel);
        for (var i = 0; i < Lines; i++) Assert.Equal(HttpStatusCode.NoContent, await SayAsync(circle, circle.Cast.June, $"line {i} of the evening", paced: true));
        var (answers, most) = await flood;

        Assert.Equal(many, answers.Values.Sum());
        Report.Clean(TooMuch(many - answers.GetValueOrDefault(HttpStatusCode.TooManyRequests), most));
        Assert.True(answers.GetValueOrDefault(HttpStatusCode.NoContent) >= OnePerson.PressesAtOnce, "Hardly one was taken: an evening of one person is more.");
        Assert.Empty(Lacking(0, [(1, await circle.Cast["Leila"].Client.GetStringAsync($"/sessions/{circle.Session}/room", Cancel))]));

        // Without a script it is a page with words, and it can be read: reading is not counted.
        using var plain = await PostAsync(circle, circle.Cast.Wren, "one more", paced: true, script: false);
        if (plain.StatusCode == HttpStatusCode.TooManyRequests) Assert.Contains("A little slower", WebUtility.HtmlDecode(await plain.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await circle.Cast.Wren.Client.GetAsync("/today", Cancel)).StatusCode);

        // The same presses where nothing counts them.
        var (unheld, few) = await PressAsync(circle, 400, paced: false);
        Assert.NotEmpty(TooMuch(400 - unheld.GetValueOrDefault(HttpStatusCode.TooManyRequests), Math.Min(few, 399)));
    }

    /// <summary>Whatever else somebody's pages do: asking for a person, and telling staff, is taken.</summary>
    [Fact]
    public async Task AC_10_What_asks_for_a_person_is_not_turned_away_for_what_else_was_pressed()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren");
        var pressing = PressAsync(circle, 600, paced: true);
        string[] paths = ["/hard-moment/ask", "/noticed/new", $"/posts/{Guid.NewGuid()}/tell", $"/messages/tell/{Guid.NewGuid()}"];
        for (var i = 0; i < paths.Length * 5 || !pressing.IsCompleted && i < OnePerson.PressesAtOnce; i++)
        {
            var path = paths[i % paths.Length];
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([]) };
            request.Headers.Add(Paced.Header, "1");
            using var answer = await circle.Cast.Wren.Client.SendAsync(request, Cancel);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.StatusCode);
        }
        var (answers, _) = await pressing;
        Assert.True(answers.GetValueOrDefault(HttpStatusCode.TooManyRequests) > 0, "Nothing was turned away, so nothing was shown.");
    }

    private async Task<(IReadOnlyDictionary<HttpStatusCode, int> Answers, int Most)> PressAsync(Circle circle, int count, bool paced)
    {
        var since = Stopwatch.StartNew();
        var answers = new ConcurrentDictionary<HttpStatusCode, int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            using var answer = await PostAsync(circle, circle.Cast.Wren, null, paced, script: true);
            answers.AddOrUpdate(answer.StatusCode, 1, (_, n) => n + 1);
        });
        return (answers, OnePerson.PressesAtOnce + OnePerson.PressesPerSecond * (int)(since.Elapsed.TotalSeconds + 1));
    }

    private static async Task<HttpStatusCode> SayAsync(Circle circle, Member member, string text, bool paced)
    {
        using var answer = await PostAsync(circle, member, text, paced, script: true);
        return answer.StatusCode;
    }

    /// <summary>Says something, or raises a hand.</summary>
    private static Task<HttpResponseMessage> PostAsync(Circle circle, Member member, string? text, bool paced, bool script)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, circle.Path(text is null ? "raise-hand" : "say")) { Content = new FormUrlEncodedContent(text is null ? [] : [KeyValuePair.Create("Text", text)]) };
        if (script) request.Headers.Add("X-Hearth", "fetch");
        if (paced) request.Headers.Add(Paced.Header, "1");
        return member.Client.SendAsync(request, Cancel);
    }
}
