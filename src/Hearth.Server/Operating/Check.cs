namespace Hearth.Server.Operating;

/// <summary>
/// <c>hearth check</c>: what is wrong with this install, in words, each with what to do. It looks, and changes nothing; the house may
/// be open meanwhile. Each question stands alone: one that cannot be answered is a finding, and the next is asked all the same.
/// </summary>
public static class Check
{
    /// <returns>0 when nothing is wrong (there may be things to look at), 1 when something is.</returns>
    public static async Task<int> RunAsync(WebApplication app, HearthOptions options, TextWriter say)
    {
        var (wrong, looks) = (0, 0);
        options = options with { Demo = options.Demo || Listening.IsDemo(options) };
        foreach (var (about, ask) in Questions(app, options))
        {
            IReadOnlyList<Finding> findings;
            try
            {
                findings = await ask();
            }
            catch (Exception e)
            {
                findings = [Finding.Wrong($"{about}: this could not be looked at ({e.GetType().Name}: {e.Message})", "Put that right first; it may be what is wrong.")];
            }
            foreach (var finding in findings)
            {
                await say.WriteLineAsync(finding.Standing switch { Standing.Fine => $"  ok     {finding.What}", Standing.Look => $"  look   {finding.What}", _ => $"  WRONG  {finding.What}" });
                if (finding.Do.Length > 0) await say.WriteLineAsync($"         {finding.Do}");
                if (finding.Standing == Standing.Wrong) wrong++;
                if (finding.Standing == Standing.Look) looks++;
            }
        }
        await say.WriteLineAsync();
        await say.WriteLineAsync((wrong, looks) switch
        {
            (0, 0) => "Nothing is wrong.",
            (0, _) => $"Nothing is wrong; {looks} to look at.",
            _ => $"{wrong} wrong, {looks} to look at.",
        });
        return wrong == 0 ? 0 : 1;
    }

    private static IEnumerable<(string About, Func<Task<IReadOnlyList<Finding>>> Ask)> Questions(WebApplication app, HearthOptions options)
    {
        yield return ("Folders", () => Now(MachineChecks.Folders(options)));
        yield return ("Clock", () => Now(MachineChecks.Clock()));
        yield return ("Disk", () => Now(MachineChecks.Disk(options)));
        yield return ("Core dumps", () => Now(MachineChecks.CoreDumps(options, app.Services.GetRequiredService<Hearth.Media.MediaSettings>().Run)));
        yield return ("Backups", () => Now(MachineChecks.Backups(options, DateTimeOffset.UtcNow)));
        yield return ("The name and HTTPS", () => Now(DoorChecks.Name(options)));
        yield return ("Certificate", () => Now(DoorChecks.Certificate(options, DateTimeOffset.UtcNow)));
        yield return ("Server", () => DoorChecks.ServerAsync(options));
        yield return ("Relay", () => DoorChecks.RelayAsync(options));
        yield return ("Media", () => Now(MediaChecks.Settings(app.Configuration)));
        yield return ("Janus", () => MediaChecks.JanusAsync());
        yield return ("Migrations", () => DataChecks.MigrationsAsync(app.Services));
        if (options.OnPostgres) yield return ("Roles of the database", () => DataChecks.RolesAsync(options));
        yield return ("Sign of life", () => Now(CallChecks.Heartbeat(options.Calls)));
        yield return ("Who can be called", () => CallChecks.ReachAsync(app.Services));
        yield return ("What is sealed, and the chain", () => DataChecks.ProofAsync(app.Services));
    }

    private static Task<IReadOnlyList<Finding>> Now(IEnumerable<Finding> findings) => Task.FromResult<IReadOnlyList<Finding>>([.. findings]);
}
