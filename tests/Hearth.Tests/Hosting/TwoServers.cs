using Hearth.LiveRooms.Media;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests;

/// <summary>One of several servers on one database, in this process: what two processes would keep apart, they keep apart too.</summary>
public sealed class OneOfSeveral(PrivatePostgres postgres, string database, string keys, StillMedia media) : HearthHost(postgres: null)
{
    public int SiloPort { get; } = Ports.Free();

    protected override bool WithStillMedia => false;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Hearth:Keys", keys);
        builder.UseSetting("Hearth:Database", postgres.Connection(database, "hearth_app"));
        builder.UseSetting("Hearth:KeysDatabase", postgres.Connection(database + "_keys", "hearth_app"));
        builder.UseSetting("Hearth:DatabaseOwner", postgres.Connection(database, "hearth_owner"));
        builder.UseSetting("Hearth:KeysDatabaseOwner", postgres.Connection(database + "_keys", "hearth_owner"));
        builder.UseSetting("Hearth:Cluster:Address", "127.0.0.1");
        builder.UseSetting("Hearth:Cluster:Patience", "9"); // a busy machine loses nobody
        builder.UseSetting("Media:Nodes:still:Run", keys);
        builder.UseSetting("Hearth:Cluster:Port", $"{SiloPort}");
        builder.ConfigureTestServices(services => StandStill(services, media));
    }
}

/// <summary>Two of them, with one still media side, on a database of their own. Only on PostgreSQL: a SQLite file belongs to one server.</summary>
public sealed class TwoServers(HearthHost host) : IAsyncLifetime
{
    private const string Database = "two";
    private readonly string keys = Directory.CreateTempSubdirectory("hearth-two-").FullName;

    public StillMedia Media { get; } = new();
    public OneOfSeveral A { get; private set; } = null!;
    public OneOfSeveral B { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (host.Postgres is null) return;
        host.Postgres.Create(Database);
        (A, B) = (One(), One());
        // Together, as one command would start them.
        await Task.WhenAll(Task.Run(() => A.InitializeAsync().AsTask()), Task.Run(() => B.InitializeAsync().AsTask()));
        // While the house is empty.
        foreach (var server in (HearthHost[])[A, B])
        {
            var path = new Uri((await File.ReadAllTextAsync(Path.Combine(server.DataFolder, "run", "first-admin"))).Trim()).AbsolutePath;
            FirstAdmin.Add((path, await (server == A ? B : A).Stranger().GetStringAsync(path)));
        }
    }

    /// <summary>The way in to the empty house that each of them wrote down, and what the other one shows there.</summary>
    public List<(string Path, string Shown)> FirstAdmin { get; } = [];

    /// <summary>One more, which a test may end.</summary>
    public OneOfSeveral One() => new(host.Postgres!, Database, keys, Media);

    public async ValueTask DisposeAsync()
    {
        if (host.Postgres is null) return;
        await A.DisposeAsync();
        await B.DisposeAsync();
        Directory.Delete(keys, recursive: true);
    }
}

public static class OnAnotherServer
{
    /// <summary>The same browser, let through to another server.</summary>
    public static Member On(this Member member, HearthHost other)
    {
        var client = other.CreateClient();
        foreach (var header in member.Client.DefaultRequestHeaders) client.DefaultRequestHeaders.Add(header.Key, header.Value);
        return member with { Client = client };
    }
}
