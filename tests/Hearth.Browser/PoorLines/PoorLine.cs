using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace Hearth.Browser.PoorLines;

/// <summary>
/// The line of one person, between their browser and the media server: it can be narrow, lossy, or gone. Each address that the media
/// server offers is replaced, in this person's browser alone, by a port of ours that passes on what comes, as the line is just then.
/// </summary>
public sealed class PoorLine : IAsyncDisposable
{
    private const string Script = """
        (() => {
          const real = RTCPeerConnection.prototype;
          const set = real.setRemoteDescription;
          real.setRemoteDescription = async function (description) {
            let sdp = description.sdp;
            for (const [line, address, port] of sdp.matchAll(/^a=candidate:\S+ \d+ udp \d+ (\S+) (\d+) typ host.*$/gim))
              sdp = sdp.replace(line, line.replace(` ${address} ${port} `, ` 127.0.0.1 ${await hearthPoorLine(address, Number(port))} `));
            return set.call(this, { type: description.type, sdp });
          };
        })();
        """;

    private readonly ConcurrentDictionary<(string, int), Way> ways = new();
    private readonly CancellationTokenSource end = new();
    private long down, up;

    /// <summary>Nothing passes in either direction.</summary>
    public volatile bool Cut;

    /// <summary>Thousands of bits a second towards the person, and from them; 0: as much as comes.</summary>
    public volatile int Down, Up;

    /// <summary>Of a hundred packets, these many are lost.</summary>
    public volatile int Loss;

    /// <summary>Bytes that have passed.</summary>
    public (long Down, long Up) Passed => (Interlocked.Read(ref down), Interlocked.Read(ref up));

    /// <summary>All that this browser is told of the media server from now on leads through here. Before its pages load.</summary>
    public async Task StandBetweenAsync(IBrowserContext browser)
    {
        await browser.ExposeFunctionAsync("hearthPoorLine", (string address, int port) => ways.GetOrAdd((address, port), _ => new Way(this, address, port)).Port);
        await browser.AddInitScriptAsync(Script);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        foreach (var way in ways.Values) way.Dispose();
    }

    /// <summary>One port of ours and what stands behind it.</summary>
    private sealed class Way : IDisposable
    {
        private readonly UdpClient front = new(new IPEndPoint(IPAddress.Loopback, 0)), back = new(new IPEndPoint(IPAddress.Any, 0));
        private volatile IPEndPoint? browser;

        public Way(PoorLine line, string address, int port)
        {
            Port = ((IPEndPoint)front.Client.LocalEndPoint!).Port;
            var there = new IPEndPoint(IPAddress.Parse(address), port);
            var (narrowUp, narrowDown) = (new Narrow(() => line.Up), new Narrow(() => line.Down));
            _ = PassAsync(line, front, from => browser = from, narrowUp, packet => { Interlocked.Add(ref line.up, packet.Length); back.Send(packet, there); });
            _ = PassAsync(line, back, _ => { }, narrowDown, packet => { if (browser is { } to) { Interlocked.Add(ref line.down, packet.Length); front.Send(packet, to); } });
        }

        public int Port { get; }

        private static async Task PassAsync(PoorLine line, UdpClient from, Action<IPEndPoint> note, Narrow narrow, Action<byte[]> on)
        {
            while (!line.end.IsCancellationRequested)
            {
                try
                {
                    var got = await from.ReceiveAsync(line.end.Token);
                    note(got.RemoteEndPoint);
                    if (!line.Cut && (line.Loss == 0 || Random.Shared.Next(100) >= line.Loss)) await narrow.PassAsync(got.Buffer, on, line.end.Token);
                }
                catch (SocketException)
                {
                    // Nobody listens there just now.
                }
                catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
                {
                    return;
                }
            }
        }

        public void Dispose()
        {
            front.Dispose();
            back.Dispose();
        }
    }

    /// <summary>As a narrow line does it: what comes too fast waits a third of a second at the most, and the rest is lost.</summary>
    private sealed class Narrow(Func<int> kbit)
    {
        private readonly Lock turn = new();
        private double freeAt;

        public Task PassAsync(byte[] packet, Action<byte[]> on, CancellationToken cancel)
        {
            var width = kbit();
            if (width == 0)
            {
                on(packet);
                return Task.CompletedTask;
            }
            double wait;
            lock (turn)
            {
                var now = Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
                if (freeAt - now > 0.3) return Task.CompletedTask;
                freeAt = Math.Max(freeAt, now) + packet.Length * 8 / (width * 1000.0);
                wait = freeAt - now;
            }
            _ = Task.Delay(TimeSpan.FromSeconds(wait), cancel).ContinueWith(t => { if (!t.IsCanceled) on(packet); }, cancel, TaskContinuationOptions.None, TaskScheduler.Default);
            return Task.CompletedTask;
        }
    }
}
