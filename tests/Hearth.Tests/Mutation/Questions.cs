using System.Collections.Concurrent;
using Hearth.Tests.Matrix;

namespace Hearth.Tests.Mutation;

/// <summary>One cell of the matrix, asked with a requirement switched off for this one request.</summary>
internal sealed record Question(Cell Cell, string Role, Member? Member, string Expected)
{
    public bool Denies => Expected is "hidden" or "sign-in" or "agreement" or "factors" || Expected.StartsWith("refused:", StringComparison.Ordinal);
    public string Name => $"MatrixTests: {Cell.Line.Endpoint} [{Cell.Line.Relation}] for {Role}";

    public Task<Asked> AskAsync(World world, string off, string? follow = null) => Asked.AskAsync(Cell, world, Member, script: Cell.Method != "GET", request =>
    {
        if (Cell.Live) request.Headers.Add(Undo.Header, "1");
        request.Headers.Add("X-Mutant", off);
        if (follow is not null) request.Headers.Add("X-Mutant-Follow", follow);
    });

    /// <summary>What the matrix would say of this answer; null: nothing.</summary>
    public string? Red(World world, Asked answer) =>
        answer.Class != Expected ? $"{Name}: {answer.Class} instead of {Expected}"
        : answer.Body.Contains(world.There.Cast.Canary, StringComparison.Ordinal) ? $"{Name}: another program’s words" : null;
}

internal static class Questions
{
    /// <summary>Everything in the table but what happens in live rooms, which tests of their own play.</summary>
    public static List<Question> Of(World world, IEnumerable<Cell> cells)
    {
        var table = Table.Read();
        return [.. from cell in cells where table.Lines.ContainsKey(cell.Line) from asking in world.Asking
                   let one = new Question(cell, asking.Role, asking.Member, table.Lines[cell.Line][asking.Role])
                   // In a live room an act that is let in stays; one that is turned away leaves nothing.
                   where !cell.Live || one.Expected is "sign-in" or "agreement" or "factors"
                   select one];
    }

    /// <summary>Which requirements each cell comes to. Each must answer as the table says, or nothing after it means anything.</summary>
    public static async Task<IReadOnlyDictionary<string, List<Question>>> LookAsync(World world, IReadOnlyList<Question> questions, Switch mutants, Action<string> say)
    {
        var found = new ConcurrentDictionary<string, ConcurrentBag<Question>>();
        var (wrong, number) = (new ConcurrentBag<string>(), 0);
        await Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (one, _) =>
        {
            var follow = Interlocked.Increment(ref number).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (one.Red(world, await one.AskAsync(world, "none", follow)) is { } red) wrong.Add(red);
            foreach (var requirement in mutants.SeenBy(follow)) found.GetOrAdd(requirement, _ => []).Add(one);
        });
        foreach (var red in wrong.Take(20)) say("red by itself: " + red);
        Assert.Empty(wrong);
        return found.ToDictionary(f => f.Key, f => f.Value.ToList());
    }

    private const int MostTurnedAway = 300, MostLetIn = 40;

    /// <summary>First who is turned away; then, of those who are let in, some: the table sees there only what is another program's, or breaks.</summary>
    public static IEnumerable<Question> Ordered(IEnumerable<Question> questions)
    {
        var all = questions.ToList();
        return Some(all.Where(q => q.Denies).OrderBy(q => q.Cell.Line.Relation == "none"), 6).Take(MostTurnedAway).Concat(Some(all.Where(q => !q.Denies), 2).Take(MostLetIn));

        // Of what nearly every request comes to, a few of each endpoint: what stays green is left to the tests.
        IEnumerable<Question> Some(IEnumerable<Question> of, int each) => all.Count <= MostTurnedAway ? of : of.GroupBy(q => q.Cell.Line.Endpoint).SelectMany(g => g.Take(each));
    }

    // A verb that writes in a transaction of its own is not undone: let in where it should not be, it may leave something behind.
    // Its cell then says nothing any more, for this requirement and those after it.
    private static readonly HashSet<Question> spoiled = [];

    public static async Task<string?> FirstRedAsync(World world, IEnumerable<Question> questions, string off)
    {
        foreach (var some in questions.Where(q => !spoiled.Contains(q)).Chunk(4))
        {
            var asked = await Task.WhenAll(some.Select(async q => (Question: q, Red: q.Red(world, await q.AskAsync(world, off)))));
            foreach (var (question, red) in asked.Where(a => a.Red is not null))
                // Red for this reason, and not for what another left behind.
                if (question.Red(world, await question.AskAsync(world, "none")) is null) return red;
                else if (spoiled.Add(question) && spoiled.Count > 100) throw new InvalidOperationException($"The matrix's world is spoiled, last at {off}: {question.Name}.");
        }
        return null;
    }
}
