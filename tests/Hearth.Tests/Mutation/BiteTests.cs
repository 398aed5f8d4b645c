using System.Diagnostics;
using Hearth.Html;
using Hearth.Tests.Matrix;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Mutation;

/// <summary>
/// Whether the suite would notice: each requirement is turned into "always allow", one at a time, and something must go red. Runs
/// against the woven copy alone (dev/mutate), on one server for all of them: first the cells of the matrix that come to the
/// requirement, and when those stay green the tests that do.
/// </summary>
public class BiteTests(HearthHost host)
{
    /// <summary>Tests for one requirement, at the most, in seconds that they take by themselves.</summary>
    private const double Budget = 30;

    private static readonly string? folder = Environment.GetEnvironmentVariable("HEARTH_MUTANTS");

    [Fact(Explicit = true)]
    public async Task Each_requirement_turned_into_always_allow_turns_something_red()
    {
        var (mutants, endpoints, all) = Begin();
        var results = new Results(folder!);
        var (until, since) = (double.Parse(Environment.GetEnvironmentVariable("HEARTH_MUTATE_FOR") ?? "86400", System.Globalization.CultureInfo.InvariantCulture), Stopwatch.StartNew());
        bool Late() => since.Elapsed.TotalSeconds > until;
        void Say(string words) => results.Say($"{since.Elapsed.TotalSeconds:0} s: {words}; {all.Count(m => !results.Has(m))} of {all.Count} to go");

        Say("begun");
        if (all.Any(m => !results.Has(m) && !results.Asked(m))) await AskAsync(await World.OfAsync(host), [.. Matrix.Cells.Of(endpoints)], all, mutants, results, Say, Late);
        if (Late() || await Suite.LookAsync(host, mutants, results, Late) is not { } suite) return;
        Say("the tests were looked at");
        foreach (var mutant in all.Where(m => !results.Has(m)).OrderByDescending(m => m.Each).ToList())
        {
            if (Late()) return;
            await TestAsync(mutant, suite, mutants, results);
        }
        results.Close(all);
    }

    /// <summary>The cells of the matrix: an endpoint's own for what it has for itself, else those that come to the requirement.</summary>
    private static async Task AskAsync(World world, IReadOnlyList<Cell> cells, List<Mutant> all, Switch mutants, Results results, Action<string> say, Func<bool> late)
    {
        var questions = Questions.Of(world, cells);
        var (own, met) = (questions.ToLookup(q => q.Cell.Line.Endpoint), default(IReadOnlyDictionary<string, List<Question>>));
        foreach (var mutant in all.Where(m => !results.Has(m) && !results.Asked(m)).OrderByDescending(m => m.Each))
        {
            if (!mutant.Each && met is null)
            {
                say("what each endpoint has for itself was asked");
                met = await Questions.LookAsync(world, [.. questions.Where(q => !q.Cell.Live)], mutants, results.Say);
                say("the matrix was looked at");
            }
            if (late()) return;
            var asked = mutant.Each ? own[EndpointOf(mutant.Id)] : met!.GetValueOrDefault(mutant.Id) ?? [];
            if (await Questions.FirstRedAsync(world, Questions.Ordered(asked), mutant.Id) is { } red) results.Noticed(mutant, red);
            else results.WasAsked(mutant);
        }
        say("the matrix is done");
    }

