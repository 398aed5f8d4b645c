using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Hearth.Channels;

/// <summary>
/// A call as a signed request to whoever pages or texts for the program. The address was typed by an admin, so it goes as
/// <see cref="OutsideHttp"/> lets it.
/// </summary>
public sealed class Hook : IOutgoing, IDisposable
{
    /// <summary>Where to, and what it is signed with.</summary>
    public sealed record Place(string Url, string Secret);

    private sealed record Body(Guid Id, string Kind, string To, string? AnswerBy, string? Link);

    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly CallSettings settings;
    private readonly HttpClient http;

    public Hook(CallSettings settings)
    {
        this.settings = settings;
        http = OutsideHttp.Client(settings.Gateways);
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
            return OutsideHttp.FlawOf(e);
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

    public void Dispose() => http.Dispose();
}
