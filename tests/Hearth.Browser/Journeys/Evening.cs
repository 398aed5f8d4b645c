using System.Globalization;
using Hearth.Browser.Command;
using Hearth.Browser.Media;
using Microsoft.Playwright;

namespace Hearth.Browser.Journeys;

/// <summary>Tonight's circle of a demo, in a house as a person has it: <c>./hearth up</c>, its server, media node and Janus.</summary>
public sealed class Evening : IAsyncDisposable
{
    private readonly Chromium chromium;

    private readonly string? script;

    private Evening(Chromium chromium, House house, string? script) => (this.chromium, House, this.script) = (chromium, house, script);

    public House House { get; private set; }
    public List<Guest> Guests { get; } = [];
    public Guid Session { get; private set; }
    public Guest this[string host] => Guests.Single(g => g.Host == host);
    public string Address { get => address ?? $"http://localhost:{House.Port}"; set => address = value; }
    private string? address;

    /// <summary>How the guests' browsers are, when they are not the usual ones.</summary>
    public BrowserNewContextOptions? Browser { get; set; }

    /// <param name="script">Runs in each guest's pages before their own scripts.</param>
    public static async Task<Evening> BeginAsync(Chromium chromium, string? script = null) => new(chromium, await House.Open(), script);

    /// <summary>Puts something between a guest's browser and the rest, before its pages load.</summary>
    public Func<string, IBrowserContext, Task>? Between { get; set; }

    /// <summary>In a house that is open already.</summary>
    public static Evening In(Chromium chromium, House house) => new(chromium, house, null);

    /// <summary>The same people, before another house at the same address.</summary>
    public void MoveTo(House house) => House = house;

    public async Task<Guest> InviteAsync(string host)
    {
        var guest = await Guest.InviteAsync(chromium, Address, host, ColorAndTone.All[Guests.Count], options: Browser);
        Guests.Add(guest);
        if (Between is not null) await Between(host, guest.Page.Context);
        if (script is not null) await guest.Page.AddInitScriptAsync(script);
        await guest.ThroughTheDoorAsync();
        if (Session == Guid.Empty) Session = await guest.TonightAsync();
        await guest.ToTheRoomAsync(Session);
        return guest;
    }

    /// <summary>The first leads; all are let in, and all see and hear each other.</summary>
    public async Task GatherAsync(params string[] hosts)
    {
        foreach (var host in hosts) await InviteAsync(host);
        var leader = Guests[0];
        await leader.PressAsync("Open the room");
        await leader.IsInsideAsync();
        foreach (var guest in Guests.Skip(1))
        {
            if (!guest.Leads) await leader.LetInAsync(guest.Name);
            await guest.IsInsideAsync();
        }
        foreach (var guest in Guests) await guest.MicAsync(true);
        await AllDecodeAllAsync();
    }

    /// <summary>Seconds until everybody must see and hear everybody.</summary>
    public double Patience { get; set; } = 45;

    public async Task AllDecodeAllAsync(double? seconds = null) =>
        await Task.WhenAll(Guests.Select(g => ColorAndTone.WaitForAsync(g.Page, [.. Guests.Where(o => o != g).Select(o => o.Look)], seconds ?? Patience)));

    public int NodePid => int.Parse(File.ReadAllText(Path.Combine(House.Folder, "data/run/media.pid")), CultureInfo.InvariantCulture);

    /// <summary>The node's Janus, if it has one just now.</summary>
    public int? FindJanus()
    {
        try
        {
            return Circle.JanusOf(NodePid);
        }
        catch (Exception e) when (e is IOException or FormatException or InvalidOperationException)
        {
            return null;   // the node is being started
        }
    }

    /// <summary>Something was broken: waits for what takes its place, and then for everybody's picture and voice.</summary>
    public async Task AllDecodeAllAgainAsync(Func<bool> replaced, string by)
    {
        await House.Eventually(replaced, 60, () => $"There is not {by} yet. {Story()}");
        await AllDecodeAllAsync(60);
    }

    /// <summary>What the media node said, for the message of a failure.</summary>
    public string Story() => File.Exists(Path.Combine(House.Folder, "data/run/media.log")) ? File.ReadAllText(Path.Combine(House.Folder, "data/run/media.log")) : "";

    public int JanusPid => FindJanus() ?? throw new InvalidOperationException("The node has no Janus just now.");

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in Guests) await guest.Page.Context.DisposeAsync();
        await House.DisposeAsync();
    }
}
