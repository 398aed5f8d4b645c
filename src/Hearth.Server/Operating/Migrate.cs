namespace Hearth.Server.Operating;

/// <summary><c>hearth upgrade</c>, its second part: the new version changes the databases while the old one still serves.</summary>
public static class Migrate
{
    public static async Task<int> RunAsync(IServiceProvider services, HearthOptions options, TextWriter say)
    {
        var pending = await Databases.PendingAsync(services);
        if (pending.Count == 0)
        {
            await say.WriteLineAsync("The databases have this version's shape already.");
            return 0;
        }
        if (options is { OnPostgres: true, DatabaseOwner.Length: 0 })
        {
            await say.WriteLineAsync("There is no connection that may change the tables: roles.conf beside the root key has it. Run this as whoever may read that.");
            return 1;
        }
        await Databases.MigrateAsync(services, options);
        foreach (var migration in pending) await say.WriteLineAsync($"Applied: {migration}");
        return 0;
    }
}
