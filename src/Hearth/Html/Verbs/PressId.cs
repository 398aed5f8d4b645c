using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Hearth.Html;

/// <summary>A page names each press and says the name again when it has to send it again, so that it is done once.</summary>
public static class PressId
{
    /// <summary>An id for what a press makes: the same for the same person and name, and nobody else's, whoever says that name.</summary>
    public static Guid Of(Guid person, Guid press) => new(SHA256.HashData([.. person.ToByteArray(), .. press.ToByteArray()]).AsSpan(0, 16));

    /// <summary>The name that a page's script gave this press; null: it gave none.</summary>
    public static Guid? Said(HttpContext? http) => http?.Request.Headers["X-Hearth-Press"] is [{ } said] && Guid.TryParse(said, out var press) ? press : null;
}
