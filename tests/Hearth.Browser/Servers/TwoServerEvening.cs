using System.Globalization;
using System.Text.RegularExpressions;
using Hearth.Browser.Command;
using Hearth.Browser.Journeys;
using Hearth.Browser.Media;
using Hearth.Tests;
using Microsoft.Playwright;
using Npgsql;

namespace Hearth.Browser.Servers;

/// <summary>
/// Tonight's circle of a demo in a house of two servers and two media nodes on one PostgreSQL, behind one address: Leila and June
/// come through the first server, Wren through the second. One evening for all tests of a class; each leaves the house whole.
/// </summary>
public sealed partial class TwoServerEvening(Chromium chromium) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("hearth-two-").FullName;
    private readonly PrivatePostgres postgres = new();
    private Front front = null!;

    public ServerProcess A { get; private set; } = null!;
    public ServerProcess B { get; private set; } = null!;
    public IReadOnlyList<ServerProcess> Servers => [A, B];
    public List<Guest> Guests { get; } = [];
    public Guid Session { get; private set; }
    public Guest this[string host] => Guests.Single(g => g.Host == host);

    public async ValueTask InitializeAsync()
    {
        var environment = new Dictionary<string, string>
        {
            ["Hearth__Keys"] = Path.Combine(folder, "keys"), ["Hearth__Demo"] = "true",
            ["Hearth__Database"] = postgres.Connection("hearth", "hearth_app"), ["Hearth__KeysDatabase"] = postgres.Connection("hearth_keys", "hearth_app"),
            ["Hearth__DatabaseOwner"] = postgres.Connection("hearth", "hearth_owner"), ["Hearth__KeysDatabaseOwner"] = postgres.Connection("hearth_keys", "hearth_owner"),
            ["Media__Nodes__a__Run"] = RunOf("a"), ["Media__Nodes__b__Run"] = RunOf("b"), ["Media__Nodes__a__Rtp"] = "21000-21999", ["Media__Nodes__b__Rtp"] = "22000-22999",
        };
        (A, B) = (new("a", folder, environment), new("b", folder, environment));
        await Task.WhenAll(A.StartAsync(), B.StartAsync());
        front = Front.Open(folder, Servers);
        foreach (var (host, server) in new[] { ("leila", 0), ("june", 0), ("wren", 1) }) await InviteAsync(host, server);
        await this["leila"].PressAsync("Open the room");
        await this["leila"].IsInsideAsync();
        foreach (var guest in Guests.Skip(1)) await LetInAsync(guest);
        foreach (var guest in Guests) await guest.MicAsync(true);
        await AllDecodeAllAsync();
        foreach (var guest in Guests) await guest.MarkAsync();
    }

    /// <summary>Through the address that prefers this server, to the door of the room.</summary>
    public async Task<Guest> InviteAsync(string host, int server)
    {
        var guest = await Guest.InviteAsync(chromium, $"http://localhost:{front.Preferring[server]}", host, ColorAndTone.All[Guests.Count]);
        Guests.Add(guest);
        await guest.ThroughTheDoorAsync();
        if (Session == Guid.Empty) Session = await guest.TonightAsync();
        await guest.ToTheRoomAsync(Session);
        return guest;
    }

    public async Task LetInAsync(Guest guest)
    {
        await this["leila"].LetInAsync(guest.Name);
        await guest.IsInsideAsync();
    }

    public async Task GoesAsync(Guest guest)
    {
        Guests.Remove(guest);
        await guest.DisposeAsync();
    }

    public Task AllDecodeAllAsync(double seconds = 60) =>
        Task.WhenAll(Guests.Select(g => ColorAndTone.WaitForAsync(g.Page, [.. Guests.Where(o => o != g).Select(o => o.Look)], seconds)));

    /// <summary>Everybody reads it, within the time that a frozen server and the address in front of it may take.</summary>
    public async Task AllReadAsync(string words)
    {
        foreach (var guest in Guests) await Assertions.Expect(guest.Page.Locator(".msgs")).ToContainTextAsync(words, new() { Timeout = 60_000 });
    }

    /// <summary>What stands in the chat of a page, of the lines that one writer numbered.</summary>
    public static async Task<List<string>> NumberedAsync(Guest reader, string writer) =>
        [.. Regex.Matches(await reader.Page.Locator(".msgs").InnerTextAsync(), $@"\b{writer} \d+\.").Select(m => m.Value)];

    /// <summary>The media node where the room is now, as its log has it.</summary>
    public string NodeOfRoom()
    {
        var name = Ask($"""select "Event" from "RoomEvents" where "SessionId" = '{Session}' and ("Event" like '%opened%' or "Event" like '%media-moved%') order by "Number" desc limit 1""");
        return NodeInName().Match(name).Groups[1].Value;
    }

    public string RunOf(string node) => Path.Combine(folder, $"node-{node}");

    public int NodePid(string node) => int.Parse(File.ReadAllText(Path.Combine(RunOf(node), "media.pid")), CultureInfo.InvariantCulture);

    /// <summary>One value, asked of the database by who owns the whole server.</summary>
    public string Ask(string question)
    {
        using var connection = new NpgsqlConnection(postgres.Connection("hearth", "postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(question, connection);
        return $"{command.ExecuteScalar()}";
    }

    /// <summary>From now on all that a page receives is watched, and what it is connected by is remembered.</summary>
    public async Task<int[]> WatchAsync()
    {
        foreach (var guest in Guests) await guest.WatchPacketsAsync();
        return await Task.WhenAll(Guests.Select(g => g.ConnectionsAsync()));
    }

    /// <summary>Voices and pictures went on all the while, over the same connections, on the same documents.</summary>
    public async Task NothingWasHeardOfItAsync(int[] before)
    {
        foreach (var guest in Guests) await guest.HasLineAsync();
        foreach (var guest in Guests)
        {
            await guest.HeardAllTheWhileAsync();
            Assert.True(await guest.IsSameDocumentAsync(), $"{guest.Name}’s page was loaded again.");
        }
        Assert.Equal(before, await Task.WhenAll(Guests.Select(g => g.ConnectionsAsync())));
        Assert.Empty(Guests.SelectMany(g => g.Complaints));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in Guests) await guest.DisposeAsync();
        front?.Dispose();
        foreach (var server in Servers) if (server is not null) await server.DisposeAsync();
        foreach (var node in new[] { "a", "b" })
            if (File.Exists(Path.Combine(RunOf(node), "media.pid")) && NodePid(node) is var pid && Circle.Lives(pid))
            {
                Circle.Signal(pid, "TERM");
                await Circle.UntilAsync(() => !Circle.Lives(pid), "the node ends when it is told to", 20);
            }
        postgres.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("\"([ab])_room-")]
    private static partial Regex NodeInName();
}
