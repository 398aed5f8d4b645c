using System.Security.Claims;
using Hearth.Accounts;
using Hearth.Agreements;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Html;
using Hearth.People;
using Hearth.SignIn.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.SignIn;

/// <summary>
/// Turns the signed-in cookie into the viewer of this request or hub call, and fills their program's card. Reads the membership afresh each time:
/// whoever was suspended a moment ago is nobody now.
/// </summary>
public sealed class ViewerLoader(HearthDb db, Viewer viewer, ProgramCard card, TicketDesk tickets)
{
    public const string MembershipClaim = "membership";
    public const string StampClaim = "stamp";
    public const string TicketClaim = "ticket";
    public const string DeviceClaim = "device";
    public const string EnrollingClaim = "enrolling";

    /// <summary>Something about how this account is signed in to has not been settled yet; most have nothing, and need not be asked about.</summary>
    public bool HasNotices { get; private set; }

    /// <returns>False when the cookie no longer counts.</returns>
    public async Task<bool> LoadAsync(ClaimsPrincipal user, CancellationToken cancel = default)
    {
        if (user.Identity?.IsAuthenticated != true) return false;
        if (!Guid.TryParse(user.FindFirstValue(MembershipClaim), out var id) || !Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var account)) return false;
        var stamp = user.FindFirstValue(StampClaim);

        if (!Guid.TryParse(user.FindFirstValue(TicketClaim), out var ticketId)) return false;

        // Asked for every request, so at once.
        var found = await (
            from m in db.MembershipsOf(account).Where(m => m.Id == id)
            from t in db.Tickets().Where(t => t.Id == ticketId).DefaultIfEmpty()
            select new { Membership = m, Ticket = t, HasNotices = db.NoticesOf(account).Any(n => n.SettledAt == null) }).AsNoTracking().SingleOrDefaultAsync(cancel);
        if (found?.Membership is not { State: MembershipState.Active } membership || membership.Stamp.ToString(System.Globalization.CultureInfo.InvariantCulture) != stamp) return false;
        if (await tickets.OpenAsync(ticketId, found.Ticket, membership, DeviceOf(user), cancel) is not { } ticket) return false;

        // Somebody else may hold the same link: once there is a new way in, that alone opens it.
        var enrolling = user.HasClaim(EnrollingClaim, "1");
        if (enrolling && (ticket.Recovering ? await db.HasFactorsSinceAsync(account, ticket.StartedAt, cancel) : await db.HasFactorsAsync(account, cancel))) return false;

        HasNotices = found.HasNotices;
        await db.EnterProgramAsync(membership.ProgramId, cancel);
        await using var reading = await db.BeginReadAsync(cancel);
        var personId = membership.PersonId;
        var person = await db.PeopleOfProgram().AsNoTracking()
            .Where(p => p.Id == personId)
            .Join(db.ThisProgram(), p => p.ProgramId, c => c.Id, (p, c) => new { p.Name, p.Zone, SignedAt = db.SignaturesOfCurrent(personId).Select(s => (Instant?)s.SignedAt).FirstOrDefault(), Program = c })
            .SingleAsync(cancel);
        viewer.Become(account, membership.Id, membership.ProgramId, membership.PersonId, membership.Role, person.Name, person.Zone, person.SignedAt, enrolling);
        card.FillFrom(person.Program);
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
        // A file is the same for everybody: who asks for it is nobody's business.
        if (http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<NotAUse>() is not null || endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
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
