using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Hearth.Accounts;

/// <summary>
/// Something about how an account signs in has changed, for its holder to see in every other browser: they may not have done
/// it. For a day it can be undone with a way in that was there before; then it is final.
/// </summary>
public sealed class AccountNotice : IAcrossPrograms
{
    /// <summary>How long it is told to who has not said yet that they have seen it.</summary>
    public static readonly Duration Told = Duration.FromDays(14);

    private AccountNotice() { }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public NoticeKind Kind { get; private set; }
    public Instant At { get; private set; }

    /// <summary>The sign-in in which it was done.</summary>
    public Guid TicketId { get; private set; }

    /// <summary>The passkey that was added.</summary>
    public byte[]? Passkey { get; private set; }
    public Instant? UndoneAt { get; private set; }

    /// <summary>Its holder knows of it.</summary>
    public Instant? SettledAt { get; private set; }

    public static AccountNotice Of(Guid account, NoticeKind kind, Guid ticket, Instant now, byte[]? passkey = null) =>
        new() { Id = Guid.NewGuid(), AccountId = account, Kind = kind, TicketId = ticket, At = now, Passkey = passkey };

    public bool CanBeUndone(Instant now) => UndoneAt is null && now < At + Rules.Waiting.For && Kind is NoticeKind.PasskeyAdded or NoticeKind.PasswordAdded or NoticeKind.Recovered or NoticeKind.WayBack;

    public void Undo(Instant now) => (UndoneAt, SettledAt) = (now, now);
}

public enum NoticeKind
{
    PasskeyAdded = 1,
    PasskeyRemoved = 2,

    /// <summary>A password with its app, where there was none.</summary>
    PasswordAdded = 3,
    PasswordChanged = 4,
    AppChanged = 5,
    CodesMade = 6,

    /// <summary>In by the password, and a recovery code in the app's place.</summary>
    CodeUsed = 7,

    /// <summary>In by a recovery code alone.</summary>
    Recovered = 8,

    /// <summary>In by a link that an admin gave to somebody who had no way left.</summary>
    WayBack = 9,
}

internal sealed class AccountNoticeTables : IEntityTypeConfiguration<AccountNotice>
{
    public void Configure(EntityTypeBuilder<AccountNotice> table)
    {
        table.ToTable("AccountNotices").HasKey(n => n.Id);
        table.HasIndex(n => new { n.AccountId, n.At });
        table.HasOne<Account>().WithMany().HasForeignKey(n => n.AccountId);
    }
}
