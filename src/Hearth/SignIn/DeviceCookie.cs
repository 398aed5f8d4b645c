using System.Buffers.Text;
using System.Security.Cryptography;
using Hearth.Accounts;
using Hearth.SignIn.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.SignIn;

/// <summary>
/// By what a browser is known again by somebody who signed in with it: so that others, who guess at their name, do not slow
/// them down. It opens nothing, says nothing of anybody, and goes with "Hide page".
/// </summary>
internal static class DeviceCookie
{
    private const string Name = "__Host-hearth-device";
    private const int Bytes = 32;
    public static readonly NodaTime.Duration Lasts = NodaTime.Duration.FromDays(180);

    public static DeviceFamily FamilyOf(HttpContext http) => Devices.Of(http.Request.Headers.UserAgent);

    /// <summary>Null: a browser that was never seen, or hid the page since.</summary>
    public static byte[]? LineageOf(HttpContext http) =>
        http.Request.Cookies[Name] is { Length: > 0 and < 100 } cookie && Base64Url.IsValid(cookie, out var length) && length == Bytes
            ? http.RequestServices.GetRequiredService<FactorBox>().LineageOf(Base64Url.DecodeFromChars(cookie)) : null;

    /// <summary>Where somebody tries from, who types something.</summary>
    public static Whence WhenceOf(HttpContext http) => new(http.Connection.RemoteIpAddress, LineageOf(http));

    /// <summary>The browser's, or a new one where there is none: to be given once somebody is in.</summary>
    public static (byte[] Lineage, Action Give) Take(HttpContext http)
    {
        var cookie = LineageOf(http) is null ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)) : http.Request.Cookies[Name]!;
        var lineage = http.RequestServices.GetRequiredService<FactorBox>().LineageOf(Base64Url.DecodeFromChars(cookie));
        return (lineage, () => http.Response.Cookies.Append(Name, cookie, new CookieOptions
        {
            Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = Lasts.ToTimeSpan(), IsEssential = true,
        }));
    }

    public static void Drop(HttpContext http) => http.Response.Cookies.Delete(Name, new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" });
}
