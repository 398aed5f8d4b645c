using System.Collections.Concurrent;
using Hearth.Tests.Architecture;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Matrix;

/// <summary>
/// Who may do what, executed: every endpoint that the running server has, asked by everybody, about rows that are theirs, their
/// group's, their program's, another program's, and no one's. The answers must be the reviewed table's (matrix.csv).
/// HEARTH_MATRIX_WRITE=1 writes it anew; whoever commits that has read the difference.
/// </summary>
public class MatrixTests(HearthHost host)
{
    [Fact]
    public async Task Everybody_may_do_what_the_table_says_and_nothing_else()
    {
        var world = await World.OfAsync(host);
        var cells = Cells.Of(host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Where(e => !Planted.Is(e))).ToList();
        Assert.True(cells.Count > 10);
        await Evenings.HoldAsync(host, world, cells.Where(c => c.Room is not null).Select(c => (c.Line, c.Room!)));
        var (table, leaks) = await RunAsync(world, cells);
        Report.Clean([.. leaks, .. await Lines.AskAsync(host, world, table)]);
        if (Environment.GetEnvironmentVariable("HEARTH_MATRIX_WRITE") == "1") table.Write(world.Asking.Select(a => a.Role));
        else Report.Clean(table.DiffersFrom(Table.Read()), "Is each of these meant? Then HEARTH_MATRIX_WRITE=1 with -class '*MatrixTests' writes the table anew; read its difference. ");
    }

    internal static async Task<(Table Table, IReadOnlyList<string> Leaks)> RunAsync(World world, IReadOnlyList<Cell> cells)
    {
        var answers = new ConcurrentDictionary<(Line Line, string Role, bool Script), Asked>();
        await Parallel.ForEachAsync(cells.Where(c => c.Live), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (cell, _) =>
        {
            foreach (var asking in world.Asking.OrderBy(a => Evenings.Leading.Contains(a.Member?.Name)))
                answers[(cell.Line, asking.Role, true)] = await Asked.AskAsync(cell, world, asking.Member, script: true);
        });
        var questions = from cell in cells where !cell.Live from asking in world.Asking from script in Ways(cell, asking.Role) select (cell, asking, script);
        await Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (q, _) =>
            answers[(q.cell.Line, q.asking.Role, q.script)] = await Asked.AskAsync(q.cell, world, q.asking.Member, q.script));

        var table = new Table();
        foreach (var cell in cells) table.Lines[cell.Line] = world.Asking.ToDictionary(a => a.Role, a => answers[(cell.Line, a.Role, Ways(cell, a.Role)[0])].Class);

        var leaks = new List<string>();
        foreach (var ((line, role, script), answer) in answers)
        {
            if (answer.Class == "ERROR") leaks.Add($"a defect: {line.Endpoint} [{line.Relation}] for {role}: {answer.Status}");
            if (answer.Body.Contains(world.There.Cast.Canary, StringComparison.Ordinal)) leaks.Add($"another program's words: {line.Endpoint} [{line.Relation}] for {role}");
        }

        // "May not" and "does not exist" are one answer, to the byte.
        foreach (var cell in cells.Where(c => c.SameAsNone is { } none && cells.Any(o => o.Line == none)))
            foreach (var (role, _) in world.Asking)
                foreach (var script in Ways(cell, role))
                {
                    var (answer, none) = (answers[(cell.Line, role, script)], answers[(cell.SameAsNone!, role, script)]);
                    var foreign = cell.Line.Relation.EndsWith("other", StringComparison.Ordinal);
                    if ((foreign || answer.Class == "hidden") && (answer.Status != none.Status || answer.Body != none.Body))
                        leaks.Add($"existence shows: {cell.Line.Endpoint} [{cell.Line.Relation}] for {role}: {answer.Status} ({answer.Body.Length}), and {none.Status} ({none.Body.Length}) where no such row is");
                }
        return (table, leaks);
    }

    /// <summary>
    /// Pages are read as a browser reads them. What is posted is posted as a script does it, which is told the reason; and for two
    /// of the roles as a browser does it besides, since the page of a refusal must not tell more.
    /// </summary>
    private static bool[] Ways(Cell cell, string role) => cell switch
    {
        { Live: true } => [true],
        { Method: "GET" } => [false],
        _ => role is "participant" or "facilitator" ? [true, false] : [true],
    };

    [Fact]
    public async Task A_planted_endpoint_is_found_in_each_way()
    {
        var world = await World.OfAsync(host);
        var cells = Cells.Of(host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Where(Planted.Is)).ToList();
        Planted.Secret = world.There.Circle.Id;
        var (table, leaks) = await RunAsync(world, cells);
        Assert.Contains(leaks, l => l.Contains("existence shows: GET /planted/tells/{group:guid} [other] for participant", StringComparison.Ordinal));
        Assert.Contains(leaks, l => l.Contains("a defect: GET /planted/breaks", StringComparison.Ordinal));

        var found = table.DiffersFrom(Table.Parse(["endpoint,relation,participant,admin", "GET /planted/open,,hidden,ok", "GET /planted/gone,,ok,ok"])).ToList();
        Assert.Contains("undeclared: GET /planted/breaks []", found);
        Assert.Contains("vanished: GET /planted/gone []", found);
        Assert.Contains("differs: GET /planted/open [] for participant: hidden was declared, ok was answered", found);
        Assert.DoesNotContain(found, f => f.Contains("/planted/open [] for admin", StringComparison.Ordinal));
        Assert.All(world.Asking.Where(a => a.Role != "anonymous"), a => Assert.True(table.Lines[new("GET /planted/forgotten", "")][a.Role] is "hidden" or "sign-in" or "factors"));
    }
}
