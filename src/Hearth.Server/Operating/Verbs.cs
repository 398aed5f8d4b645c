namespace Hearth.Server.Operating;

/// <summary>
/// What the server's program does besides serving: the verbs of <c>./hearth</c> that need more than a script. Each runs on the same
/// configuration as the server, says what it found, and answers with an exit code. None opens a port.
/// </summary>
public static class Verbs
{
    /// <summary>The verb that was asked for; null when the server is meant.</summary>
    /// <remarks>
    /// Options stand before it: behind it, a path would be read as the name of one. The scripts of a newer checkout ask an older
    /// program (that is what an upgrade is), so what is here stays; and a word that is not known is refused, never served.
    /// </remarks>
    public static Func<WebApplication, HearthOptions, Task<int>>? Find(string[] args) => args switch
    {
        [['-', '-', ..] option, .. var rest] when option.Contains('=', StringComparison.Ordinal) => Find(rest),
        [['-', '-', ..], _, .. var rest] => Find(rest),
        [['-', '-', ..]] or [] => null,
        ["audit", "verify", ..] => (app, _) => AuditVerify.RunAsync(app.Services, Console.Out),
        ["prove", ..] => (app, _) => HouseProof.RunAsync(app.Services, Console.Out, copy: true),
        ["backup", "copy", var folder, ..] => (_, options) => BackupCopy.RunAsync(options, folder, Console.Out),
        ["restore", "load", var folder, ..] => (_, options) => RestoreLoad.RunAsync(options, folder, Console.Out),
        ["restore", "settle", ..] => async (app, _) =>
        {
            // What came after the backup is gone by somebody's will: the chains go on from where they end.
            await app.Services.GetRequiredService<Hearth.Oversight.AnchorSweep>().KeepAsync(anew: true);
            return 0;
        },
        ["migrate", ..] => (app, options) => Migrate.RunAsync(app.Services, options, Console.Out),
        ["answers", ..] => async (_, options) => await Listening.AskAsync(options) is { Ready: true } ? 0 : 1,
        ["square", var address, ..] => (_, _) =>
        {
            Console.Out.WriteLine(TerminalSquare.Of(address));
            return Task.FromResult(0);
        },
        ["check", ..] => (app, options) => Check.RunAsync(app, options, Console.Out),
        _ => (_, _) => throw new InvalidOperationException($"The server's program does not know \"{args[0]}\"."),
    };

    /// <summary>Runs it; what stands in its way is said in words.</summary>
    public static async Task<int> RunAsync(Func<WebApplication, HearthOptions, Task<int>> verb, WebApplication app, HearthOptions options)
    {
        try
        {
            return await verb(app, options);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
