using System.Globalization;
using System.Security.Claims;
using Hearth.Database;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.SignIn;

/// <summary>
/// What the cookie says: which membership, at which stamp, by which sign-in. Nothing about the person. This is the one way
/// in for rooms that let somebody in themselves (invitations, the demo's doors).
/// </summary>
public static class SignInTicket
{
    public static readonly Duration ForPeers = Duration.FromHours(24);
    public static readonly Duration ForStaff = Duration.FromHours(12);

    /// <summary>
    /// Signs this browser in as that membership. In a verb: after the commit (<c>after.Do(() => SignInTicket.IssueAsync(…))</c>).
    /// </summary>
    /// <param name="enrolling">
    /// The account has no factors yet (an invitation was just taken up): its holder sees only the pages that set them up,
    /// until they are complete (<see cref="FactorAccess.HasFactorsAsync"/>) and the ticket is issued whole.
    /// </param>
    public static Task IssueAsync(HttpContext http, Membership membership, bool enrolling = false)
    {
        var now = http.RequestServices.GetRequiredService<Clock>().Now;
        return http.SignInAsync(IdentityConstants.ApplicationScheme, Principal(membership, enrolling), new AuthenticationProperties
        {
            IssuedUtc = now.ToDateTimeOffset(),
            ExpiresUtc = (now + (membership.Role.IsStaff() ? ForStaff : ForPeers)).ToDateTimeOffset(),
        });
    }

    public static ClaimsPrincipal Principal(Membership membership, bool enrolling = false)
    {
        var identity = new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, membership.AccountId.ToString("D")),
            new(ViewerLoader.MembershipClaim, membership.Id.ToString("D")),
            new(ViewerLoader.StampClaim, membership.Stamp.ToString(CultureInfo.InvariantCulture)),
            new(ViewerLoader.TicketClaim, Guid.NewGuid().ToString("D")),
        ], IdentityConstants.ApplicationScheme);
        if (enrolling) identity.AddClaim(new(ViewerLoader.EnrollingClaim, "1"));
        return new ClaimsPrincipal(identity);
    }
}
