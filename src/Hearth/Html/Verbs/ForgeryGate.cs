using Microsoft.AspNetCore.Http;

namespace Hearth.Html;

/// <summary>
/// Stops requests that another site's page makes a signed-in browser send. With __Host- cookies (SameSite=Lax) this is the
/// whole protection, so pages carry no token and a fragment can be rendered once for many.
/// </summary>
public sealed class ForgeryGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (Passes(http.Request)) return next(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return http.Response.WriteAsync("This request did not come from one of our own pages.", http.RequestAborted);
    }

    public static bool Passes(HttpRequest request)
    {
        // A handshake is a GET, and Chromium sends no Sec-Fetch-Site with it: the origin alone decides.
        var handshake = request.HttpContext.WebSockets.IsWebSocketRequest || request.Headers.Upgrade.Count > 0;
        if (!handshake && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))) return true;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (!handshake && site.Length > 0) return site == "same-origin";
        return request.Headers.Origin.ToString() is { Length: > 0 } origin && origin == $"{request.Scheme}://{request.Host}";
    }
}
