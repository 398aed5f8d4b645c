using System.Globalization;
using Hearth.Browser.Media;
using Hearth.Tests;
using Hearth.Tests.LiveRooms;
using Microsoft.Playwright;

namespace Hearth.Browser.LiveRooms;

/// <summary>The whole server on a port of its own, with its real media node and Janus, and people of the cast in browsers of their own.</summary>
public sealed class LiveHouse : HearthHost
{
    private readonly Chromium _chromium;
    private readonly List<IBrowserContext> _contexts = [];

    private LiveHouse(Chromium chromium)
    {
        _chromium = chromium;
        UseKestrel(0);
    }

    /// <summary>Goals are measured elsewhere; here a loaded machine may take its time.</summary>
    static LiveHouse() => Assertions.SetDefaultExpectTimeout(20_000);

    protected override bool WithStillMedia => false;

    public Evening Evening { get; private set; } = null!;
    public Cast Cast => Evening.Cast;
    public int NodePid => int.Parse(File.ReadAllText(Path.Combine(Folder, "data", "run", "media.pid")), CultureInfo.InvariantCulture);
    public string Address => ClientOptions.BaseAddress.ToString().TrimEnd('/');

    public static async Task<LiveHouse> OpenAsync(Chromium chromium)
    {
        var house = new LiveHouse(chromium);
        await house.InitializeAsync();
        house.Evening = await Evening.PlanAsync(house);
        return house;
    }

    /// <summary>Somebody's browser, signed in, with a color and a tone of their own.</summary>
    public async Task<IPage> BrowserAsync(Member member, ColorAndTone look, BrowserNewContextOptions? options = null)
    {
        var context = await _chromium.PersonAsync(look, options);
        _contexts.Add(context);
        var cookie = member.Client.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=', 2);
        await context.AddCookiesAsync([new Cookie { Name = cookie[0], Value = cookie[1], Url = Address.Replace("http://", "https://", StringComparison.Ordinal), Secure = true, HttpOnly = true }]);
        var page = await context.NewPageAsync();
        return page;
    }

    public async Task<IPage> AtTheDoorAsync(Member member, ColorAndTone look, BrowserNewContextOptions? options = null)
    {
        var page = await BrowserAsync(member, look, options);
        await page.GotoAsync($"{Address}/sessions/{Evening.SessionId}/room");
        return page;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts) await context.DisposeAsync();
        var pid = Path.Combine(Folder, "data", "run", "media.pid");
        var node = File.Exists(pid) ? int.Parse(await File.ReadAllTextAsync(pid), CultureInfo.InvariantCulture) : 0;
        await base.DisposeAsync();
        if (node > 0 && Circle.Lives(node))
        {
            Circle.Signal(node, "TERM");
            await Circle.UntilAsync(() => !Circle.Lives(node), "the node ends when it is told to", 20);
        }
    }
}
