namespace Hearth.Browser.Soak;

/// <summary>A topic or a conversation: what was acknowledged there, what stands there by number, and what a client that was cut off again and again read.</summary>
/// <param name="Acknowledged">Those of one writer in the order in which they were; a line begins with its writer's name.</param>
internal sealed record WrittenPlace(IReadOnlyList<string> Acknowledged, IReadOnlyList<(int Number, string Words)> Stands, IReadOnlyList<string> Read)
{
    /// <summary>So many of what may never be one.</summary>
    public static IReadOnlyList<(string What, int Count)> Wrong(IReadOnlyCollection<WrittenPlace> places) =>
    [
        ("acknowledged and lost", places.Sum(p => p.Acknowledged.Except(p.Words).Count())),
        ("written twice", places.Sum(p => p.Words.Count - p.Words.Distinct().Count())),
        ("written and acknowledged to nobody, though its writer asked until it was", places.Sum(p => p.Words.Except(p.Acknowledged).Count())),
        ("places whose numbers are not 1, 2, 3 to the last", places.Count(p => !p.Stands.Select(s => s.Number).SequenceEqual(Enumerable.Range(1, p.Stands.Count)))),
        ("writers whose lines stand in another order", places.Sum(p => p.Acknowledged.GroupBy(Writer).Count(w => Disordered([.. w], p.Words)))),
        ("standing and not read by the client that was cut off", places.Sum(p => p.Words.Except(p.Read).Count())),
        ("read twice", places.Sum(p => p.Read.Count - p.Read.Distinct().Count())),
        ("read and not standing", places.Sum(p => p.Read.Except(p.Words).Count())),
        ("places that were read in another order", places.Count(p => Disordered(p.Words, p.Read))),
    ];

    private List<string> Words => [.. Stands.Select(s => s.Words)];

    private static string Writer(string line) => line.Split(' ')[0];

    /// <summary>What both have, each once, is in another order.</summary>
    private static bool Disordered(IReadOnlyList<string> right, IReadOnlyList<string> other) =>
        !right.Distinct().Where(other.Contains).SequenceEqual(other.Distinct().Where(right.Contains));
}
