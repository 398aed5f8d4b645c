using System.Globalization;
using System.Security.Claims;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Hearth.SignIn.Rules;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hearth.SignIn;

/// <summary>
/// What the cookie says: which membership, at which stamp, by which sign-in. Nothing about the person. This is the one way
/// in for rooms that let somebody in themselves (invitations, the demo's doors).
/// </summary>
public static class SignInTicket
{
    /// <summary>
    /// Signs this browser in as that membership. In a verb: after the commit (<c>after.Do(() => SignInTicket.IssueAsync(…))</c>).
    /// </summary>
    /// <param name="enrolling">
    /// The account has no factors yet (an invitation was just taken up): its holder sees only the pages that set them up,
    /// until they are complete (<see cref="FactorAccess.HasFactorsAsync"/>) and the ticket is issued whole.
    /// </param>
    public static Task IssueAsync(HttpContext http, Membership membership, bool enrolling = false) =>
        IssueAsync(http, membership, Guid.NewGuid(), enrolling);

    /// <summary>
    /// A whole sign-in in this browser, which is known from now on: the row in the transaction that is open, the cookie after it.
    /// </summary>
    internal static async Task<Guid> StartAsync(HttpContext http, HearthDb db, Membership membership, bool recovering, AfterCommit after, CancellationToken cancel)
    {
        var (ticket, now) = (Guid.NewGuid(), http.RequestServices.GetRequiredService<Clock>().Now);
        var (lineage, giveDevice) = DeviceCookie.Take(http);
        db.Add(Ticket.Start(ticket, membership, now, DeviceCookie.FamilyOf(http), lineage, recovering));
        await db.KnowDeviceAsync(membership.AccountId, lineage, now, cancel);
        after.Do(() =>
        {
            giveDevice();
            return IssueAsync(http, membership, ticket);
        });
        return ticket;
    }

    /// <summary>
    /// For a link that brings back somebody who has no way left: they set up a new one, and nothing else, while the old ones
    /// stand for the day in which it can be undone. The row in the transaction that is open.
    /// </summary>
    internal static Guid StartRecovering(HttpContext http, HearthDb db, Membership membership)
    {
        var (ticket, now) = (Guid.NewGuid(), http.RequestServices.GetRequiredService<Clock>().Now);
        db.Add(Ticket.Start(ticket, membership, now, DeviceCookie.FamilyOf(http), lineage: null, recovering: true));
        return ticket;
    }

    internal static Task IssueAsync(HttpContext http, Membership membership, Guid ticket, bool enrolling = false)
    {
        var now = http.RequestServices.GetRequiredService<Clock>().Now;
        return http.SignInAsync(IdentityConstants.ApplicationScheme, Principal(membership, ticket, enrolling, DeviceCookie.FamilyOf(http)), new AuthenticationProperties
        {
            IssuedUtc = now.ToDateTimeOffset(),
            ExpiresUtc = (now + TicketLimits.Whole(membership.Role.IsStaff())).ToDateTimeOffset(),
        });
    }

    public static ClaimsPrincipal Principal(Membership membership, bool enrolling = false) => Principal(membership, Guid.NewGuid(), enrolling, DeviceFamily.Unknown);

    private static ClaimsPrincipal Principal(Membership membership, Guid ticket, bool enrolling, DeviceFamily device)
    {
        var identity = new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, membership.AccountId.ToString("D")),
            new(ViewerLoader.MembershipClaim, membership.Id.ToString("D")),
            new(ViewerLoader.StampClaim, membership.Stamp.ToString(CultureInfo.InvariantCulture)),
            new(ViewerLoader.TicketClaim, ticket.ToString("D")),
            new(ViewerLoader.DeviceClaim, ((int)device).ToString(CultureInfo.InvariantCulture)),
        ], IdentityConstants.ApplicationScheme);
        if (enrolling) identity.AddClaim(new(ViewerLoader.EnrollingClaim, "1"));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Which sign-in a request came by, for the viewer that was loaded from it.</summary>
    internal static Guid TicketOf(HttpContext http) => Guid.TryParse(http.User.FindFirstValue(ViewerLoader.TicketClaim), out var id) ? id : Guid.Empty;

    internal sealed record Claim(Guid Account, Guid Membership, Guid Ticket, string Stamp, bool Enrolling);

    /// <summary>
    /// Who a browser was, by a cookie of ours that may have run out since: enough to keep their words and to bring them
    /// back to their place, never to let them in.
    /// </summary>
    internal static Claim? WhoWas(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        if (options.CookieManager.GetRequestCookie(http, options.Cookie.Name!) is not { } cookie || options.TicketDataFormat.Unprotect(cookie)?.Principal is not { } user) return null;
        return Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
            && Guid.TryParse(user.FindFirstValue(ViewerLoader.MembershipClaim), out var membership)
            && Guid.TryParse(user.FindFirstValue(ViewerLoader.TicketClaim), out var ticket)
            ? new(account, membership, ticket, user.FindFirstValue(ViewerLoader.StampClaim) ?? "", user.HasClaim(ViewerLoader.EnrollingClaim, "1")) : null;
    }
}
