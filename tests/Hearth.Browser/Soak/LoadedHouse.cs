using Hearth.Browser.Servers;
using Hearth.Tests;
using Hearth.Tests.LiveRooms;
using Microsoft.AspNetCore.Hosting;

namespace Hearth.Browser.Soak;

/// <summary>Two servers on one PostgreSQL behind one address, and many rooms with people in them who write and read. No browsers: these are many.</summary>
public sealed class LoadedHouse : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hearth-soak-").FullName;
    private readonly PrivatePostgres postgres = new();
    private Front front = null!;

    public ServerProcess A { get; private set; } = null!;
    public ServerProcess B { get; private set; } = null!;
    public List<LoadedRoom> Rooms { get; } = [];
    public IEnumerable<LoadedPerson> People => Rooms.SelectMany(r => r.People);

    public static async Task<LoadedHouse> OpenAsync(Soak.Options options, Findings findings)
    {
        var house = new LoadedHouse();
        var evenings = new List<Evening>();
        // No project's folder is looked for: this one is enough.
        Environment.SetEnvironmentVariable("ASPNETCORE_TEST_CONTENTROOT_HEARTH_SERVER", AppContext.BaseDirectory);
        // A server of its own plans the evening and is gone before the others come.
        await using (var planning = new Planning(house.postgres, house.folder))
        {
            await planning.InitializeAsync();
            for (var i = 0; i < options.Rooms; i++) evenings.Add(await Evening.PlanAsync(planning));
        }
        var environment = new Dictionary<string, string>(Settings(house.postgres)) { ["Hearth__Keys"] = Path.Combine(house.folder, "keys"), ["Media__Nodes__a__Run"] = Path.Combine(house.folder, "run"), ["Hearth__Cluster__Patience"] = options.Patience.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        (house.A, house.B) = (new("a", house.folder, environment), new("b", house.folder, environment));
        await Task.WhenAll(house.A.StartAsync(), house.B.StartAsync());
        house.front = Front.Open(house.folder, [house.A, house.B]);
        foreach (var (evening, i) in evenings.Select((e, i) => (e, i))) house.Rooms.Add(await LoadedRoom.OpenAsync(evening, $"http://localhost:{house.front.Port}", $"room{i}"));
        findings.Say($"{house.Rooms.Count} rooms, {house.People.Count()} people on the line.");
        return house;
    }

    /// <summary>Everything that was acknowledged is there, once and in order, and everybody is still signed in.</summary>
    public async Task CheckAsync(Findings findings)
    {
        var (taken, lost, twice, disordered, signedOut) = (0, 0, 0, 0, 0);
        foreach (var room in Rooms)
        {
            await room.StopAsync();
            var stands = await room.ReadAsync();
            taken += room.Taken.Count;
            lost += room.Taken.Except(stands).Count();
            twice += stands.Count - stands.Distinct().Count();
            if (!room.Taken.SequenceEqual(stands.Distinct().Where(room.Taken.Contains))) disordered++;
        }
        foreach (var person in People) if (!await person.IsSignedInAsync()) signedOut++;
        findings.Counted("lines acknowledged", taken);
        findings.MustNotBe(taken == 0, "nothing was acknowledged at all");
        findings.None("acknowledged and lost", lost);
        findings.None("written twice", twice);
        findings.None("rooms in which they stand in another order", disordered);
        findings.None("people who were signed out", signedOut);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in People) await person.DisposeAsync();
        front?.Dispose();
        foreach (var server in new[] { A, B }) if (server is not null) await server.DisposeAsync();
        var pid = Path.Combine(folder, "run", "media.pid");
        if (File.Exists(pid)) Command.House.Kill(int.Parse(await File.ReadAllTextAsync(pid), System.Globalization.CultureInfo.InvariantCulture), "TERM");
        postgres.Dispose();
        await Task.Delay(1000);
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<KeyValuePair<string, string>> Settings(PrivatePostgres postgres) =>
    [
        new("Hearth__Database", postgres.Connection("hearth", "hearth_app")), new("Hearth__KeysDatabase", postgres.Connection("hearth_keys", "hearth_app")),
        new("Hearth__DatabaseOwner", postgres.Connection("hearth", "hearth_owner")), new("Hearth__KeysDatabaseOwner", postgres.Connection("hearth_keys", "hearth_owner")),
    ];

    private sealed class Planning(PrivatePostgres postgres, string folder) : HearthHost(postgres: null)
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Hearth:Keys", Path.Combine(folder, "keys"));
            foreach (var (key, value) in Settings(postgres)) builder.UseSetting(key.Replace("__", ":", StringComparison.Ordinal), value);
        }
    }
}
