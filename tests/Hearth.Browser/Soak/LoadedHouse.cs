using System.Globalization;
using Hearth.Browser.Servers;
using Hearth.Tests;
using Microsoft.AspNetCore.Hosting;
using Npgsql;

namespace Hearth.Browser.Soak;

/// <summary>A house on PostgreSQL as it is published, of one server or of two behind one address, and rooms with people in them. No browsers: these are many.</summary>
public sealed class LoadedHouse : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hearth-soak-").FullName;
    private readonly Plan plan;
    private readonly List<RoomPlan> later = [];
    private string address = "";
    private Front? front;

    /// <param name="People">In each room, of whom the first leads.</param>
    /// <param name="Writers">Of them, how many write.</param>
    /// <param name="Pause">Between two lines of one writer.</param>
    /// <param name="Patience">Seconds after which a server of two counts as lost.</param>
    /// <param name="Clocks">Each server has a clock that can be moved.</param>
    /// <param name="Later">Rooms that are planned too, and open when they are called for.</param>
    public sealed record Plan(int Rooms, int Servers, TimeSpan Pause, int People = 5, int Writers = 1, double Patience = 3, bool Clocks = false, int Later = 0)
    {
        /// <summary>What the servers are told besides.</summary>
        public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

        /// <summary>What else is planned, before the servers start.</summary>
        public Func<HearthHost, Task> Prepare { get; init; } = _ => Task.CompletedTask;
    }

    private LoadedHouse(Plan plan) => this.plan = plan;

    public PrivatePostgres Postgres { get; } = new(durable: true);
    public List<ServerProcess> Servers { get; } = [];
    public ServerProcess A => Servers[0];
    public ServerProcess B => Servers[1];
    public List<LoadedRoom> Rooms { get; } = [];

    /// <summary>Rooms that nobody has opened.</summary>
    public IReadOnlyList<RoomPlan> Planned => later;

    public IEnumerable<LoadedPerson> People => Rooms.SelectMany(r => r.People);

    public static async Task<LoadedHouse> OpenAsync(Plan plan, Findings findings)
    {
        var house = new LoadedHouse(plan);
        try
        {
            await house.OpenAsync(findings);
            return house;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }

    private async Task OpenAsync(Findings findings)
    {
        List<RoomPlan> planned;
        // A server of its own plans the evening and is gone before the others come.
        await using (var planning = new Planning(Postgres, folder))
        {
            await planning.InitializeAsync();
            planned = await RoomPlan.PlanAsync(planning, plan.Rooms + plan.Later, plan.People);
            await plan.Prepare(planning);
        }
        for (var i = 0; i < plan.Servers; i++)
        {
            var name = ((char)('a' + i)).ToString();
            var environment = new Dictionary<string, string>(Settings(Postgres)) { ["Hearth__Keys"] = Path.Combine(folder, "keys") };
            foreach (var (key, value) in plan.Environment) environment[key] = value;
            if (plan.Servers > 1)
            {
                environment["Media__Nodes__a__Run"] = Path.Combine(folder, "run");
                environment["Hearth__Cluster__Patience"] = plan.Patience.ToString(CultureInfo.InvariantCulture);
            }
            if (plan.Clocks) MovableClock.Give(environment, Path.Combine(folder, $"clock-{name}"));
            Servers.Add(new(name, folder, environment, alone: plan.Servers == 1));
        }
        await Task.WhenAll(Servers.Select(s => s.StartAsync()));
        front = plan.Servers > 1 ? Front.Open(folder, Servers) : null;
        address = $"http://localhost:{front?.Port ?? A.Port}";
        later.AddRange(planned.Skip(plan.Rooms));
        await AddAsync(planned.Take(plan.Rooms));
        findings.Say($"{Rooms.Count} rooms, {People.Count()} people on the line.");
    }

    /// <summary>A few rooms at a time: they come to an evening, they are not what is looked at.</summary>
    private async Task AddAsync(IEnumerable<RoomPlan> planned)
    {
        foreach (var some in planned.Chunk(4)) Rooms.AddRange(await Task.WhenAll(some.Select(p => LoadedRoom.OpenAsync(p, address))));
    }

    /// <summary>While this runs, the rooms that were only planned are open, too.</summary>
    public async Task WithAllAsync(Func<Task> work)
    {
        var few = Rooms.ToList();
        try
        {
            await AddAsync(later);
            await work();
        }
        finally
        {
            later.Clear();
            foreach (var person in Rooms.Except(few).SelectMany(r => r.People)) await person.DisposeAsync();
            Rooms.RemoveAll(r => !few.Contains(r));
        }
    }

    /// <summary>People write in every room until they are checked.</summary>
    public void Begin() => Begin(plan.Writers, plan.Pause);

    public void Begin(int writers, TimeSpan pause)
    {
        foreach (var room in Rooms) room.Begin(writers, pause);
    }

    public Task<double[]> AnswersAfterAsync(long since, CancellationToken cancel) => Task.WhenAll(Rooms.Select(r => r.AnswersAfterAsync(since, cancel)));

    public async Task AllAreBackAsync(CancellationToken cancel)
    {
        while (!People.All(p => p is { OnLine: true, IsBack: true })) await Task.Delay(50, cancel);
    }

    /// <summary>
    /// Everything that was acknowledged is there, once and in order, in the page and with whoever watched over a line that broke;
    /// and everybody is still signed in. The writers stop.
    /// </summary>
    public async Task CheckAsync(Findings findings)
    {
        var (taken, lost, twice, disordered, unread, signedOut) = (0, 0, 0, 0, 0, 0);
        foreach (var room in Rooms)
        {
            await room.StopAsync();
            var page = await room.ReadAsync();
            foreach (var writer in room.Writers)
            {
                var ledger = Ledger.Compare(writer.Taken, writer.In(page));
                taken += writer.Taken.Count;
                lost += ledger.Lost;
                twice += ledger.Twice;
                if (ledger.Disordered) disordered++;
                unread += await UnreadAsync(room.Observer, writer);
            }
        }
        foreach (var person in People) if (!await person.IsSignedInAsync()) signedOut++;
        findings.Counted("lines acknowledged", taken);
        findings.MustNotBe(taken == 0, "nothing was acknowledged at all");
        findings.None("acknowledged and lost", lost);
        findings.None("written twice", twice);
        findings.None("writers whose lines stand in another order", disordered);
        findings.None("acknowledged lines that did not reach whoever watched over a line that broke", unread);
        findings.Counted("moments at which they were shown an older picture of the room after a newer one", Rooms.Sum(r => r.Observer.TakenBack));
        findings.None("people who were signed out", signedOut);
    }

    private static async Task<int> UnreadAsync(LoadedPerson observer, Writer writer)
    {
        // The last may still be on its way.
        for (var tries = 0; writer.Taken.Except(observer.Shown).Any() && tries < 200; tries++) await Task.Delay(100);
        return writer.Taken.Except(observer.Shown).Count();
    }

    /// <summary>What is recorded of who did what is whole, as "hearth audit verify" finds it.</summary>
    public async Task ChainsAsync(Findings findings)
    {
        var (code, said) = await A.AskAsync("audit", "verify");
        findings.MustNotBe(code != 0, $"the chain of happenings is broken: {said}");
        findings.None("broken chains of happenings", code);
    }

    /// <summary>One number, asked of the database by who owns all of it.</summary>
    public async Task<long> AskAsync(string question)
    {
        await using var source = NpgsqlDataSource.Create(Postgres.Connection("hearth", "postgres") + ";Pooling=false");
        await using var command = source.CreateCommand(question);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Moves a server's clock that many seconds from the right time, and comes back when the server itself says so.</summary>
    public async Task MoveClockAsync(ServerProcess server, int seconds)
    {
        await MovableClock.MoveAsync(Path.Combine(folder, $"clock-{server.Name}"), seconds);
        using var http = new HttpClient();
        await Media.Circle.UntilAsync(async () =>
        {
            using var answer = await http.GetAsync(new Uri($"http://localhost:{server.Port}/health"));
            return answer.Headers.Date is { } says && Math.Abs((says - DateTimeOffset.UtcNow).TotalSeconds - seconds) < 5;
        }, $"server {server.Name} has a clock that is {seconds} s off", 60);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in People) await person.DisposeAsync();
        front?.Dispose();
        foreach (var server in Servers) await server.DisposeAsync();
        await EndNodesAsync(folder);
        Postgres.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The media nodes, with Janus; the server starts others.</summary>
    public async Task KillNodesAsync()
    {
        foreach (var pid in Directory.GetFiles(folder, "media.pid", SearchOption.AllDirectories))
            Command.House.Kill(int.Parse(await File.ReadAllTextAsync(pid), CultureInfo.InvariantCulture), "KILL");
    }

    /// <summary>The media nodes of servers that had this folder: they outlive a server on purpose.</summary>
    internal static async Task EndNodesAsync(string folder)
    {
        foreach (var pid in Directory.GetFiles(folder, "media.pid", SearchOption.AllDirectories))
            Command.House.Kill(int.Parse(await File.ReadAllTextAsync(pid), CultureInfo.InvariantCulture), "TERM");
        await Task.Delay(1000);
    }

    internal static IEnumerable<KeyValuePair<string, string>> Settings(PrivatePostgres postgres) =>
    [
        new("Hearth__Database", postgres.Connection("hearth", "hearth_app")), new("Hearth__KeysDatabase", postgres.Connection("hearth_keys", "hearth_app")),
        new("Hearth__DatabaseOwner", postgres.Connection("hearth", "hearth_owner")), new("Hearth__KeysDatabaseOwner", postgres.Connection("hearth_keys", "hearth_owner")),
    ];

    /// <summary>A server in this process on the data of server "a", for before it comes and after it is gone.</summary>
    /// <param name="postgres">Null: on files.</param>
    internal sealed class Planning(PrivatePostgres? postgres, string folder) : HearthHost(postgres: null)
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Hearth:Keys", Path.Combine(folder, "keys"));
            if (postgres is null) builder.UseSetting("Hearth:Data", Path.Combine(folder, "data-a"));
            else foreach (var (key, value) in Settings(postgres)) builder.UseSetting(key.Replace("__", ":", StringComparison.Ordinal), value);
        }
    }
}
