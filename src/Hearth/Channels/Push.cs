using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hearth.Html;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using Microsoft.Extensions.Localization;

namespace Hearth.Channels;

/// <summary>
/// A call as a message to a browser (RFC 8030, 8291, 8292): its maker's service carries it, encrypted for that browser alone. The
/// browser handed the address over, so it is taken only where it leads to one of the known services.
/// </summary>
public sealed class Push : IOutgoing, IDisposable
{
    /// <summary>Where to, and the browser's two keys.</summary>
    public sealed record Place(string Endpoint, string P256dh, string Auth);

    /// <param name="Title">All that is shown.</param>
    /// <param name="Path">What a press on it opens.</param>
    /// <param name="Id">Of a call or a test: the browser knows a repeat by it. Of notices there is one, and the next takes its place.</param>
    private sealed record Body(string Title, string Path, Guid? Id = null);

    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly string[] services = ["fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com"];
    private const string Windows = ".notify.windows.com";

    private readonly CallSettings settings;
    private readonly IStringLocalizer<Words> words;
    private readonly HttpClient http;

    public Push(CallSettings settings, IStringLocalizer<Words> words) : this(settings, words, null) { }

    internal Push(CallSettings settings, IStringLocalizer<Words> words, RemoteCertificateValidationCallback? trust) =>
        (this.settings, this.words, http) = (settings, words, OutsideHttp.Client(settings.PushHosts, trust));

    /// <summary>Always https, to a service that is known or that the operator named, on the usual port where they did not.</summary>
    public static bool MayBe(string endpoint, IReadOnlyList<string> listed) =>
        endpoint.Length <= 1000 && Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url is { Scheme: "https", UserInfo: "", Fragment: "" }
        && (Outside.IsListed(url.IdnHost, listed) || url.IsDefaultPort && (services.Contains(url.IdnHost) || url.IdnHost.EndsWith(Windows, StringComparison.Ordinal)));

    /// <returns>Null: the service has it. <see cref="Flaw.NoAddress"/>: that browser is gone.</returns>
    public async Task<Flaw?> SendAsync(Call call, Place place, VapidKey key, CancellationToken stop)
    {
        if (!MayBe(place.Endpoint, settings.PushHosts)) return Flaw.NotPublic;
        var device = new PushSubscription { Endpoint = place.Endpoint };
        device.SetKey(PushEncryptionKeyName.P256DH, place.P256dh);
        device.SetKey(PushEncryptionKeyName.Auth, place.Auth);
        using var vapid = new VapidAuthentication(key.Public, key.Private) { Subject = settings.Mail.IsSetUp ? $"mailto:{settings.Mail.From}" : settings.Address };
        // After four hours it says nothing any more that a page would not say.
        var message = new PushMessage(Written(call))
        {
            TimeToLive = 4 * 3600, Urgency = call.Kind == CallKind.Notice ? PushMessageUrgency.Normal : PushMessageUrgency.High,
            // A repeat takes the place of what its maker still holds for a browser that is off.
            Topic = call.Kind == CallKind.Notice ? null : $"{call.Id:N}",
        };
        try
        {
            await new PushServiceClient(http) { AutoRetryAfter = false }.RequestPushMessageDeliveryAsync(device, message, vapid, stop);
            return null;
        }
        catch (PushServiceClientException e)
        {
            return e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone ? Flaw.NoAddress : (int)e.StatusCode is >= 300 and < 400 ? Flaw.SentElsewhere : Flaw.SaidNo;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return OutsideHttp.FlawOf(e);
        }
    }

    public string Written(Call call)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(call.Language);
            var body = call.Kind switch
            {
                CallKind.Drill => new Body(words["A test of how you are reached"], Uri.TryCreate(call.Link, UriKind.Absolute, out var link) ? link.AbsolutePath : "/today", call.Id),
                CallKind.NeedsAnswer => new Body(call.AnswerBy is { } by ? words["A notice needs an answer by {0}", Times.Say(by, call.Zone, "time")] : words["Open now: you’re needed"], "/today", call.Id),
                _ => new Body(words["Something is waiting for you."], "/notices"),
            };
            return JsonSerializer.Serialize(body, json);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    public void Dispose() => http.Dispose();
}
