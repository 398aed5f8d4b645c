using Hearth;
using Hearth.Data.Postgres;
using Hearth.Database;
using Hearth.Demo;
using Hearth.Server;
using Hearth.Server.Operating;

var builder = WebApplication.CreateBuilder(args);
builder.Configuration.AddManual();
var options = (builder.Configuration.GetSection("Hearth").Get<HearthOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new()).WithWrittenConnections();
if ((options.Wrong() ?? options.Cluster.Wrong(options, nodes: builder.Configuration.GetSection("Media:Nodes").GetChildren().Any())) is { } wrong)
{
    await Console.Error.WriteLineAsync(wrong);
    return CannotStart;
}
// Whoever let the network in meant one address of it, and not the next that somebody adds.
var meant = options.Lan is { LetAnyoneIn: true, Address: var lan } ? $"https://{lan}:" : null;
if (options.Demo && DemoAddresses.Open(builder.Configuration).Where(a => meant is null || !a.StartsWith(meant, StringComparison.Ordinal)).ToList() is { Count: > 0 } open)
{
    await Console.Error.WriteLineAsync($"The demo lets whoever reaches it in as anyone, so it listens on this machine alone. It was told to listen on {string.Join(" and ", open)}. Give it addresses like http://localhost:8080, or turn the demo off (--no-demo).");
    return CannotStart;
}
try
{
    builder.AddHearth(options);
}
catch (InvalidOperationException refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return CannotStart;
}

var asked = Verbs.Find(args);
// A verb's words are the answer; what the framework logs meanwhile is not.
if (asked is not null) builder.Logging.ClearProviders();
await using var app = builder.Build();
if (asked is { } verb) return await Verbs.RunAsync(verb, app, options);

// Servers of one house that are started together start one after the other: migrations, the first key of the ring, the first admin's link.
await using (options.OnPostgres ? await OneAtATime.StartAsync(options.Database) : null)
{
    if (await app.PrepareAsync(options) is { } why)
    {
        await Console.Error.WriteLineAsync(why);
        return CannotStart;
    }
    try
    {
        if (options.Demo) await app.Services.GetRequiredService<DemoHouse>().KeepAsync();
    }
    catch (DemoHouse.NotADemoException refusal)
    {
        await Console.Error.WriteLineAsync($"{refusal.Message} Give the demo a folder of its own (--data DIR --keys DIR), or turn it off (--no-demo).");
        return CannotStart;
    }
    app.UseHearth(options);
    await app.StartAsync();
}
await app.WaitForShutdownAsync();
return 0;

/// <summary>Named so that tests can host the server.</summary>
public partial class Program
{
    /// <summary>It cannot start as it is configured, and trying again would not help ("hearth up" does not).</summary>
    private const int CannotStart = 78;
}
