using NodaTime;

namespace Hearth.Invitations.Rules;

/// <summary>Where an invitation stands.</summary>
public enum InvitationState
{
    /// <summary>Waits to be taken up.</summary>
    Open = 1,

    /// <summary>Taken up, and the way to sign in not finished: the same link goes on from there.</summary>
    Begun = 2,

    /// <summary>Its seven days are over. A new link opens it again.</summary>
    Expired = 3,

    /// <summary>Taken back. For good.</summary>
    Revoked = 4,

    /// <summary>Somebody came in by it. For good.</summary>
    Used = 5,
}

public static class InvitationStates
{
    public static readonly Duration Lasts = Duration.FromDays(7);

    /// <param name="begun">An account was made by it.</param>
    /// <param name="enrolled">That account can sign in by itself.</param>
    public static InvitationState Of(bool revoked, bool begun, bool enrolled, Instant expiresAt, Instant now) =>
        revoked ? InvitationState.Revoked
        : begun && enrolled ? InvitationState.Used
        : now >= expiresAt ? InvitationState.Expired
        : begun ? InvitationState.Begun
        : InvitationState.Open;

    /// <summary>The link lets somebody in.</summary>
    public static bool Opens(this InvitationState state) => state is InvitationState.Open or InvitationState.Begun;

    /// <summary>It can be sent again, and taken back.</summary>
    public static bool IsPending(this InvitationState state) => state is InvitationState.Open or InvitationState.Begun or InvitationState.Expired;
}
