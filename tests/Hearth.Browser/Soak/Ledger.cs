namespace Hearth.Browser.Soak;

/// <summary>What was acknowledged, beside what stands there now.</summary>
/// <param name="Disordered">True when what was acknowledged stands there in another order.</param>
public sealed record Ledger(int Lost, int Twice, bool Disordered)
{
    public static Ledger Compare(IReadOnlyCollection<string> taken, IReadOnlyCollection<string> stands) => new(
        taken.Except(stands).Count(),
        stands.Count - stands.Distinct().Count(),
        !stands.Distinct().Where(taken.Contains).SequenceEqual(taken.Where(stands.Contains)));
}
