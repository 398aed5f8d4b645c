using System.Globalization;

namespace Hearth.Browser.Soak;

/// <summary>
/// Something that is broken on purpose, many times over, while people use the house; see shared names R01 to R18 in the file of each.
/// One file, one class: <c>dev/soak</c> finds it by itself.
/// </summary>
public abstract class Experiment
{
    /// <summary>"R04".</summary>
    public string Name => GetType().Name;

    /// <summary>What is broken, in a line.</summary>
    public abstract string What { get; }

    public abstract Task RunAsync(Findings findings, Soak.Options options);
}

/// <summary>What an experiment found: figures beside their goals, and what must never be. A goal that is missed is said; what must never be fails the run.</summary>
public sealed class Findings(TextWriter say)
{
    private readonly List<string> rows = [];
    private readonly List<string> never = [];

    public bool Holds => never.Count == 0 && rows.Count > 0;

    public void Say(string words) => say.WriteLine($"  {words}");

    /// <summary>How long something took, in milliseconds.</summary>
    public void Took(string what, Bench.Sample sample, double? goalP95 = null) => Took(what, sample, "p95", s => s.P95, goalP95);

    /// <summary>The same where the one in a hundred that waits longest is somebody who needs a person.</summary>
    public void P99(string what, Bench.Sample sample, double goal) => Took(what, sample, "p99", s => s.P99, goal);

    private void Took(string what, Bench.Sample sample, string name, Func<Bench.Sample, double> share, double? goal)
    {
        if (sample.Count == 0)
        {
            MustNotBe(true, $"{what}: never seen");
            return;
        }
        var value = share(sample);
        Row(what, string.Create(CultureInfo.InvariantCulture, $"p50 {sample.Median / 1000:0.00} s, {name} {value / 1000:0.00} s, most {sample.Most / 1000:0.00} s (n {sample.Count})"),
            goal is { } most ? string.Create(CultureInfo.InvariantCulture, $"{name} < {most / 1000:0.#} s{(value < most ? "" : ", missed")}") : "");
    }

    public void Counted(string what, long count, string goal = "") => Row(what, count.ToString(CultureInfo.InvariantCulture), goal);

    /// <summary>So many of what may never be one.</summary>
    public void None(string what, long count)
    {
        Row(what, count.ToString(CultureInfo.InvariantCulture), "0");
        MustNotBe(count != 0, $"{what}: {count}");
    }

    public void MustNotBe(bool so, string words)
    {
        if (!so) return;
        never.Add(words);
        Say($"WRONG: {words}");
    }

    public IEnumerable<string> Lines() => ["| | | goal |", "|---|---|---|", .. rows, .. never.SelectMany(n => (string[])["", $"**Wrong:** {n}"])];

    private void Row(string what, string value, string goal)
    {
        rows.Add($"| {what} | {value} | {goal} |");
        Say($"{what}: {value}{(goal.Length > 0 ? $"  (goal {goal})" : "")}");
    }
}
