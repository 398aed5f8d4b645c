using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace Hearth.Html;

/// <summary>The language that somebody chose, for the pages of this browser.</summary>
public static class LanguageChoice
{
    public static void Keep(HttpContext http, string language) =>
        http.Response.Cookies.Append("__Host-language", CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
            new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromDays(365), IsEssential = true });
}
