using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace Hearth.Html;

/// <summary>The language that somebody chose, for the pages of this browser.</summary>
public static class LanguageChoice
{
    public const string Cookie = "__Host-language";

    /// <summary>Whether somebody chose in this browser.</summary>
    public static bool Made(HttpContext http) => http.Request.Cookies.ContainsKey(Cookie);

    public static void Keep(HttpContext http, string language) =>
        http.Response.Cookies.Append(Cookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
            new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromDays(365), IsEssential = true });
}
