namespace Hearth.Browser.Bench;

/// <summary>What was measured of one thing, in milliseconds.</summary>
public sealed class Sample
{
    private readonly List<double> all = [];

    public int Count => all.Count;

    public double Median => At(.5);
    public double P95 => At(.95);
    public double Most => At(1);

    public void Add(double milliseconds) => all.Add(milliseconds);

    /// <summary>The smallest value that so many are not above.</summary>
    private double At(double share) => all.Order().ElementAt((int)Math.Ceiling(share * all.Count) - 1);
}

/// <param name="Ceiling">The same without Hearth, from the same run.</param>
/// <param name="Goal">What 95 of 100 are to stay within, in milliseconds.</param>
public sealed record Row(string What, Sample Hearth, Sample? Ceiling = null, double? Goal = null)
{
    public string[] Cells() =>
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
