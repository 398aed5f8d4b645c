using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.SignIn;

public static class TicketAccess
{
    public static IQueryable<Ticket> TicketsOf(this HearthDb db, Guid account) => db.Set<Ticket>().Where(t => t.AccountId == account);

    public static IQueryable<Ticket> Tickets(this HearthDb db) => db.Set<Ticket>();

    /// <summary>The memberships that may be entered now.</summary>
    public static IQueryable<Membership> OpenMembershipsOf(this HearthDb db, Guid account) =>
        db.MembershipsOf(account).Where(m => m.State == MembershipState.Active);

    /// <summary>For the sweep over open lines.</summary>
    internal static Task<Dictionary<Guid, Membership>> MembershipsByIdAsync(this HearthDb db, IEnumerable<Guid> ids, CancellationToken cancel) =>
        db.Set<Membership>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancel);

    public static IQueryable<KeptWords> KeptWordsOf(this HearthDb db, Guid person) => db.Set<KeptWords>().Where(k => k.PersonId == person);

    /// <summary>For the sweep, in the program in scope.</summary>
    public static IQueryable<KeptWords> KeptWords(this HearthDb db) => db.Set<KeptWords>();
}
