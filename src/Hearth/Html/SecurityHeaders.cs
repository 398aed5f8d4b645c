using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;

namespace Hearth.Html;

/// <summary>
/// What every answer says of itself, errors and refusals too. One content policy for all: nothing inline, nothing foreign.
/// Nothing may be stored, so that Back after hiding shows the sign-in page; only files whose address changes with their
/// content are kept.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; font-src 'self'; " +
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types hearth";

    // A camera and a microphone for our own pages; everything else that a browser could lend, to nobody.
    public const string Permissions =
        "camera=(self), microphone=(self), accelerometer=(), autoplay=(self), browsing-topics=(), " +
        "compute-pressure=(), display-capture=(), encrypted-media=(), fullscreen=(self), gamepad=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), " +
        "idle-detection=(), local-fonts=(), magnetometer=(), midi=(), otp-credentials=(), payment=(), picture-in-picture=(), " +
        "publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(self), serial=(), speaker-selection=(self), " +
        "storage-access=(), usb=(), window-management=(), xr-spatial-tracking=()";

    private const string Forever = "public, max-age=31536000, immutable";

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(static state =>
        {
            Write((HttpContext)state);
            return Task.CompletedTask;
        }, http);
        return next(http);
    }

    private static void Write(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.Remove("X-Frame-Options"); // the policy's frame-ancestors is the stricter word
        headers.Remove("Server");
        headers.Remove("blazor-enhanced-nav");
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        headers.CacheControl = MayBeKept(http) ? Forever : "no-store";
        if (!MayBeKept(http)) headers.Remove("ETag");
    }

    /// <summary>Only files whose address changes with their content: fingerprinted ones, parts named by their hash, fonts with a number, icons asked for by this build.</summary>
    private static bool MayBeKept(HttpContext http)
    {
        if (http.Response.StatusCode is not (200 or 206 or 304)) return false;
        if (!http.Request.Path.StartsWithSegments("/_content/Hearth", out var rest)) return false;
        return http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>()?.Properties.Any(p => p.Name == "fingerprint") == true
            || rest.StartsWithSegments("/fonts")
            || rest.Value!.StartsWith("/js/part-", StringComparison.Ordinal)
            || (rest == "/icons.svg" && http.Request.Query["v"] == Sprite.Build);
    }
}
