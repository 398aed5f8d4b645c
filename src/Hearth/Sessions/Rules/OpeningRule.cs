using Hearth.Database;
using Hearth.Groups;
using NodaTime;

namespace Hearth.Sessions.Rules;

/// <summary>Why a session cannot be opened. Each has words in <see cref="OpeningWords"/>.</summary>
public enum Missing
{
    TooEarly = 1,
    Over,
    Cancelled,

    /// <summary>Nobody is named as its leader.</summary>
    Leader,

    /// <summary>None of its leaders has a licence or training on record.</summary>
    Paper,

    /// <summary>There is one, and it does not cover the day.</summary>
    PaperInDate,

    /// <summary>It is called therapist-led, and no licensed clinician whose paper covers the day leads it.</summary>
    Clinician,
    ClinicianOnCall,
    PeerLedSwitchedOff,
}

/// <summary>
/// When a session may be opened, and what is missing until then. Fails closed: whatever is not known is missing.
/// </summary>
public static class OpeningRule
{
    /// <summary>A leader may open this long before the start.</summary>
    public static readonly Duration Early = Duration.FromMinutes(30);

    public sealed record Paper(LocalDate From, LocalDate Until)
    {
        public bool Covers(LocalDate day) => From <= day && day <= Until;
    }

    public sealed record Leader(Role Role, IReadOnlyList<Paper> Papers);

    /// <param name="Day">The day on which it starts, in the program's zone.</param>
    /// <param name="OnCall">The role of the clinician on call who is named, if one is.</param>
    public sealed record Facts(
        SessionState State, LedBy LedBy, Instant StartsAt, Instant EndsAt, LocalDate Day, IReadOnlyList<Leader> Leaders, Role? OnCall, bool PeerLedAllowed);

    /// <summary>Everything that stands in the way now; empty: it may be opened.</summary>
    public static IReadOnlyList<Missing> MissingAt(Facts session, Instant now)
    {
        if (session.State == SessionState.Cancelled) return [Missing.Cancelled];
        if (session.State == SessionState.Ended || now >= session.EndsAt) return [Missing.Over];
        return now < session.StartsAt - Early ? [Missing.TooEarly, .. MissingBefore(session)] : MissingBefore(session);
    }

    /// <summary>What somebody still has to see to, whatever time it is.</summary>
    public static IReadOnlyList<Missing> MissingBefore(Facts session)
    {
        var missing = new List<Missing>();
        var leaders = session.Leaders.Where(l => Roles.Leaders.Contains(l.Role) || l.Role == Role.Supervisor).ToList();
        if (leaders.Count == 0) missing.Add(Missing.Leader);
        else if (leaders.All(l => l.Papers.Count == 0)) missing.Add(Missing.Paper);
        else if (!leaders.Any(l => Covered(l, session.Day))) missing.Add(Missing.PaperInDate);
        else if (session.LedBy == LedBy.Therapist && !leaders.Any(l => l.Role.IsStaff() && Covered(l, session.Day))) missing.Add(Missing.Clinician);

        if (session.LedBy != LedBy.Peer) return missing;
        if (!session.PeerLedAllowed) missing.Add(Missing.PeerLedSwitchedOff);
        if (session.OnCall is not { } role || !role.IsStaff() || role == Role.Admin) missing.Add(Missing.ClinicianOnCall);
        return missing;
    }

    private static bool Covered(Leader leader, LocalDate day) => leader.Papers.Any(p => p.Covers(day));
}
