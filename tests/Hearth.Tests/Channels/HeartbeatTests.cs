using Hearth.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Hearth.Tests.Channels;

/// <summary>Silence of what calls people is silence outside, too, and nothing else is.</summary>
public class HeartbeatTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_part_is_silent_when_no_whole_round_came_for_too_long_also_one_that_never_had_one()
    {
        var time = new FakeTimeProvider();
        var pulse = new Pulse(time);
        pulse.Expect("first");
        pulse.Expect("second");
        Assert.Empty(pulse.Silent);
        time.Advance(Pulse.Patience);
        pulse.Beat("first");
        Assert.Empty(pulse.Silent);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["second"], pulse.Silent);
        pulse.Beat("second");
        Assert.Empty(pulse.Silent);
        // Expected again, by a part that starts anew: what was heard stays heard.
        time.Advance(Pulse.Patience + TimeSpan.FromMilliseconds(1));
        pulse.Expect("first");
        Assert.Equal(["first", "second"], pulse.Silent);
    }

    [Fact]
    public async Task A_sign_of_life_goes_out_while_all_is_well_and_not_a_moment_longer()
    {
        await using var watcher = new Provider { Answer = "200 OK" };
        var (time, log) = (new FakeTimeProvider(), new Heard());
        var pulse = new Pulse(time);
        using var heartbeat = new Heartbeat(new CallSettings { Heartbeat = $"http://127.0.0.1:{watcher.Port}/ping/sealedwordkey" }, pulse, time, log);
        pulse.Expect("rounds");
        Assert.True(await heartbeat.SendAsync(Cancel));
        var got = Assert.Single(watcher.Got);
        Assert.StartsWith("GET /ping/sealedwordkey HTTP/1.1", got, StringComparison.Ordinal);
        // Nothing about anybody: a request, and no body.
        Assert.Equal("GET /ping/sealedwordkey HTTP/1.1\r\nHost: 127.0.0.1:" + watcher.Port + "\r\n\r\n", got);

        time.Advance(Pulse.Patience + TimeSpan.FromMilliseconds(1));
        Assert.False(await heartbeat.SendAsync(Cancel));
        Assert.Single(watcher.Got);
        pulse.Beat("rounds");
        Assert.True(await heartbeat.SendAsync(Cancel));

        watcher.Answer = "404 Not Found";
        Assert.False(await heartbeat.SendAsync(Cancel));
        Assert.Equal(2, log.Lines.Count);
        Assert.All(log.Lines, line => Assert.DoesNotContain("sealedwordkey", line, StringComparison.Ordinal));
    }

    [Theory, InlineData("not an address"), InlineData("ftp://watch.example/x"), InlineData("https://somebody@watch.example/x")]
    public void An_address_that_is_none_is_refused_at_the_start(string address) => Assert.Contains("Heartbeat", new CallSettings { Heartbeat = address }.Wrong(), StringComparison.Ordinal);

    private sealed class Heard : ILogger<Heartbeat>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}
