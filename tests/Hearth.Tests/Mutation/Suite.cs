using System.Diagnostics;
using System.Reflection;

namespace Hearth.Tests.Mutation;

/// <summary>One test as it stands in the suite, run here as often as wanted against the one server that is already up.</summary>
internal sealed record Case(MethodInfo Method, object?[] Arguments)
{
    /// <summary>On one line, whatever hostile string it is given.</summary>
    public string Name => string.Concat($"{Method.DeclaringType!.Name}.{Method.Name}{(Arguments.Length == 0 ? "" : $"({string.Join(", ", Arguments)})")}".Select(c => char.IsControl(c) ? ' ' : c));
    public string Room => Method.DeclaringType!.Namespace!.Replace("Hearth.Tests", "", StringComparison.Ordinal).TrimStart('.').Split('.')[0];

    public const string NotEnded = "did not end";

    /// <returns>Null when it is green; else the first line of why not.</returns>
    public async Task<string?> RunAsync(HearthHost host, TimeSpan patience)
    {
        try
        {
            await Task.Run(() => OnceAsync(host)).WaitAsync(patience);
            return null;
        }
        catch (Exception e)
        {
            var why = e is TargetInvocationException { InnerException: { } inner } ? inner : e;
            return why is TimeoutException ? NotEnded : why.Message.Split('\n')[0];
        }
    }

    private async Task OnceAsync(HearthHost host)
    {
        var type = Method.DeclaringType!;
        var test = Method.IsStatic ? null : Activator.CreateInstance(type, type.GetConstructors().Single().GetParameters().Length == 0 ? [] : [host]);
        try
        {
            if (test is IAsyncLifetime begins) await begins.InitializeAsync();
            var optional = Method.GetParameters().Skip(Arguments.Length).Select(p => p.DefaultValue);
            switch (Method.Invoke(test, [.. Arguments, .. optional]))
            {
                case Task task: await task; break;
                case ValueTask task: await task; break;
            }
        }
        finally
        {
            if (test is IAsyncDisposable ends) await ends.DisposeAsync();
            else if (test is IDisposable end) end.Dispose();
        }
    }
}

/// <summary>The tests that need nothing but the shared server, each with what it comes to and how long it takes.</summary>
internal static class Suite
{
    /// <summary>What looks at sources, processes and migrations, or starts servers of its own, knows no switch.</summary>
    private static readonly HashSet<string> elsewhere = ["Architecture", "Hosting", "Operating", "MediaNode", "Demo", "Matrix", "Mutation"];

    public static IEnumerable<Case> Cases() =>
        from type in typeof(Suite).Assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false, IsPublic: true } && !elsewhere.Contains(type.Namespace!.Split('.').ElementAtOrDefault(2) ?? "")
        let made = type.GetConstructors()
        where made.Length == 1 && made[0].GetParameters() is var needs && (needs.Length == 0 || (needs.Length == 1 && needs[0].ParameterType == typeof(HearthHost)))
        from method in type.GetMethods()
        let fact = method.GetCustomAttribute<FactAttribute>()
        where fact is { Skip: null, Explicit: false }
        from arguments in fact is TheoryAttribute ? method.GetCustomAttributes<InlineDataAttribute>().Select(d => d.Data) : [[]]
        select new Case(method, arguments!);

    public sealed record Covered(Case Case, HashSet<string> Comes, double Seconds);

    /// <summary>Each by itself, once: what it comes to. A test that is red without a change would prove nothing.</summary>
    /// <returns>Null when time was up before all were looked at.</returns>
    public static async Task<List<Covered>?> LookAsync(HearthHost host, Switch mutants, Results results, Func<bool> late)
    {
        var all = new List<Covered>();
        foreach (var one in Cases().DistinctBy(c => c.Name))
        {
            if (results.Looks.TryGetValue(one.Name, out var before))
            {
                if (before.Green) all.Add(new(one, before.Comes, before.Seconds));
                continue;
            }
            if (late()) return null;
            mutants.TakeSeen();
            var since = Stopwatch.StartNew();
            var red = await one.RunAsync(host, TimeSpan.FromSeconds(90));
            if (red is not null) results.Say($"left out, red by itself: {one.Name}: {red}");
            var look = results.Looked(one, red is null, since.Elapsed.TotalSeconds, mutants.TakeSeen());
            if (look.Green) all.Add(new(one, look.Comes, look.Seconds));
        }
        results.Say($"{all.Count} tests, {all.Sum(c => c.Seconds):0} s one after the other");
        return all;
    }
}
