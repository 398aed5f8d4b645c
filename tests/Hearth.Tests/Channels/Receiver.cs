using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Hearth.Tests.Channels;

/// <summary>Somebody's machine on loopback that keeps each byte it is sent, a conversation at a time, and always before it answers that it has it.</summary>
internal abstract class Receiver : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentQueue<Talk> kept = new();
    private readonly Task listening;

    protected Receiver()
    {
        listener.Start();
        listening = ListenAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections, also those on which nothing was said.</summary>
    public int Connections { get; private set; }

    /// <summary>What was heard, each conversation as far as it was kept.</summary>
    public IReadOnlyList<string> Got => [.. kept.Select(k => k.Text)];

    /// <param name="keep">What was heard so far stands in <see cref="Got"/> from here on.</param>
    protected abstract Task TalkAsync(Stream line, StringBuilder heard, Action keep, CancellationToken cancel);

    private async Task ListenAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true) talks.Add(OneAsync(await listener.AcceptTcpClientAsync(ended.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task OneAsync(TcpClient client)
    {
        Connections++;
        var heard = new StringBuilder();
        Talk? talk = null;
        try
        {
            using (client) await TalkAsync(client.GetStream(), heard, Keep, ended.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The other side went away, or the test is over.
        }
        if (heard.Length > 0) Keep();

        void Keep()
        {
            if (talk is not null)
            {
                talk.Text = heard.ToString();
                return;
            }
            talk = new() { Text = heard.ToString() };
            kept.Enqueue(talk);
        }
    }

    private sealed class Talk
    {
        private volatile string text = "";

        public string Text { get => text; set => text = value; }
    }

    protected static async Task<string?> LineAsync(Stream line, StringBuilder heard, CancellationToken cancel)
    {
        var start = heard.Length;
        var one = new byte[1];
        while (await line.ReadAsync(one, cancel) == 1)
        {
            heard.Append((char)one[0]);
            if (one[0] == '\n') return heard.ToString(start, heard.Length - start).TrimEnd('\r', '\n');
        }
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await listening;
        ended.Dispose();
    }
}

/// <summary>What a provider of pagers would have: it reads a request and answers with a status.</summary>
internal sealed partial class Provider : Receiver
{
    /// <summary>The status line's end and what stands below it. Null: it says nothing at all.</summary>
    public string? Answer { get; set; } = "204 No Content";

    /// <summary>Ends those to whom it has said nothing.</summary>
    public TaskCompletionSource HangUp { get; } = new();

    public string Url => $"http://127.0.0.1:{Port}/calls?key=sealedwordkey";

    public IEnumerable<string> Bodies => Got.Select(g => g[(g.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);

    public IEnumerable<string> Ids => Bodies.Select(b => IdOf.Match(b).Groups[1].Value);

    [GeneratedRegex("\"id\":\"([0-9a-f-]{36})\"")]
    private static partial Regex IdOf { get; }

    protected override async Task TalkAsync(Stream line, StringBuilder heard, Action keep, CancellationToken cancel)
    {
        var length = 0;
        while (await LineAsync(line, heard, cancel) is { Length: > 0 } header)
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) length = int.Parse(header.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        var body = new byte[length];
        await line.ReadExactlyAsync(body, cancel);
        heard.Append(Encoding.UTF8.GetString(body));
        keep();
        if (Answer is null)
        {
            // It says nothing, until the other side has had enough.
            await Task.WhenAny(line.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, cancel).AsTask(), HangUp.Task);
            return;
        }
        await line.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), cancel);
    }
}

/// <summary>A mail server that takes all, unless it is told to refuse.</summary>
internal sealed class MailServer : Receiver
{
    public bool RefusesPassword { get; set; }
    public bool RefusesReceiver { get; set; }

    public IEnumerable<string> Messages => Got.Where(g => g.Contains("\r\n.\r\n", StringComparison.Ordinal));

    protected override async Task TalkAsync(Stream line, StringBuilder heard, Action keep, CancellationToken cancel)
    {
        await SayAsync("220 mail.example ESMTP");
        while (await LineAsync(line, heard, cancel) is { } said)
        {
            switch (said.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO": await SayAsync("250-mail.example\r\n250-8BITMIME\r\n250 AUTH PLAIN"); break;
                case "AUTH": await SayAsync(RefusesPassword ? "535 5.7.8 no" : "235 ok"); break;
                case "RCPT" when RefusesReceiver: await SayAsync("550 5.1.1 unknown"); break;
                case "DATA":
                    await SayAsync("354 go on");
                    while (await LineAsync(line, heard, cancel) is { } text && text != ".") { }
                    keep();
                    await SayAsync("250 taken");
                    break;
                case "QUIT": await SayAsync("221 bye"); return;
                default: await SayAsync("250 ok"); break;
            }
        }

        Task SayAsync(string words) => line.WriteAsync(Encoding.ASCII.GetBytes(words + "\r\n"), cancel).AsTask();
    }
}

/// <summary>What a browser's maker would have: it speaks TLS, reads a request with its bytes, and answers with a status.</summary>
internal sealed class PushService : Receiver
{
    private readonly System.Security.Cryptography.X509Certificates.X509Certificate2 certificate = Make();

    public string Answer { get; set; } = "201 Created";

    /// <summary>Bodies, to the byte.</summary>
    public ConcurrentQueue<byte[]> Bodies { get; } = new();

    public string Url(string device) => $"https://localhost:{Port}/push/{device}";

    /// <summary>This one alone is believed, and by whoever asks for it.</summary>
    public bool IsThis(System.Security.Cryptography.X509Certificates.X509Certificate? shown) => shown?.GetCertHashString() == certificate.GetCertHashString();

    private static System.Security.Cryptography.X509Certificates.X509Certificate2 Make()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=localhost", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    protected override async Task TalkAsync(Stream line, StringBuilder heard, Action keep, CancellationToken cancel)
    {
        await using var tls = new System.Net.Security.SslStream(line);
        await tls.AuthenticateAsServerAsync(certificate);
        var length = 0;
        while (await LineAsync(tls, heard, cancel) is { Length: > 0 } header)
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) length = int.Parse(header.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        var body = new byte[length];
        await tls.ReadExactlyAsync(body, cancel);
        Bodies.Enqueue(body);
        keep();
        await tls.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), cancel);
    }
}