    private static string EndpointOf(string id) => id[(id.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private async Task TestAsync(Mutant mutant, IReadOnlyList<Suite.Covered> suite, Switch mutants, Results results)
    {
        var coming = suite.Where(c => c.Comes.Contains(mutant.Id)).OrderByDescending(c => c.Case.Room == mutant.Room).ThenByDescending(c => c.Case.Room == "Walls").ThenBy(c => c.Seconds).ToList();
        // By hand: only these, whatever they take, to see whether one of them would have noticed.
        if (Environment.GetEnvironmentVariable("HEARTH_MUTATE_WITH") is { Length: > 0 } with) coming = [.. coming.Where(c => c.Case.Name.Contains(with, StringComparison.Ordinal))];
        var (spent, ran) = (0.0, 0);
        foreach (var (test, _, seconds) in coming)
        {
            if ((spent > 0 && spent + seconds > Budget) || results.IsUnfit(mutant, test)) continue;
            (spent, ran) = (spent + seconds, ran + 1);
            var red = await OffAsync();
            if (red is null) continue;
            // Red for this reason, and not by chance. If it stays red, what was let in has left this server unfit to judge by: the next one goes on.
            if (await test.RunAsync(host, TimeSpan.FromSeconds((4 * seconds) + 30)) is { } still) results.Unfit(mutant, test, still);
            // On a busy machine a test may only have been slow: what did not end has to be red once more.
            if (red == Case.NotEnded && (red = await OffAsync()) is null) continue;
            results.Noticed(mutant, $"{test.Name}: {red}");
            return;

            async Task<string?> OffAsync()
            {
                mutants.Everywhere = mutant.Id;
                var why = await test.RunAsync(host, TimeSpan.FromSeconds((4 * seconds) + 20));
                mutants.Everywhere = null;
                return why;
            }
        }
        results.Survived(mutant, $"{ran} of {coming.Count} tests that come to it");
    }

    /// <summary>The short form, for every change: one of each kind, with the line of the matrix that notices it.</summary>
    [Fact(Explicit = true)]
    public async Task One_of_each_kind_is_noticed()
    {
        var (_, endpoints, all) = Begin();
        var world = await World.OfAsync(host);
        var questions = Questions.Of(world, Matrix.Cells.Of(endpoints)).Where(q => !q.Cell.Live).ToLookup(q => q.Cell.Line.Endpoint);
        var unnoticed = new List<string>();
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(folder!, "sample.txt"), TestContext.Current.CancellationToken))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var (what, endpoint) = line.Split(" | ") is [var file, var text, var asked] ? (all.FirstOrDefault(m => m.File == file && m.What == text)?.Id, asked) : (line, EndpointOf(line));
            if (what is null) unnoticed.Add($"no such requirement: {line}");
            else if (await Questions.FirstRedAsync(world, Questions.Ordered(questions[endpoint]), what) is null) unnoticed.Add(line);
        }
        Architecture.Report.Clean(unnoticed);
    }

    private (Switch Mutants, IReadOnlyList<Endpoint> Endpoints, List<Mutant> All) Begin()
    {
        var mutants = Switch.Find();
        Assert.True(mutants is not null && folder is not null, "There is no switch in this Hearth.dll: dev/mutate weaves one.");
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Where(e => !Planted.Is(e)).ToList();
        var own = from endpoint in endpoints.OfType<RouteEndpoint>()
                  where endpoint.Metadata.GetMetadata<AllowAttribute>() is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
                  let name = mutants.NameOf(endpoint)
                  // Neither page nor verb: the hub's own addresses, whose lines the live tests keep.
                  where !name.StartsWith('/')
                  from what in Having(endpoint)
                  select new Mutant($"{what} {name}", "", 0, name, what, true);
        var only = Environment.GetEnvironmentVariable("HEARTH_MUTATE_ONLY") ?? "";
        return (mutants, endpoints, [.. Switch.Read(folder).Where(m => !m.Each).Concat(own.DistinctBy(m => m.Id)).Where(m => m.Id.Contains(only, StringComparison.Ordinal))]);
    }

    private static IEnumerable<string> Having(RouteEndpoint endpoint)
    {
        yield return "open";
        if (endpoint.Metadata.GetMetadata<AllowAttribute>()!.Roles.Length > 0) yield return "roles";
        if (endpoint.Metadata.GetMetadata<BeforeFactorsAttribute>() is null) yield return "factors";
        if (endpoint.Metadata.GetMetadata<BeforeSigningAttribute>() is null) yield return "signing";
        if (endpoint.Metadata.GetMetadata<StepUpAttribute>() is not null) yield return "step-up";
    }
}
