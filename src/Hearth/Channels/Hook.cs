using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hearth.Channels.Rules;
using NodaTime;
using NodaTime.Text;

namespace Hearth.Channels;

/// <summary>
/// A call as a signed request to whoever pages or texts for the program. The address was typed by an admin, so it is checked again at the
/// moment of connecting, on the address that is connected to: a name may lead elsewhere than it did. No redirect is followed, no proxy asked.
/// </summary>
public sealed class Hook : IOutgoing, IDisposable
{
    /// <summary>Where to, and what it is signed with.</summary>
    public sealed record Place(string Url, string Secret);

    private sealed record Body(Guid Id, string Kind, string To, string? AnswerBy, string? Link);

    private sealed class NotPublicException : IOException;

    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly CallSettings settings;
    private readonly HttpClient http;

    public Hook(CallSettings settings)
    {
        this.settings = settings;
        http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null, ConnectTimeout = Trying.Patience,
            // Each call connects anew, and is checked anew.
            PooledConnectionLifetime = TimeSpan.Zero, ConnectCallback = ConnectAsync,
        }) { Timeout = Trying.Patience };
    }

    /// <returns>Null: it was answered with 2xx.</returns>
    public async Task<Flaw?> SendAsync(Call call, Place place, Instant now, CancellationToken stop)
    {
        if (!Uri.TryCreate(place.Url, UriKind.Absolute, out var url) || !Outside.MayBe(url, settings.Gateways)) return Flaw.NotPublic;
        var body = Write(call);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Hearth-Signature", Sign(place.Secret, body, now));
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            return answer.IsSuccessStatusCode ? null : (int)answer.StatusCode is >= 300 and < 400 ? Flaw.SentElsewhere : Flaw.SaidNo;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return Causes(e).Any(c => c is NotPublicException) ? Flaw.NotPublic : Causes(e).Any(c => c is AuthenticationException) ? Flaw.NotTrusted : Flaw.CannotReach;
        }
    }

    public string Written(Call call) => Encoding.UTF8.GetString(Write(call));

    /// <summary>An id, a kind, whom their side knows by this reference, until when. For a test the link that answers it, and for nothing else one.</summary>
    private static byte[] Write(Call call) => JsonSerializer.SerializeToUtf8Bytes(new Body(call.Id, call.Kind == CallKind.Drill ? "drill" : "needs-answer", call.To,
        call.AnswerBy is { } by ? InstantPattern.General.Format(by) : null, call.Kind == CallKind.Drill ? call.Link : null), json);

    /// <summary>"t=…,v1=…": when, in seconds, and HMAC-SHA256 of that, a dot and the body. The time lets a receiver refuse what is old.</summary>
    public static string Sign(string secret, ReadOnlySpan<byte> body, Instant now)
    {
        var t = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(t + "."), .. body];
        return $"t={t},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), signed))}";
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancel);
        // One that is ours among them is enough to send nothing: it was put there to be found.
        if (!Outside.IsListed(host, settings.Gateways) && !addresses.All(Outside.IsPublic)) throw new NotPublicException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IEnumerable<Exception> Causes(Exception? e)
    {
        for (; e is not null; e = e.InnerException) yield return e;
    }

    public void Dispose() => http.Dispose();
}
