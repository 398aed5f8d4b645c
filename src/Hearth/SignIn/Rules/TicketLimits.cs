using NodaTime;

namespace Hearth.SignIn.Rules;

/// <summary>How long one sign-in lasts: by the clock, and without being used. Staff half as long, on machines that others pass by.</summary>
public static class TicketLimits
{
    public static readonly Duration Proof = Duration.FromMinutes(10);

    public static Duration Whole(bool staff) => Duration.FromHours(staff ? 12 : 24);

    public static Duration Idle(bool staff) => Duration.FromMinutes(staff ? 15 : 30);

    public static TicketState StateOf(Instant endsAt, Instant seenAt, bool ended, bool locked, bool staff, Instant now) =>
        ended || now >= endsAt ? TicketState.Over
        : locked || now - seenAt >= Idle(staff) ? TicketState.Locked
        : TicketState.Open;
}

public enum TicketState
{
    Open = 1,

    /// <summary>Waits for its holder: one touch of the passkey, or the password, opens it where it was.</summary>
    Locked = 2,

    Over = 3,
}
