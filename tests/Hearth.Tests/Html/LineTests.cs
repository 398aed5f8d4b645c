using System.Text.Json;
using Hearth.Html;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Html;

/// <summary>Bad input on the open line: typed refusals, and only the sender is slowed or cut.</summary>
public class LineTests(HearthHost host)
{
    public static TheoryData<string> BadStreams => ["42", "null", "{}", "[]", "true", "\"\"", "\"../etc\"", "\"Test/A/words\"", "\"test//words\"", "\"test/a b/words\"", $"\"{new string('a', 5000)}\""];

    [Theory]
    [MemberData(nameof(BadStreams))]
    public async Task A_stream_of_a_wrong_shape_is_refused_by_type(string json)
    {
        var cast = await Cast.GatherAsync(host);
        await using var page = await Page.OpenAsync(host, cast.Wren);
        var answer = await page.SubscribeAsync(JsonSerializer.Deserialize<JsonElement>(json));
        Assert.Equal("bad-stream", answer.GetProperty("refused").GetString());
    }

    [Fact]
    public async Task Unknown_streams_frames_and_methods_are_refused_and_the_line_goes_on()
    {
        var cast = await Cast.GatherAsync(host);
        await using var page = await Page.OpenAsync(host, cast.Wren);
        var cancel = TestContext.Current.CancellationToken;
        Assert.Equal("not-found", (await page.SubscribeAsync("no/such/stream")).GetProperty("refused").GetString());
        Assert.Equal("not-found", (await page.SubscribeAsync($"test/{Guid.NewGuid():N}/words")).GetProperty("refused").GetString());
        Assert.Equal("unknown-kind", (await page.Hub.InvokeAsync<JsonElement>("Frame", "no-such-kind", 1, cancel)).GetProperty("refused").GetString());
        Assert.Equal("bad-frame", (await page.Hub.InvokeAsync<JsonElement>("Frame", 17, 1, cancel)).GetProperty("refused").GetString());
        await Assert.ThrowsAsync<HubException>(() => page.Hub.InvokeAsync("Abort", cancel));
        await Assert.ThrowsAsync<HubException>(() => page.Hub.InvokeAsync("Subscribe", cancel)); // too few
        var echo = await page.Hub.InvokeAsync<JsonElement>("Frame", "test-echo", new { a = new[] { 1, 2 } }, cancel);
        Assert.Equal("Wren", echo.GetProperty("name").GetString());
        Assert.Equal(2, echo.GetProperty("json").GetProperty("a")[1].GetInt32());
    }

    [Fact]
    public async Task Too_much_at_once_cuts_the_sender_alone()
    {
        var cast = await Cast.GatherAsync(host);
        var stream = TestStreams.New(cast.June);
        await using var june = await Page.OpenAsync(host, cast.June);
        await june.SubscribeAsync(stream);

        using var big = await RawLine.OpenAsync(host, cast.Wren);
        await big.ReadAsync(until: "{}"); // the handshake's answer: the line was up
        await big.SendAsync($$"""{"type":1,"invocationId":"1","target":"Frame","arguments":["test-echo","{{new string('x', 70_000)}}"]}""");
        Assert.EndsWith("[closed]", await big.ReadAsync());

        using var flood = await RawLine.OpenAsync(host, cast.Wren, paced: true);
        await flood.ReadAsync(until: "{}");
        for (var i = 0; i < 200; i++)
        {
            try
            {
                await flood.SendAsync($$"""{"type":1,"invocationId":"{{i}}","target":"NoSuchMethod{{i}}","arguments":[]}""");
            }
            catch (Exception e) when (e is IOException or System.Net.WebSockets.WebSocketException or InvalidOperationException)
            {
                break; // cut already
            }
        }
        Assert.EndsWith("[closed]", await flood.ReadAsync());

        using var noise = await RawLine.OpenAsync(host, cast.Wren);
        await noise.ReadAsync(until: "{}");
        await noise.SendAsync("this is not JSON");
        Assert.EndsWith("[closed]", await noise.ReadAsync());

        await host.Services.GetRequiredService<Fragments>().PushAsync<SaidLine>(cast.ProgramId, stream, "said");
        await june.UntilAsync(p => p.Fragments.Count == 1);
    }

    [Fact]
    public async Task An_ordinary_burst_is_not_a_flood()
    {
        var cast = await Cast.GatherAsync(host);
        await using var page = await Page.OpenAsync(host, cast.Wren, paced: true);
        var answers = await Task.WhenAll(Enumerable.Range(0, 45).Select(i => page.Hub.InvokeAsync<JsonElement>("Frame", "test-echo", i, TestContext.Current.CancellationToken)));
        Assert.Equal(Enumerable.Range(0, 45), answers.Select(a => a.GetProperty("json").GetInt32()));
    }

    [Fact]
    public async Task No_line_for_strangers_or_for_another_sites_page()
    {
        var cast = await Cast.GatherAsync(host);
        using (var own = await RawLine.OpenAsync(host, cast.Wren)) Assert.Contains("{}", await own.ReadAsync(until: "{}"), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Exception>(() => RawLine.OpenAsync(host, member: null));
        await Assert.ThrowsAnyAsync<Exception>(() => RawLine.OpenAsync(host, cast.Wren, "https://elsewhere.example"));
    }
}
