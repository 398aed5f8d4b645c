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

    /// <summary>
    /// What somebody may be made without a new invitation. Peers among peers, staff among staff: staff see what peers wrote,
    /// and their own record would be theirs to open, so who goes over gets a second place by an invitation, and the two never
    /// mix. Finishing is a discharge, and coming back to treatment an invitation: neither is a change of role.
    /// </summary>
    public static IReadOnlyList<Role> MayBecome(Role from) => from switch
    {
        Role.Participant => [Role.Mentor, Role.PeerFacilitator],
        Role.Mentor => [Role.Participant, Role.PeerFacilitator, Role.Alum],
        Role.PeerFacilitator => [Role.Participant, Role.Mentor, Role.Alum],
        Role.Alum => [Role.Mentor, Role.PeerFacilitator],
        _ => [.. Roles.Staff.Where(r => r != from)],
    };

    /// <summary>Who gives a new way in to somebody who lost every one: admins to all, supervisors to peers, nobody to themselves.</summary>
    public static bool MayGiveWayBack(Role viewer, Role other, bool oneself) =>
        !oneself && (viewer == Role.Admin || (viewer == Role.Supervisor && Roles.Peers.Contains(other)));

    /// <summary>Peers come in once the program is open: before that nobody would answer them.</summary>
    public static bool WaitsForOpening(Role invited) => Roles.Peers.Contains(invited);
}
