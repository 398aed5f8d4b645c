using NodaTime;

namespace Hearth.Company.Rules;

/// <summary>
/// Whom somebody's call for company goes to, and when: the one they asked, after five minutes the next of their people, after five more
/// the program. Staff are asked at once where nobody is left to ask. It never stops by itself before the staff have it.
/// </summary>
public static class CompanyRule
{
    /// <summary>For one peer's answer. Somebody who says no leaves it running: nobody can tell a no from silence.</summary>
    public static readonly Duration Each = Duration.FromMinutes(5);

    /// <summary>Peers who are asked before the staff are.</summary>
    public const int Peers = 2;

    /// <param name="willing">Who may be asked now, in the order in which they would be.</param>
    /// <param name="asked">Who was asked already.</param>
    /// <returns>The next peer; null: the staff.</returns>
    public static Guid? Next(IReadOnlyList<Guid> willing, IReadOnlyCollection<Guid> asked) =>
        asked.Count >= Peers ? null : willing.Where(p => !asked.Contains(p)).Cast<Guid?>().FirstOrDefault();

    /// <summary>When the next is asked, the house having been down or not.</summary>
    public static Instant NextAt(Instant now) => now + Each;
}
