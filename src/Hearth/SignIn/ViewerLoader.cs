using System.Security.Claims;
using Hearth.Accounts;
using Hearth.Agreements;
using Hearth.Database;
using Hearth.People;
using Hearth.SignIn.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hearth.SignIn;

/// <summary>
/// Turns the signed-in cookie into the viewer of this request or hub call. Reads the membership afresh each time:
/// whoever was suspended a moment ago is nobody now.
/// </summary>
public sealed class ViewerLoader(HearthDb db, Viewer viewer, TicketDesk tickets)
{
    public const string MembershipClaim = "membership";
    public const string StampClaim = "stamp";
    public const string TicketClaim = "ticket";
    public const string DeviceClaim = "device";
    public const string EnrollingClaim = "enrolling";

    /// <returns>False when the cookie no longer counts.</returns>
    public async Task<bool> LoadAsync(ClaimsPrincipal user, CancellationToken cancel = default)
    {
        if (user.Identity?.IsAuthenticated != true) return false;
        if (!Guid.TryParse(user.FindFirstValue(MembershipClaim), out var id) || !Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var account)) return false;
        var stamp = user.FindFirstValue(StampClaim);

        var membership = await db.MembershipsOf(account).AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancel);
        if (membership is not { State: MembershipState.Active } || membership.Stamp.ToString(System.Globalization.CultureInfo.InvariantCulture) != stamp) return false;

        if (!Guid.TryParse(user.FindFirstValue(TicketClaim), out var ticketId)
            || await tickets.OpenAsync(ticketId, membership, DeviceOf(user), cancel) is not { } ticket) return false;

        // Somebody else may hold the same link: once there is a new way in, that alone opens it.
        var enrolling = user.HasClaim(EnrollingClaim, "1");
        if (enrolling && (ticket.Recovering ? await db.HasFactorsSinceAsync(account, ticket.StartedAt, cancel) : await db.HasFactorsAsync(account, cancel))) return false;

        await db.EnterProgramAsync(membership.ProgramId, cancel);
        await using var reading = await db.BeginReadAsync(cancel);
        var person = await db.PeopleOfProgram().AsNoTracking()
            .Where(p => p.Id == membership.PersonId)
            .Select(p => new { p.Name, p.Zone })
            .SingleAsync(cancel);
        var signed = await db.HasSignedCurrentAsync(membership.PersonId, cancel);
        viewer.Become(account, membership.Id, membership.ProgramId, membership.PersonId, membership.Role, person.Name, person.Zone, signed, enrolling);
        return true;
    }

    private static DeviceFamily DeviceOf(ClaimsPrincipal user) =>
        Enum.TryParse<DeviceFamily>(user.FindFirstValue(DeviceClaim), out var device) && Enum.IsDefined(device) ? device : DeviceFamily.Unknown;
}

/// <summary>Loads the viewer for every request; a page is then read in one transaction where the database wants one.</summary>
public sealed class ViewerMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, ViewerLoader loader, HearthDb db)
    {
        if (http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<NotAUse>() is not null)
        {
            await next(http);
            return;
        }
        if (!await loader.LoadAsync(http.User, http.RequestAborted)) http.User = new ClaimsPrincipal(new ClaimsIdentity());

        // Verbs open their own transaction, and so does each call through an open line, which may last for hours.
        var reads = HttpMethods.IsGet(http.Request.Method) && db.Scope.Entered && !http.WebSockets.IsWebSocketRequest;
        await using var transaction = reads ? await db.BeginReadAsync(http.RequestAborted) : null;
        await next(http);
    }
}
