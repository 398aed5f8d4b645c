using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Hearth.LiveRooms.Media;
using Hearth.Media;
using Microsoft.Playwright;

namespace Hearth.Browser.Media;

/// <summary>One media node, a server in front of it, one room, and people in it: what each media test starts from.</summary>
public sealed class Circle : IAsyncDisposable
{
    private readonly Chromium _chromium;
    private readonly List<IBrowserContext> _contexts = [];
    private readonly CancellationTokenSource _end = new();

    private Circle(Chromium chromium, MediaSettings settings, MediaHost host) => (_chromium, Settings, Host) = (chromium, settings, host);

    public const string Room = "circle";
    public MediaSettings Settings { get; }
    public MediaHost Host { get; private set; }
    public IMediaRooms Rooms => Host.Rooms;
    public List<Person> People { get; } = [];

    /// <summary>All that the node has told since the start.</summary>
    public List<MediaEvent> Events { get; } = [];

    public static async Task<Circle> OpenAsync(Chromium chromium, Func<MediaSettings, MediaSettings>? change = null)
    {
        var settings = new MediaSettings { Run = Directory.CreateTempSubdirectory("hearth-run-").FullName };
        settings = change?.Invoke(settings) ?? settings;
        var circle = new Circle(chromium, settings, await MediaHost.StartAsync(settings));
        circle.Listen();
        await circle.Rooms.OpenAsync(Room, new MediaRoomOptions());
        return circle;
    }

    /// <summary>The people sit down, one color and tone each, and all see and hear each other.</summary>
    public async Task SeatAsync(int people)
    {
        foreach (var look in ColorAndTone.All.Skip(People.Count).Take(people).ToList())
            await JoinAsync(look);
        await AllDecodeAllAsync();
    }

    public async Task<Person> JoinAsync(ColorAndTone look, bool mic = true, bool camera = true)
    {
        var seat = $"seat-{Guid.NewGuid():N}"[..20];
        Assert.Equal(SeatPlacing.Placed, await Rooms.SeatAsync(Room, seat));
        var page = await PageAsync(look);
        await page.EvaluateAsync("([path, mic, camera]) => test.join(path, mic, camera)", new object[] { $"/seat/{Room}/{seat}", mic, camera });
        var person = new Person(look, seat, page, mic, camera);
        People.Add(person);
        return person;
    }

