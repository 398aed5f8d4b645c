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

    /// <summary>What kind of device it was made on.</summary>
    public DeviceFamily Device { get; private set; }

    /// <summary>The browser it was made in (<see cref="KnownDevice"/>).</summary>
    public byte[]? Lineage { get; private set; }

    /// <summary>Made by a recovery code alone, or by a link for who had no way left.</summary>
    public bool Recovering { get; private set; }

    /// <summary>Last used, to the minute.</summary>
    public Instant SeenAt { get; private set; }

    /// <summary>When its holder last showed again who they are.</summary>
    public Instant? ProvedAt { get; private set; }

    /// <summary>Since when the way was there that they showed it with; null: a recovery code.</summary>
    public Instant? ProofSince { get; private set; }

    /// <summary>Changes of before this were seen here (<see cref="AccountNotice"/>).</summary>
    public Instant? NoticedAt { get; private set; }
    public Instant? LockedAt { get; private set; }
    public Instant? EndedAt { get; private set; }

    public static Ticket Start(Guid id, Membership membership, Instant now, DeviceFamily device = DeviceFamily.Unknown, byte[]? lineage = null, bool recovering = false) => new()
    {
        Id = id, AccountId = membership.AccountId, MembershipId = membership.Id, StartedAt = now, SeenAt = now,
        Device = device, Lineage = lineage, Recovering = recovering, NoticedAt = recovering ? now : null,
        EndsAt = now + TicketLimits.Whole(membership.Role.IsStaff()),
    };
}
