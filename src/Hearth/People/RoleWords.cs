using Hearth.Database;
using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.People;

public static class RoleWords
{
    /// <summary>What a role is called on a page.</summary>
    public static string Of(Role role, IStringLocalizer<Words> words) => role switch
    {
        Role.Participant => words["Participant"],
        Role.Mentor => words["Mentor"],
        Role.PeerFacilitator => words["Peer facilitator"],
        Role.Facilitator => words["Facilitator"],
        Role.Therapist => words["Therapist"],
        Role.Supervisor => words["Supervisor"],
        Role.Admin => words["Admin"],
        Role.Alum => words["Alum"],
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>Which paper lets this role lead; null for roles that do not lead.</summary>
    public static QualificationKind? PaperOf(Role role) => role switch
    {
        Role.PeerFacilitator => QualificationKind.Training,
        Role.Facilitator or Role.Therapist or Role.Supervisor => QualificationKind.Licence,
        _ => null,
    };
}
