using NodaTime;

namespace Hearth.Unanswered.Rules;

/// <summary>
/// When somebody whom nobody has answered comes to one of the staff: after the program's hours, while somebody is on shift. Where
/// no shifts are planned, or none begins for days, it does not wait for one.
/// </summary>
public static class CarryRule
{
    /// <summary>A long weekend.</summary>
    public static readonly Duration LongestForShift = Duration.FromHours(72);

    public static bool IsDue(Instant since, int hours, bool shiftsPlanned, bool onShift, Instant now)
    {
        var due = since + Duration.FromHours(hours);
        return now >= due && (!shiftsPlanned || onShift || now >= due + LongestForShift);
    }

    /// <summary>Who is given it: of those who lead the group whoever is on shift, else one who leads it, else who is asked first just now.</summary>
    /// <param name="leaders">Staff who lead the group and can come in.</param>
    /// <param name="chain">Who is asked, in order, and whether they are on shift.</param>
    public static Guid? OwnerOf(IReadOnlyList<Guid> leaders, IReadOnlyList<(Guid Person, bool OnShift)> chain)
    {
        foreach (var (person, onShift) in chain)
            if (onShift && leaders.Contains(person)) return person;
        return leaders.Count > 0 ? leaders[0] : chain.Count > 0 ? chain[0].Person : null;
    }
}
