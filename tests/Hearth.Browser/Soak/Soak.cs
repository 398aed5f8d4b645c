using System.Globalization;
using Hearth.Browser.Command;

namespace Hearth.Browser.Soak;

/// <summary><c>dev/soak</c>: what the tests try once, tried for as long as one likes, with figures.</summary>
public static class Soak
{
    /// <param name="Times">How often the thing is broken; null: as often as the experiment itself would have it.</param>
    /// <param name="Rooms">How many rooms are open meanwhile; null the same.</param>
    /// <param name="Patience">Seconds of silence after which a server counts as lost; more where the machine is busy with something else.</param>
    public sealed record Options(int? Times, int? Rooms, double Patience, string Into);

    public static async Task<int> RunAsync(string[] args)
    {
        var all = typeof(Soak).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Experiment)) && !t.IsAbstract).Select(t => (Experiment)Activator.CreateInstance(t)!).OrderBy(e => e.Name, StringComparer.Ordinal).ToList();
        var (options, chosen) = (new Options(null, null, 3, Path.Combine(House.Root, "docs", "soak")), new List<Experiment>());
        for (var i = 0; i < args.Length; i++)
            switch (args[i])
            {
                case "--quick": options = options with { Times = 3, Rooms = 6 }; break;
                case "--times" when i + 1 < args.Length && int.TryParse(args[i + 1], out var n) && n is >= 1 and <= 1000: options = options with { Times = n }; i++; break;
                case "--rooms" when i + 1 < args.Length && int.TryParse(args[i + 1], out var n) && n is >= 1 and <= 200: options = options with { Rooms = n }; i++; break;
                case "--patience" when i + 1 < args.Length && double.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 60: options = options with { Patience = n }; i++; break;
                case "--into" when i + 1 < args.Length: options = options with { Into = args[++i] }; break;
                case var name when all.Find(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase)) is { } one: chosen.Add(one); break;
                default:
                    await Console.Error.WriteLineAsync($"soak: dev/soak takes names ({string.Join(' ', all.Select(e => e.Name))}), --quick, --times N, --rooms N, --patience SECONDS and --into FOLDER; not \"{args[i]}\".");
                    return 2;
            }

        var good = true;
        foreach (var experiment in chosen.Count > 0 ? chosen : all) good &= await RunOneAsync(experiment, options);
        return good ? 0 : 1;
    }

    private static async Task<bool> RunOneAsync(Experiment experiment, Options options)
    {
        Console.WriteLine($"· {experiment.Name}: {experiment.What}");
        var (findings, began) = (new Findings(Console.Out), DateTime.UtcNow);
        try
        {
            await experiment.RunAsync(findings, options);
        }
        catch (Exception e)
        {
            findings.MustNotBe(true, $"it could not be carried through: {e.Message.Split('\n')[0]}");
            Console.WriteLine(e);
        }
        Directory.CreateDirectory(options.Into);
        await File.WriteAllLinesAsync(Path.Combine(options.Into, $"{experiment.Name}.md"),
        [
            $"# {experiment.Name}", "", experiment.What, "",
            string.Create(CultureInfo.InvariantCulture, $"{began:yyyy-MM-dd HH:mm} UTC, {(DateTime.UtcNow - began).TotalMinutes:0} minutes; {Environment.ProcessorCount} cores, everything and everybody on them; a server counts as lost after {options.Patience} s of silence; load average at the end {File.ReadAllText("/proc/loadavg").Split(' ')[0]}. Written by `dev/soak {experiment.Name}`."), "",
            .. findings.Lines(),
        ]);
        return findings.Holds;
    }
}
