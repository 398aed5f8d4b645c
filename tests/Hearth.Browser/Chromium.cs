using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Hearth.Browser.Chromium))]

namespace Hearth.Browser;

/// <summary>
/// Debian's chromium-headless-shell, one for all tests; a test takes contexts (one person each) from it. Its fake devices need no
/// permission, and remote sound plays without a touch.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Debian's, or a script that starts it.</summary>
    public string Program { get; init; } = "/usr/bin/chromium-headless-shell";

    /// <summary>Arguments besides the usual ones, and usual ones to leave out: for a browser in another network.</summary>
    public string[] With { get; init; } = [];
    public string[] Without { get; init; } = [];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        Assert.True(File.Exists("/usr/bin/chromium-headless-shell"), "Debian's chromium-headless-shell is needed: ./hearth test installs it.");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Args = new[]
            {
                "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio",
                "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", "--allow-loopback-in-peer-connection",
                "--autoplay-policy=no-user-gesture-required", "--disable-background-timer-throttling",
                "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows",
            }.Except(Without).Concat(With),
        });
    }

    /// <summary>A browser of their own for one person. With a voice and face, its microphone and camera give that color and tone.</summary>
    public async Task<IBrowserContext> PersonAsync(ColorAndTone? person = null, BrowserNewContextOptions? options = null, bool chat = false)
    {
        var context = await _browser!.NewContextAsync(options);
        await context.AddInitScriptAsync(ColorAndTone.Script);
        if (person is not null)
            await context.AddInitScriptAsync($"hearthTest.be({person.Json}, {(chat ? "true" : "false")});");
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
