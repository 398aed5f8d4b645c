using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Hearth.SignIn;

/// <summary>What the cookie says: which membership, and at which stamp. Nothing about the person.</summary>
public static class SignInTicket
{
    public static ClaimsPrincipal Principal(Membership membership) => new(new ClaimsIdentity(
    [
        new(ClaimTypes.NameIdentifier, membership.AccountId.ToString("D")),
        new(ViewerLoader.MembershipClaim, membership.Id.ToString("D")),
        new(ViewerLoader.StampClaim, membership.Stamp.ToString(CultureInfo.InvariantCulture)),
    ], IdentityConstants.ApplicationScheme));
}
