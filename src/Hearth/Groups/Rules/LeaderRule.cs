using Hearth.Database;

namespace Hearth.Groups.Rules;

/// <summary>Who may lead what. The label is a promise: "therapist-led" is only ever led by clinicians, or by a peer beside one.</summary>
public static class LeaderRule
{
    public static bool MayLead(Role role, LedBy ledBy, bool peerLedAllowed) => role switch
    {
        Role.Facilitator or Role.Therapist or Role.Supervisor => true,
        Role.PeerFacilitator => peerLedAllowed || ledBy == LedBy.Therapist,
        _ => false,
    };

    /// <summary>Who belongs to a group as a member: people in treatment, and peers who accompany them.</summary>
    public static bool MayBelong(Role role) => role is Role.Participant or Role.Mentor or Role.PeerFacilitator;
}
