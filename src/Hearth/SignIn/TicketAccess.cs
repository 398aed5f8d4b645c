using Hearth.Database;

namespace Hearth.SignIn;

public static class TicketAccess
{
    public static IQueryable<Ticket> TicketsOf(this HearthDb db, Guid account) => db.Set<Ticket>().Where(t => t.AccountId == account);

    public static IQueryable<Ticket> Tickets(this HearthDb db) => db.Set<Ticket>();

    public static IQueryable<KeptWords> KeptWordsOf(this HearthDb db, Guid person) => db.Set<KeptWords>().Where(k => k.PersonId == person);

    /// <summary>For the sweep, in the program in scope.</summary>
    public static IQueryable<KeptWords> KeptWords(this HearthDb db) => db.Set<KeptWords>();
}
