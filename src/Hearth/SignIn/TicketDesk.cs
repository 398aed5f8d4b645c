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
    public async Task<bool> IsOpenAsync(Guid id, Membership membership, CancellationToken cancel)
    {
        var now = clock.Now;
        var ticket = await FindAsync(id, membership, now, cancel);
        if (ticket is null || ticket.MembershipId != membership.Id || StateOf(ticket, membership, now) != TicketState.Open) return false;
        if (now - ticket.SeenAt >= Duration.FromMinutes(1)) await SeenAsync([id], now, cancel);
        return true;
    }

    public static TicketState StateOf(Ticket ticket, Membership membership, Instant now) =>
        TicketLimits.StateOf(ticket.EndsAt, ticket.SeenAt, ticket.EndedAt is not null, ticket.LockedAt is not null, membership.Role.IsStaff(), now);

    public Task<int> SeenAsync(IReadOnlyList<Guid> ids, Instant now, CancellationToken cancel) =>
        db.Tickets().Where(t => ids.Contains(t.Id) && t.SeenAt < now).ExecuteUpdateAsync(t => t.SetProperty(x => x.SeenAt, now), cancel);

    private async Task<Ticket?> FindAsync(Guid id, Membership membership, Instant now, CancellationToken cancel)
    {
        var found = await db.Tickets().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancel);
        if (found is not null) return found;
        var made = Ticket.Start(id, membership, now);
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

    /// <summary>Everywhere but here: after a password was changed or a passkey removed, and when asked for.</summary>
    public async Task EndOthersAsync(Guid account, Guid butThis, CancellationToken cancel)
    {
        var now = clock.Now;
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

    public async Task ProvedAsync(Guid id, CancellationToken cancel)
    {
        var now = clock.Now;
        await db.Tickets().Where(t => t.Id == id).ExecuteUpdateAsync(t => t.SetProperty(x => x.ProvedAt, now), cancel);
    }

    public async Task<bool> ProvedLatelyAsync(Guid id, CancellationToken cancel)
    {
        var since = clock.Now - TicketLimits.Proof;
        return await db.Tickets().AnyAsync(t => t.Id == id && t.ProvedAt > since, cancel);
    }

    /// <summary>The open pages of one sign-in, or of all others of an account: gone at once.</summary>
    public void CutLines(Guid ticket) => Cut(page => TicketOf(page) == ticket);

    public void CutOtherLines(Guid account, Guid butThis) => Cut(page => page.AccountId == account && TicketOf(page) != butThis);

    internal static Guid? TicketOf(Connection page) => Guid.TryParse(page.User?.FindFirst(ViewerLoader.TicketClaim)?.Value, out var id) ? id : null;

    private void Cut(Func<Connection, bool> which)
    {
        foreach (var page in connections.All.Where(which)) page.Abort();
    }

    internal async Task<(Ticket Ticket, Membership Membership)?> LockedAsync(SignInTicket.Claim? was, CancellationToken cancel)
    {
        if (was is null || was.Enrolling) return null;
        var ticket = await db.TicketsOf(was.Account).AsNoTracking().SingleOrDefaultAsync(t => t.Id == was.Ticket && t.MembershipId == was.Membership, cancel);
        var membership = await db.OpenMembershipsOf(was.Account).AsNoTracking().SingleOrDefaultAsync(m => m.Id == was.Membership, cancel);
        return ticket is not null && membership is not null && membership.Stamp.ToString(CultureInfo.InvariantCulture) == was.Stamp
            && StateOf(ticket, membership, clock.Now) == TicketState.Locked ? (ticket, membership) : null;
    }
}
