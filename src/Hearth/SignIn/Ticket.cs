using Hearth.Accounts;
using Hearth.Database;
using Hearth.SignIn.Rules;
using NodaTime;

namespace Hearth.SignIn;

/// <summary>
/// One sign-in in one browser. The cookie names it; whether it is still good is written here, so that signing out, hiding
/// and locking hold at once and everywhere, whatever was copied of the cookie. The row is made when the cookie is first seen.
/// </summary>
public sealed class Ticket : IAcrossPrograms
{
    private Ticket() { }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid MembershipId { get; private set; }
    public Instant StartedAt { get; private set; }
    public Instant EndsAt { get; private set; }

    /// <summary>Last used, to the minute.</summary>
    public Instant SeenAt { get; private set; }

    /// <summary>When its holder last proved themselves again, to change how they sign in.</summary>
    public Instant? ProvedAt { get; private set; }
    public Instant? LockedAt { get; private set; }
    public Instant? EndedAt { get; private set; }

    public static Ticket Start(Guid id, Membership membership, Instant now) => new()
    {
        Id = id, AccountId = membership.AccountId, MembershipId = membership.Id, StartedAt = now, SeenAt = now,
        EndsAt = now + TicketLimits.Whole(membership.Role.IsStaff()),
    };
}