    public async Task<IPage> PageAsync(ColorAndTone look)
    {
        var context = await _chromium.PersonAsync(look);
        _contexts.Add(context);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Host.Address);
        await page.WaitForFunctionAsync("document.title === 'ready'");
        return page;
    }

    /// <summary>Everyone decodes the right color and the right tone of everyone else who sends them.</summary>
    public async Task AllDecodeAllAsync(double seconds = 30)
    {
        var last = "";
        for (var until = DateTime.UtcNow.AddSeconds(seconds); DateTime.UtcNow < until; await Task.Delay(50))
        {
            var looks = await Task.WhenAll(People.Select(async p => (Person: p, Found: await p.LookAsync(People.Where(o => o != p)))));
            var wrong = looks.SelectMany(l => People.Where(o => o != l.Person)
                .Where(o => l.Found[o.Seat] != (o.Camera ? o.Look.Name : null, o.Mic ? o.Look.Name : null))
                .Select(o => $"{l.Person.Look.Name} got {l.Found[o.Seat]} of {o.Look.Name}")).ToList();
            if (wrong.Count == 0)
                return;
            last = string.Join("; ", wrong);
        }
        Assert.Fail($"Not everyone decodes everyone: {last}. {await StoryAsync()}");
    }

    /// <summary>The process id of the Janus that belongs to this circle's node, by its place in the process table.</summary>
    public int JanusPid => JanusOf(NodePid);

    public static int JanusOf(int node) => Children(node).Single(p => Command(p).Contains("/janus", StringComparison.Ordinal));

    public int NodePid => int.Parse(File.ReadAllText(Path.Combine(Settings.Run, "media.pid")), CultureInfo.InvariantCulture);

    public static bool Lives(int pid) => Directory.Exists($"/proc/{pid}") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);

    public static void Signal(int pid, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{pid}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Ends the server's side of the door and makes a new one at the same address, as a restart does.</summary>
    public async Task RestartServerAsync(TimeSpan gap, Func<MediaSettings, MediaSettings>? change = null)
    {
        await Host.DisposeAsync();
        await Task.Delay(gap);
        Host = await MediaHost.StartAsync(change?.Invoke(Settings) ?? Settings, Host.Address);
        Listen();
    }

    /// <summary>What an app does when a node comes without its rooms: opens them and places everyone again.</summary>
    public async Task PlaceAgainAsync()
    {
        await Rooms.OpenAsync(Room, new MediaRoomOptions());
        foreach (var person in People)
            await Rooms.SeatAsync(Room, person.Seat);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        foreach (var context in _contexts)
            await context.DisposeAsync();
        await Host.DisposeAsync();
        if (File.Exists(Path.Combine(Settings.Run, "media.pid")) && NodePid is var pid && Lives(pid))
        {
            Signal(pid, "TERM");
            await UntilAsync(() => !Lives(pid), "the node ends when it is told to", 20);
        }
        Directory.Delete(Settings.Run, recursive: true);
    }

    public static async Task UntilAsync(Func<Task<bool>> there, string what, double seconds = 30)
    {
        for (var until = DateTime.UtcNow.AddSeconds(seconds); DateTime.UtcNow < until; await Task.Delay(50))
            if (await there())
                return;
        Assert.Fail($"Not within {seconds} s: {what}");
    }

    public static Task UntilAsync(Func<bool> there, string what, double seconds = 30) => UntilAsync(() => Task.FromResult(there()), what, seconds);

    private void Listen() => _ = Task.Run(async () =>
    {
        try
        {
            await foreach (var e in Rooms.EventsAsync(_end.Token))
                lock (Events)
                    Events.Add(e);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
        }
    });

    private async Task<string> StoryAsync()
    {
        var log = File.ReadAllText(Path.Combine(Settings.Run, "media.log"));
        var states = await Task.WhenAll(People.Select(p => p.Page.EvaluateAsync<string>("() => JSON.stringify([test.room.state, test.log.slice(-12), test.socket.received.slice(-4).map(f => f.slice(0, 80))])")));
        return $"\n{string.Join('\n', states)}\nNode:\n{log}";
    }

    private static List<int> Children(int parent) =>
        [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(n => int.TryParse(n, out _)).Select(n => int.Parse(n!, CultureInfo.InvariantCulture)).Where(p => Parent(p) == parent)];

    private static int Parent(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static string Command(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}

/// <summary>Somebody in the circle: how they look and sound, where they sit, their browser.</summary>
public sealed record Person(ColorAndTone Look, string Seat, IPage Page, bool Mic, bool Camera)
{
    /// <summary>For each of the others the color seen and the tone heard now.</summary>
    public async Task<Dictionary<string, (string? Color, string? Tone)>> LookAsync(IEnumerable<Person> others)
    {
        var found = await Page.JsonAsync("seats => test.look(seats)", others.Select(o => o.Seat).ToArray());
        return found.EnumerateObject().ToDictionary(p => p.Name, p => (p.Value[0].GetString(), p.Value[1].GetString()));
    }

    /// <summary>Packets this person has received from another so far.</summary>
    public async Task<(long Audio, long Video)> PacketsFromAsync(Person other)
    {
        var stats = await Page.JsonAsync("() => test.room.stats()");
        if (!stats.GetProperty("received").TryGetProperty(other.Seat, out var flows))
            return (0, 0);
        return (Packets("audio"), Packets("video"));

        long Packets(string kind) => flows.TryGetProperty(kind, out var flow) ? flow.GetProperty("packets").GetInt64() : 0;
    }

    /// <summary>Everything this person's connections have received so far, whoever it is from.</summary>
    public async Task<long> AllPacketsAsync() => await Page.EvaluateAsync<long>(
        """
        async () => {
          let packets = 0;
          for (const c of hearthTest.connections) for (const s of (await c.getStats()).values()) if (s.type === "inbound-rtp") packets += s.packetsReceived;
          return packets;
        }
        """);
}
