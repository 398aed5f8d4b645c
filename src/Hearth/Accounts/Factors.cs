using Hearth.Database;
using NodaTime;

namespace Hearth.Accounts;

/// <summary>An authenticator app. Its secret is protected by the ring in the keys' database: this row alone makes no codes.</summary>
public sealed class AuthenticatorApp : IAcrossPrograms
{
    private AuthenticatorApp() { }

    public Guid AccountId { get; private set; }

    /// <summary>Protected; null until the first code from it was right.</summary>
    public byte[]? Secret { get; private set; }

    /// <summary>Protected; shown as a square, waiting for its first code.</summary>
    public byte[]? Pending { get; private set; }
    public Instant? ConfirmedAt { get; private set; }

    /// <summary>The last time step that was used: each code opens once.</summary>
    public long LastStep { get; private set; }

    public static AuthenticatorApp For(Guid account) => new() { AccountId = account };

    public void Propose(byte[] pending) => Pending = pending;

    public void Confirm(long step, Instant now) => (Secret, Pending, ConfirmedAt, LastStep) = (Pending, null, now, step);
}

/// <summary>One code on paper, as a keyed hash. Used once.</summary>
public sealed class RecoveryCode : IAcrossPrograms
{
    private RecoveryCode() { }

    public Guid AccountId { get; private set; }
    public byte[] Hash { get; private set; } = [];
    public Instant MadeAt { get; private set; }
    public Instant? UsedAt { get; private set; }

    public static RecoveryCode Of(Guid account, byte[] hash, Instant now) => new() { AccountId = account, Hash = hash, MadeAt = now };
}

/// <summary>Recovery codes that are being shown: to the browser that made them, until it says they are kept, for minutes.</summary>
public sealed class CodesToKeep : IAcrossPrograms
{
    public static readonly Duration For = Duration.FromMinutes(15);

    private CodesToKeep() { }

    public Guid AccountId { get; private set; }
    public Guid TicketId { get; private set; }
    public byte[] Codes { get; private set; } = [];
    public Instant MadeAt { get; private set; }

    public static CodesToKeep Of(Guid account, Guid ticket, byte[] codes, Instant now) =>
        new() { AccountId = account, TicketId = ticket, Codes = codes, MadeAt = now };
}

/// <summary>A passkey's challenge that was answered. The framework keeps challenges in a cookie alone, which could be sent twice.</summary>
public sealed class SpentChallenge : IAcrossPrograms
{
    private SpentChallenge() { }

    public byte[] Hash { get; private set; } = [];

    /// <summary>Seconds since 1970.</summary>
    public long At { get; private set; }
}
