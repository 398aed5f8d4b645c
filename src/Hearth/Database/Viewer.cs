using NodaTime;

namespace Hearth.Database;

/// <summary>What somebody is in one program. One membership, one role; a person with two roles holds two memberships.</summary>
public enum Role
{
    /// <summary>In treatment.</summary>
    Participant = 1,
    /// <summary>A peer further along, who accompanies newcomers.</summary>
    Mentor = 2,
    /// <summary>A trained peer who may lead peer-led groups where the program allows them.</summary>
    PeerFacilitator = 3,
    /// <summary>Licensed; leads groups.</summary>
    Facilitator = 4,
    /// <summary>A participant's own individual therapist.</summary>
    Therapist = 5,
    /// <summary>Clinical supervisor and on call.</summary>
    Supervisor = 6,
    /// <summary>Runs the program in the software.</summary>
    Admin = 7,
    /// <summary>Has finished and stays connected.</summary>
    Alum = 8,
}

public static class Roles
{
    public static readonly Role[] Leaders = [Role.Facilitator, Role.Therapist, Role.PeerFacilitator];
    public static readonly Role[] Staff = [Role.Facilitator, Role.Therapist, Role.Supervisor, Role.Admin];
    public static readonly Role[] Peers = [Role.Participant, Role.Mentor, Role.PeerFacilitator, Role.Alum];
    public static readonly Role[] All = Enum.GetValues<Role>();

    /// <summary>Staff see legal identities and are bound by law and contract; peers are not.</summary>
    public static bool IsStaff(this Role role) => Staff.Contains(role);
}

/// <summary>
/// The person asking. Filled once per request or hub call from the signed-in membership, never from a parameter;
/// access queries take it, so that "may not" and "does not exist" are one answer.
/// </summary>
public sealed class Viewer
{
    public bool SignedIn { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid MembershipId { get; private set; }
    public Guid ProgramId { get; private set; }
    public Guid PersonId { get; private set; }
    public Role Role { get; private set; }

    /// <summary>The chosen name that peers see.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The person's own time zone (TZDB id).</summary>
    public string Zone { get; private set; } = "UTC";

    /// <summary>Peer surfaces open only with the current agreement signed and guidelines acknowledged.</summary>
    public bool AgreementSigned => SignedAt is not null;

    /// <summary>When they signed it; null as long as they have not.</summary>
    public Instant? SignedAt { get; private set; }

    /// <summary>Came in by an invitation and has no way to sign in again yet: sees the pages that set one up, and nothing else.</summary>
    public bool Enrolling { get; private set; }

    public bool IsStaff => SignedIn && Role.IsStaff();

    public bool Is(params ReadOnlySpan<Role> roles) => SignedIn && roles.Contains(Role);

    public void Become(Guid account, Guid membership, Guid program, Guid person, Role role, string name, string zone, Instant? signedAt, bool enrolling = false)
    {
        if (SignedIn && MembershipId != membership) throw new InvalidOperationException("A request has one viewer.");
        (SignedIn, AccountId, MembershipId, ProgramId, PersonId, Role, Name, Zone, SignedAt, Enrolling) =
            (true, account, membership, program, person, role, name, zone, signedAt, enrolling);
    }
}
