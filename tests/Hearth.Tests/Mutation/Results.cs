namespace Hearth.Tests.Mutation;

/// <summary>What was found so far, a line each, so that a run can be broken off and go on; and the table at its end.</summary>
internal sealed class Results
{
    private readonly string folder;
    private readonly Dictionary<string, string[]> lines = [];
    private readonly HashSet<string> asked = [], unfit = [];

    public Results(string folder)
    {
        this.folder = folder;
        foreach (var line in ReadIf("results.tsv").Select(l => l.Split('\t'))) lines[line[0]] = line;
        unfit.UnionWith(ReadIf("unfit.tsv"));
        asked.UnionWith(ReadIf("asked.txt"));
        foreach (var look in ReadIf("looked.tsv").Select(l => l.Split('\t'))) Looks[look[0]] = new(bool.Parse(look[1]), double.Parse(look[2], System.Globalization.CultureInfo.InvariantCulture), [.. look[3..]]);
    }

    private string[] ReadIf(string name) => File.Exists(At(name)) ? File.ReadAllLines(At(name)) : [];
    private string At(string name) => Path.Combine(folder, name);

    public bool Has(Mutant mutant) => lines.ContainsKey(mutant.Id);

    /// <summary>The matrix had nothing to say of it.</summary>
    public bool Asked(Mutant mutant) => asked.Contains(mutant.Id);

    public void WasAsked(Mutant mutant)
    {
        asked.Add(mutant.Id);
        File.AppendAllLines(At("asked.txt"), [mutant.Id]);
    }

    public void Noticed(Mutant mutant, string by) => Write(mutant, "noticed", by);
    public void Survived(Mutant mutant, string why) => Write(mutant, "SURVIVED", why);

    private void Write(Mutant mutant, string how, string by)
    {
        by = by.Replace('\t', ' ').Replace('\n', ' ');
        lines[mutant.Id] = [mutant.Id, how, by];
        File.AppendAllLines(At("results.tsv"), [$"{mutant.Id}\t{how}\t{by}"]);
    }

    /// <summary>After this test under this requirement nothing on this server was right any more; it is not asked for this one again.</summary>
    public void Unfit(Mutant mutant, Case test, string still)
    {
        File.AppendAllLines(At("unfit.tsv"), [$"{mutant.Id}\t{test.Name}"]);
        Say($"again: after {mutant.Id} {test.Name} stays red: {still.ReplaceLineEndings(" ")}");
        throw new InvalidOperationException("To be gone on with by another server.");
    }

    public bool IsUnfit(Mutant mutant, Case test) => unfit.Contains($"{mutant.Id}\t{test.Name}");

    public void Say(string words) => File.AppendAllLines(At("run.log"), [words]);

    /// <summary>A test that was looked at before, while nothing was built anew.</summary>
    public sealed record Look(bool Green, double Seconds, HashSet<string> Comes);

    public Dictionary<string, Look> Looks { get; } = [];

    public Look Looked(Case test, bool green, double seconds, HashSet<string> comes)
    {
        File.AppendAllLines(At("looked.tsv"), [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{test.Name}\t{green}\t{seconds:0.00}\t{string.Join('\t', comes)}")]);
        return Looks[test.Name] = new(green, seconds, comes);
    }

    /// <summary>The table, and what lived without a reason (explained.txt) or has a reason and lives no more.</summary>
    public void Close(IReadOnlyList<Mutant> all)
    {
        var explained = ReadIf("explained.txt").Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(" | ", 3)).ToList();
        // Several alike in one method are told apart by their number.
        int Which(Mutant m) => all.Where(o => (o.File, o.Where, o.What) == (m.File, m.Where, m.What)).ToList().IndexOf(m) + 1;
        string? Why(Mutant m) => explained.FirstOrDefault(e => m.Each ? e[0] == m.Id : e[0] == $"{m.File} {m.Where}" && (e[1] == m.What || e[1] == $"{m.What} #{Which(m)}"))?[^1];
        var living = all.Where(m => lines[m.Id][1] == "SURVIVED").ToList();
        var table = new List<string> { "| Where | Requirement | Noticed by |", "|---|---|---|" };
        foreach (var m in all.OrderBy(m => m.Each).ThenBy(m => m.File, StringComparer.Ordinal).ThenBy(m => m.Line))
            table.Add($"| {(m.Each ? m.Where : $"{m.File}:{m.Line} {m.Where}")} | `{m.What.Replace("|", "\\|", StringComparison.Ordinal)}` | {(lines[m.Id][1] == "SURVIVED" ? $"**lived** ({Why(m) ?? lines[m.Id][2]})" : lines[m.Id][2].Replace("|", "\\|", StringComparison.Ordinal))} |");
        File.WriteAllLines(At("table.md"), table);
        Say($"{all.Count} requirements, {all.Count - living.Count} noticed ({100.0 * (all.Count - living.Count) / all.Count:0.0} %); in the sources {all.Count(m => !m.Each)}, {all.Count(m => !m.Each) - living.Count(m => !m.Each)} noticed");
        Architecture.Report.Clean(living.Where(m => Why(m) is null).Select(m => $"lived: {m.Id} {m.What}")
            .Concat(all.Where(m => !living.Contains(m) && Why(m) is not null).Select(m => $"explained, and noticed after all: {m.Id} {m.What}")));
    }
}
