namespace Hearth.Browser.Bench;

/// <summary>What was measured of one thing: in milliseconds, unless its row says otherwise.</summary>
public sealed class Sample
{
    private readonly List<double> all = [];

    public int Count => all.Count;

    public double Median => At(.5);
    public double P95 => At(.95);
    public double P99 => At(.99);
    public double Most => At(1);

    public void Add(double milliseconds) => all.Add(milliseconds);

    /// <summary>Each in proportion to what was taken with it.</summary>
    public Sample Over(Sample other)
    {
        var ratios = new Sample();
        foreach (var (one, bare) in all.Zip(other.all)) ratios.Add(one / bare);
        return ratios;
    }

    /// <summary>The smallest value that so many are not above.</summary>
    private double At(double share) => all.Order().ElementAt((int)Math.Ceiling(share * all.Count) - 1);
}

/// <param name="Ceiling">The same without Hearth, from the same run.</param>
/// <param name="Goal">What 95 of 100 are to stay within, in milliseconds.</param>
public record Row(string What, Sample Hearth, Sample? Ceiling = null, double? Goal = null)
{
    public virtual string[] Cells() =>
    [
        What, Hearth.Count.ToString(), Ms(Hearth.Median), Ms(Hearth.P95), Ms(Hearth.Most),
        Ceiling is not { Count: > 0 } ? "" : $"{Ms(Ceiling.Median)} / {Ms(Ceiling.P95)} ({Ceiling.Count})",
        Ceiling is not { Count: > 0 } ? "" : $"{Ratio(Hearth.Median, Ceiling.Median)} / {Ratio(Hearth.P95, Ceiling.P95)}",
        Goal is { } goal ? $"p95 ≤ {Ms(goal)}" : "",
        Goal is { } most ? Hearth.P95 <= most ? "yes" : "no" : "",
    ];

    public static readonly string[] Head = ["What", "n", "p50", "p95", "max", "ceiling p50 / p95 (n)", "ratio p50 / p95", "goal", "reached"];

    private static string Ms(double value) => value < 10 ? $"{value:0.0} ms" : $"{value:0} ms";

    private static string Ratio(double ours, double bare) => bare > 0 ? $"{ours / bare:0.00}" : "–";
}

/// <summary>What something costs. With a ceiling, what is reached or not is the middle one of the ratios, each of a pair; without, the middle one of what was measured.</summary>
/// <param name="Floor">What it must not be above; the goal is better.</param>
/// <param name="OfCeiling">False: the ceiling is only shown beside it.</param>
public sealed record CostRow(string What, string Unit, Sample Hearth, Sample? Ceiling = null, double? Goal = null, double? Floor = null, bool OfCeiling = true) : Row(What, Hearth, Ceiling, Goal)
{
    /// <summary>More is better: of what is counted a second.</summary>
    public bool AtLeast { get; init; }

    /// <summary>What 95 of 100 are within, and not the middle one.</summary>
    public bool ByP95 { get; init; }

    public override string[] Cells()
    {
        var ratios = Ceiling is null ? null : Hearth.Over(Ceiling);
        var (unit, counts) = ratios is not null && OfCeiling ? ("×", ratios) : (Unit, Hearth);
        var than = ByP95 ? "p95 ≤" : AtLeast ? "≥" : "≤";
        return
        [
            What, Hearth.Count.ToString(), Say(Hearth.Median), Say(Hearth.P95), Say(Hearth.Most),
            Ceiling is null ? "" : $"{Say(Ceiling.Median)} / {Say(Ceiling.P95)} ({Ceiling.Count})",
            ratios is null ? "" : $"{ratios.Median:0.00} / {ratios.P95:0.00}",
            Goal is null ? "" : Floor is not null && Floor != Goal ? $"{than} {Goal} {unit}, floor {Floor} {unit}" : $"{than} {Goal} {unit}",
            Goal is null ? "" : Meets(Goal) ? "yes" : Meets(Floor) ? "floor" : "no",
        ];

        bool Meets(double? bound) => AtLeast ? counts.Median >= bound : (ByP95 ? counts.P95 : counts.Median) <= bound;
    }

    private string Say(double value) => Unit switch { "" or "/s" => $"{value:0}{Unit}", "ms" or "s" => $"{value:0.00} {Unit}", _ => $"{value:0.0} {Unit}" };
}

/// <summary>The rows as a table that reads well at a terminal and is Markdown.</summary>
public static class Table
{
    public static IEnumerable<string> Of(IReadOnlyList<Row> rows)
    {
        var cells = rows.Select(r => r.Cells()).Prepend(Row.Head).ToList();
        var widths = Enumerable.Range(0, Row.Head.Length).Select(c => cells.Max(r => r[c].Length)).ToArray();
        foreach (var (row, at) in cells.Select((r, i) => (r, i)))
        {
            yield return $"| {string.Join(" | ", row.Select((cell, c) => c == 0 || at == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c])))} |";
            if (at == 0) yield return $"|{string.Join('|', widths.Select((w, c) => c == 0 ? new string('-', w + 2) : new string('-', w + 1) + ":"))}|";
        }
    }
}
