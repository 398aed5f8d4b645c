using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Hearth.Invitations;

/// <summary>
/// Carries a new link from the press that made it to the page that shows it. The server keeps only its hash, and an address
/// would stand in histories and logs: so it goes in a cookie that only this server can read, for ten minutes, in this browser.
/// </summary>
public sealed class LinkInHand(IHttpContextAccessor accessor, IDataProtectionProvider protection)
{
    private const string Cookie = "__Host-link";
    private static readonly TimeSpan lasts = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Hearth.Invitations.LinkInHand").ToTimeLimitedDataProtector();

    public void Give(Guid invitation, string token) =>
        accessor.HttpContext!.Response.Cookies.Append(Cookie, protector.Protect($"{invitation:D} {token}", lasts),
            new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = lasts, IsEssential = true });

    /// <summary>The whole address, if this browser was just given it.</summary>
    public string? AddressOf(Guid invitation, string under = "invitation")
    {
        var http = accessor.HttpContext!;
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } kept) return null;
        try
        {
            var parts = protector.Unprotect(kept).Split(' ');
            return parts[0] == invitation.ToString("D", CultureInfo.InvariantCulture) ? $"{http.Request.Scheme}://{http.Request.Host}/{under}/{parts[1]}" : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
