using System.Globalization;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Hearth.SignIn.Rules;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.SignIn;

/// <summary>Looks tickets up, notes that they are used, and ends, locks and opens them.</summary>
public sealed class TicketDesk(HearthDb db, Clock clock, Connections connections)
{
    /// <summary>Asked for every request and every call through an open line.</summary>
    /// <param name="found">The row, if there is one; when the cookie is first seen there is none, and it is made.</param>
    /// <returns>Null when it is over or locked.</returns>
    public async Task<Ticket?> OpenAsync(Guid id, Ticket? found, Membership membership, DeviceFamily device, CancellationToken cancel)
    {
        var now = clock.Now;
        var ticket = found ?? await StartAsync(id, membership, device, now, cancel);
        if (ticket is null || ticket.MembershipId != membership.Id || StateOf(ticket, membership, now) != TicketState.Open) return null;
        if (now - ticket.SeenAt >= Duration.FromMinutes(1)) await SeenAsync([id], now, cancel);
        return ticket;
    }

    public static TicketState StateOf(Ticket ticket, Membership membership, Instant now) =>
        TicketLimits.StateOf(ticket.EndsAt, ticket.SeenAt, ticket.EndedAt is not null, ticket.LockedAt is not null, membership.Role.IsStaff(), now);

    public Task<int> SeenAsync(IReadOnlyList<Guid> ids, Instant now, CancellationToken cancel) =>
        db.Tickets().Where(t => ids.Contains(t.Id) && t.SeenAt < now).ExecuteUpdateAsync(t => t.SetProperty(x => x.SeenAt, now), cancel);

    /// <summary>
    /// Used at a time that is still to come: the clock was ahead then and has been set right. They count as used now, or they
    /// would stay open unused until that hour has come and half another.
    /// </summary>
    public Task<int> SetRightAsync(CancellationToken cancel)
    {
        var (now, ahead) = (clock.Now, clock.Now + Duration.FromMinutes(1));
        return db.Tickets().Where(t => t.SeenAt > ahead).ExecuteUpdateAsync(t => t.SetProperty(x => x.SeenAt, now), cancel);
    }

    private async Task<Ticket?> StartAsync(Guid id, Membership membership, DeviceFamily device, Instant now, CancellationToken cancel)
    {
        var made = Ticket.Start(id, membership, now, device);
        db.Add(made);
        try
        {
            await db.SaveChangesAsync(cancel);
            return made;
        }
        catch (DbUpdateException)
        {
            // Two requests of one browser came first at the same moment.
            db.Entry(made).State = EntityState.Detached;
            return await db.Tickets().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancel);
        }
        finally
        {
            db.Entry(made).State = EntityState.Detached;
        }
    }

    public async Task EndAsync(Guid id, CancellationToken cancel)
    {
        var now = clock.Now;
        await db.Tickets().Where(t => t.Id == id && t.EndedAt == null).ExecuteUpdateAsync(t => t.SetProperty(x => x.EndedAt, now), cancel);
    }

    /// <summary>One of an account's own, from another of its own; the browser it was in is a stranger's again.</summary>
    public async Task<bool> EndOneAsync(Guid account, Guid id, CancellationToken cancel)
    {
        var now = clock.Now;
        if (await db.TicketsOf(account).AsNoTracking().SingleOrDefaultAsync(t => t.Id == id && t.EndedAt == null && t.EndsAt > now, cancel) is not { } ticket) return false;
        await EndAsync(id, cancel);
        if (ticket.Lineage is { } lineage) await db.KnownDevicesOf(account).Where(d => d.Lineage == lineage).ExecuteDeleteAsync(cancel);
        return true;
    }

    /// <summary>Everywhere but here: after a password was changed or a passkey removed, and when asked for. Other browsers are strangers' again.</summary>
    public async Task EndOthersAsync(Guid account, Guid butThis, CancellationToken cancel)
    {
        var now = clock.Now;
        var here = await db.TicketsOf(account).Where(t => t.Id == butThis).Select(t => t.Lineage).SingleOrDefaultAsync(cancel) ?? [];
        await db.KnownDevicesOf(account).Where(d => d.Lineage != here).ExecuteDeleteAsync(cancel);
        await db.TicketsOf(account).Where(t => t.Id != butThis && t.EndedAt == null).ExecuteUpdateAsync(t => t.SetProperty(x => x.EndedAt, now), cancel);
    }

    public async Task LockAsync(Guid id, CancellationToken cancel)
    {
        var now = clock.Now;
        await db.Tickets().Where(t => t.Id == id && t.LockedAt == null).ExecuteUpdateAsync(t => t.SetProperty(x => x.LockedAt, now), cancel);
    }

    public async Task UnlockAsync(Guid id, CancellationToken cancel)
    {
        var now = clock.Now;
        await db.Tickets().Where(t => t.Id == id && t.EndedAt == null)
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.LockedAt, (Instant?)null).SetProperty(x => x.SeenAt, now), cancel);
    }

    /// <param name="since">Since when the way is there that was shown; null: a recovery code.</param>
    public async Task ProvedAsync(Guid id, Instant? since, CancellationToken cancel)
    {
        var now = clock.Now;
        await db.Tickets().Where(t => t.Id == id).ExecuteUpdateAsync(t => t.SetProperty(x => x.ProvedAt, now).SetProperty(x => x.ProofSince, since), cancel);
    }

    /// <summary>What has changed about signing in is known here.</summary>
    public async Task NoticedAsync(Guid id, CancellationToken cancel)
    {
        var now = clock.Now;
        await db.Tickets().Where(t => t.Id == id).ExecuteUpdateAsync(t => t.SetProperty(x => x.NoticedAt, now), cancel);
    }

    /// <summary>The open pages of one sign-in, or of all others of an account: gone at once, here and on every other server.</summary>
    public void CutLines(Guid ticket) => _ = connections.AbortAsync(new Lines(With: ClaimOf(ticket)));

    public void CutOtherLines(Guid account, Guid butThis) => _ = connections.AbortAsync(new Lines(Account: account, Without: ClaimOf(butThis)));

    private static LineClaim ClaimOf(Guid ticket) => new(ViewerLoader.TicketClaim, ticket.ToString());

    internal static Guid? TicketOf(Connection page) => Guid.TryParse(page.User?.FindFirst(ViewerLoader.TicketClaim)?.Value, out var id) ? id : null;

    internal async Task<(Ticket Ticket, Membership Membership)?> LockedAsync(SignInTicket.Claim? was, CancellationToken cancel)
    {
        if (was is null || was.Enrolling) return null;
        var ticket = await db.TicketsOf(was.Account).AsNoTracking().SingleOrDefaultAsync(t => t.Id == was.Ticket && t.MembershipId == was.Membership, cancel);
        var membership = await db.OpenMembershipsOf(was.Account).AsNoTracking().SingleOrDefaultAsync(m => m.Id == was.Membership, cancel);
        return ticket is not null && membership is not null && membership.Stamp.ToString(CultureInfo.InvariantCulture) == was.Stamp
            && StateOf(ticket, membership, clock.Now) == TicketState.Locked ? (ticket, membership) : null;
    }
}
