namespace Hearth.Tests.Matrix;

/// <summary>The table of who may do what: lines by endpoint and relation, a column for each role. Kept in matrix.csv and read by people.</summary>
internal sealed class Table
{
    public SortedDictionary<Line, Dictionary<string, string>> Lines { get; } = [];

    private static string File => Path.Combine(Architecture.Source.Root, "tests/Hearth.Tests/Matrix/matrix.csv");

    public static Table Read() => Parse(System.IO.File.Exists(File) ? System.IO.File.ReadAllLines(File) : []);

    public static Table Parse(IReadOnlyList<string> rows)
    {
        var table = new Table();
        if (rows.Count == 0) return table;
        var roles = rows[0].Split(',')[2..];
        foreach (var row in rows.Skip(1).Where(r => r.Length > 0))
        {
            var cells = row.Split(',');
            table.Lines[new(cells[0], cells[1])] = roles.Zip(cells[2..]).ToDictionary(p => p.First, p => p.Second);
        }
        return table;
    }

    public void Write(IEnumerable<string> roles)
    {
        string[] columns = [.. roles];
        System.IO.File.WriteAllLines(File, Lines.Select(l => string.Join(',', (string[])[l.Key.Endpoint, l.Key.Relation, .. columns.Select(c => l.Value.GetValueOrDefault(c, "-"))]))
            .Prepend(string.Join(',', (string[])["endpoint", "relation", .. columns])));
    }

    /// <summary>Every way in which what is differs from what was declared.</summary>
    public IEnumerable<string> DiffersFrom(Table declared)
    {
        foreach (var (line, cells) in Lines)
        {
            if (!declared.Lines.TryGetValue(line, out var wanted)) yield return $"undeclared: {line.Endpoint} [{line.Relation}]";
            else
                foreach (var (role, answer) in cells)
                    if (wanted.GetValueOrDefault(role) != answer) yield return $"differs: {line.Endpoint} [{line.Relation}] for {role}: {wanted.GetValueOrDefault(role) ?? "nothing"} was declared, {answer} was answered";
        }
        foreach (var line in declared.Lines.Keys.Where(l => !Lines.ContainsKey(l))) yield return $"vanished: {line.Endpoint} [{line.Relation}]";
    }
}
