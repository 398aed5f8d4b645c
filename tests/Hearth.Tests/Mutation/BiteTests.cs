using System.Diagnostics;
using Hearth.Html;
using Hearth.Tests.Matrix;
using Microsoft.AspNetCore.Authorization;
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
    private const double Budget = 60;

    private static readonly string? folder = Environment.GetEnvironmentVariable("HEARTH_MUTANTS");

    [Fact(Explicit = true)]
    public async Task Each_requirement_turned_into_always_allow_turns_something_red()
    {
        var (mutants, world, cells, all) = await BeginAsync();
        var results = new Results(folder!);
        var (until, since) = (double.Parse(Environment.GetEnvironmentVariable("HEARTH_MUTATE_FOR") ?? "86400", System.Globalization.CultureInfo.InvariantCulture), Stopwatch.StartNew());
        var left = all.Where(m => !results.Has(m)).ToList();
        results.Say($"{all.Count} requirements, {left.Count} to go");
        var questions = Questions.Of(world, cells);
        var each = questions.ToLookup(q => q.Cell.Line.Endpoint);
        foreach (var mutant in left.Where(m => m.Each).ToList())
        {
            if (since.Elapsed.TotalSeconds > until) return;
            var off = mutant.Id;
            if (await Questions.FirstRedAsync(world, Questions.Ordered(each[off[(off.IndexOf(' ', StringComparison.Ordinal) + 1)..]]), off) is not { } red) continue;
            results.Noticed(mutant, red);
            left.Remove(mutant);
        }

        results.Say($"{since.Elapsed.TotalSeconds:0} s: what each endpoint has for itself was asked; {left.Count} to go");
        if (left.Any(m => !m.Each && !results.Asked(m)))
        {
            var met = await Questions.LookAsync(world, [.. questions.Where(q => !q.Cell.Live)], mutants, results.Say);
            results.Say($"{since.Elapsed.TotalSeconds:0} s: the matrix was looked at");
            foreach (var mutant in left.Where(m => !m.Each && !results.Asked(m)).ToList())
            {
                if (since.Elapsed.TotalSeconds > until) return;
                if (await Questions.FirstRedAsync(world, Questions.Ordered(met.GetValueOrDefault(mutant.Id) ?? []), mutant.Id) is { } red)
                {
                    results.Noticed(mutant, red);
                    left.Remove(mutant);
                }
                else results.WasAsked(mutant);
            }
        }

        results.Say($"{since.Elapsed.TotalSeconds:0} s: the matrix is done; {left.Count} to go");
        if (since.Elapsed.TotalSeconds > until) return;
        var suite = await Suite.LookAsync(host, mutants, results);
        results.Say($"{since.Elapsed.TotalSeconds:0} s: the tests were looked at");
        foreach (var mutant in left)
        {
            if (since.Elapsed.TotalSeconds > until) return;
            await TestAsync(mutant, suite, mutants, results);
        }
        results.Close(all);
    }

    private async Task TestAsync(Mutant mutant, IReadOnlyList<Suite.Covered> suite, Switch mutants, Results results)
    {
        var coming = suite.Where(c => c.Comes.Contains(mutant.Id)).OrderByDescending(c => c.Case.Room == mutant.Room).ThenByDescending(c => c.Case.Room == "Walls").ThenBy(c => c.Seconds).ToList();
        var (spent, ran) = (0.0, 0);
        foreach (var (test, _, seconds) in coming)
        {
            if (spent > 0 && spent + seconds > Budget) continue;
            (spent, ran) = (spent + seconds, ran + 1);
            mutants.Everywhere = mutant.Id;
            var red = await test.RunAsync(host, TimeSpan.FromSeconds((4 * seconds) + 20));
            mutants.Everywhere = null;
            // Red for this reason, and not by chance.
            if (red is null || await test.RunAsync(host, TimeSpan.FromSeconds((4 * seconds) + 30)) is not null) continue;
            results.Noticed(mutant, $"{test.Name}: {red}");
            return;
        }
        results.Survived(mutant, $"{ran} of {coming.Count} tests that come to it");
    }

    /// <summary>The short form, for every change: one of each kind, with the line of the matrix that notices it.</summary>
    [Fact(Explicit = true)]
    public async Task One_of_each_kind_is_noticed()
    {
        var (_, world, cells, all) = await BeginAsync();
        var questions = Questions.Of(world, cells).Where(q => !q.Cell.Live).ToLookup(q => q.Cell.Line.Endpoint);
        var unnoticed = new List<string>();
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(folder!, "sample.txt"), TestContext.Current.CancellationToken))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var (what, endpoint) = line.Split(" | ") is [var file, var text, var asked] ? (all.FirstOrDefault(m => m.File == file && m.What == text)?.Id, asked) : (line, line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            if (what is null) unnoticed.Add($"no such requirement: {line}");
            else if (await Questions.FirstRedAsync(world, Questions.Ordered(questions[endpoint]), what) is null) unnoticed.Add(line);
        }
        Architecture.Report.Clean(unnoticed);
    }

    private async Task<(Switch Mutants, World World, IReadOnlyList<Cell> Cells, List<Mutant> All)> BeginAsync()
    {
        var mutants = Switch.Find();
        Assert.True(mutants is not null && folder is not null, "There is no switch in this Hearth.dll: dev/mutate weaves one.");
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => !Planted.Is(e) && e.Metadata.GetMetadata<AllowAttribute>() is not null && e.Metadata.GetMetadata<IAllowAnonymous>() is null).ToList();
        var all = Switch.Read(folder).Where(m => !m.Each).ToList();
        foreach (var endpoint in endpoints)
        {
            var name = mutants.NameOf(endpoint);
            if (name.StartsWith('/')) continue; // no page and no verb: the hub's own addresses, which the matrix asks as lines
            foreach (var what in Having(endpoint)) all.Add(new($"{what} {name}", "", 0, name, what, true));
        }
        return (mutants, await World.OfAsync(host), [.. Matrix.Cells.Of(host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Where(e => !Planted.Is(e)))], [.. all.DistinctBy(m => m.Id)]);
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
