using Hearth.Database;

namespace Hearth.Messages.Rules;

/// <summary>To which peers a peer may write.</summary>
public enum PeerReach
{
    /// <summary>Those of a group of one's own.</summary>
    OwnGroups = 1,

    /// <summary>Those for whom a supervisor or admin has opened it.</summary>
    OpenedPairs = 2,

    Nobody = 3,
}

/// <summary>To which staff a peer may write. Who was written to by staff may always answer.</summary>
public enum StaffReach
{
    /// <summary>Those who lead a group of one's own.</summary>
    OwnStaff = 1,

    /// <summary>All who care for people; not whoever runs the program in the software.</summary>
    AllStaff = 2,
}

/// <summary>What is asked about somebody to know to whom they may write.</summary>
/// <param name="Here">Has a place in the program now, and has signed what is promised.</param>
/// <param name="MemberOf">Groups, at present.</param>
public sealed record Correspondent(Guid Id, Role Role, bool Here, IReadOnlySet<Guid> MemberOf, IReadOnlySet<Guid> Leads)
{
    public bool Staff => Role.IsStaff();
}

/// <summary>Who may begin to write to whom, and who may go on.</summary>
public static class ReachRule
{
    /// <param name="opened">For these two it was decided apart; null: it was not.</param>
    /// <param name="apart">Staff keep the two apart.</param>
    public static bool MayBegin(Correspondent from, Correspondent to, PeerReach peers, StaffReach staff, bool? opened, bool apart) =>
        from.Id != to.Id && from.Here && to.Here && !apart && (from.Staff, to.Staff) switch
        {
            (true, true) => true,
            (true, false) => from.Role != Role.Admin && (from.Role == Role.Supervisor || Leads(from, to)),
            (false, true) => to.Role != Role.Admin && (staff == StaffReach.AllStaff || Leads(to, from)),
            _ => peers != PeerReach.Nobody && (opened ?? (peers == PeerReach.OwnGroups && Groups(from).Overlaps(Groups(to)))),
        };

    /// <summary>Whoever may be written to by somebody may answer.</summary>
    public static bool MayWrite(Correspondent one, Correspondent other, PeerReach peers, StaffReach staff, bool? opened, bool apart) =>
        MayBegin(one, other, peers, staff, opened, apart) || MayBegin(other, one, peers, staff, opened, apart);

    private static bool Leads(Correspondent staff, Correspondent peer) => staff.Leads.Overlaps(Groups(peer));

    private static HashSet<Guid> Groups(Correspondent one) => [.. one.MemberOf, .. one.Leads];
}
