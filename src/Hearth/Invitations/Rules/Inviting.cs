using Hearth.Database;

namespace Hearth.Invitations.Rules;

/// <summary>Who may bring in, suspend and let go whom. Nobody changes their own standing, or makes somebody more than they may.</summary>
public static class Inviting
{
    /// <summary>Admins invite anyone; who treats people invites people into treatment.</summary>
    public static IReadOnlyList<Role> MayInvite(Role viewer) => viewer switch
    {
        Role.Admin => Roles.All,
        Role.Supervisor or Role.Facilitator or Role.Therapist => [Role.Participant],
        _ => [],
    };

    /// <summary>Suspending and taking back: staff for participants, so that a danger can be stopped at once; else supervisor and admin.</summary>
    public static bool MaySuspend(Role viewer, Role other, bool oneself) => !oneself && viewer switch
    {
        Role.Admin => true,
        Role.Supervisor => other is not (Role.Admin or Role.Supervisor),
        Role.Facilitator or Role.Therapist => other == Role.Participant,
        _ => false,
    };

    /// <summary>A discharge ends somebody's time here: for supervisor and admin alone.</summary>
    public static bool MayDischarge(Role viewer, Role other, bool oneself) => viewer is Role.Admin or Role.Supervisor && MaySuspend(viewer, other, oneself);

    /// <summary>Peers come in once the program is open: before that nobody would answer them.</summary>
    public static bool WaitsForOpening(Role invited) => Roles.Peers.Contains(invited);
}
