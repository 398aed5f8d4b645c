using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using WebDriverBiDi;
using WebDriverBiDi.BrowsingContext;
using WebDriverBiDi.Script;
using WebDriverBiDi.Session;

namespace Hearth.Browser;

/// <summary>
/// Debian's firefox-esr with one page, driven over WebDriver BiDi (Playwright's own Firefox is another program). Its devices are its own
/// fakes: a tone of 1000 Hz, and a picture that changes color.
/// </summary>
public sealed class Firefox : IAsyncDisposable
{
    public const string Program = "/usr/bin/firefox-esr";
    public const int Hertz = 1000;

    private const string Preferences = """
        user_pref("media.navigator.permission.disabled", true);
        user_pref("media.navigator.streams.fake", true);
        user_pref("media.peerconnection.ice.loopback", true);
        user_pref("media.peerconnection.ice.obfuscate_host_addresses", false);
        user_pref("media.autoplay.default", 0);
        user_pref("intl.accept_languages", "en-US");
        user_pref("app.normandy.enabled", false);
        user_pref("app.update.auto", false);
        user_pref("browser.shell.checkDefaultBrowser", false);
        user_pref("browser.startup.page", 0);
        user_pref("datareporting.policy.dataSubmissionEnabled", false);
        user_pref("network.captive-portal-service.enabled", false);
        user_pref("network.connectivity-service.enabled", false);
        user_pref("services.settings.server", "data:,");
        user_pref("toolkit.telemetry.server", "data:,");
        """;

    private readonly DirectoryInfo profile = Directory.CreateTempSubdirectory("hearth-firefox-");
    private readonly BiDiDriver driver = new(TimeSpan.FromSeconds(60));
    private Process process = null!;
    private string page = "";

    public static async Task<Firefox> StartAsync()
    {
        Assert.True(File.Exists(Program), "Debian's firefox-esr is needed: ./hearth test installs it.");
        var firefox = new Firefox();
        await File.WriteAllTextAsync(Path.Combine(firefox.profile.FullName, "user.js"), Preferences);
        var said = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        firefox.process = new Process
        {
            StartInfo = new(Program, ["--headless", "--no-remote", "--profile", firefox.profile.FullName, "--remote-debugging-port", "0"]) { RedirectStandardError = true, RedirectStandardOutput = true },
        };
        firefox.process.StartInfo.Environment["HOME"] = firefox.profile.FullName;
        firefox.process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.Split("WebDriver BiDi listening on ") is [_, var address]) said.TrySetResult(address.Trim());
        };
        firefox.process.OutputDataReceived += (_, _) => { };
        firefox.process.Start();
        firefox.process.BeginErrorReadLine();
        firefox.process.BeginOutputReadLine();
        var address = await said.Task.WaitAsync(TimeSpan.FromSeconds(90));
        await firefox.driver.StartAsync($"{address}/session");
        await firefox.driver.Session.NewSessionAsync(new NewCommandParameters());
        var tree = await firefox.driver.BrowsingContext.GetTreeAsync(new GetTreeCommandParameters());
        firefox.page = tree.ContextTree[0].BrowsingContextId;
        return firefox;
    }

    public Task GotoAsync(string address) => driver.BrowsingContext.NavigateAsync(new NavigateCommandParameters(page, address) { Wait = ReadinessState.Complete });

    /// <summary>What an expression comes to, as JSON; it runs as if by a touch.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var answer = await driver.Script.EvaluateAsync(new EvaluateCommandParameters($"(async () => JSON.stringify((await ({expression})) ?? null))()", new ContextTarget(page), true) { UserActivation = true });
        return answer is EvaluateResultSuccess { Result: StringRemoteValue said } ? JsonDocument.Parse(said.Value).RootElement
            : throw new InvalidOperationException(answer is EvaluateResultException failed ? failed.ExceptionDetails.Text : "Firefox said nothing.");
    }

    /// <summary>Waits until an expression is true, also across pages.</summary>
    public async Task UntilAsync(string expression, double seconds = 45)
    {
        var last = "";
        for (var until = DateTime.UtcNow.AddSeconds(seconds); DateTime.UtcNow < until; await Task.Delay(150))
        {
            try
            {
                if ((await EvaluateAsync(expression)).ValueKind == JsonValueKind.True) return;
                last = "";
            }
            catch (Exception e) when (e is InvalidOperationException or WebDriverBiDiException)
            {
                last = e.Message; // the page is on its way to another
            }
        }
        Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"Firefox: not within {seconds} s: {expression} {last}"));
    }

    public async Task ClickAsync(string selector)
    {
        await UntilAsync($"!!document.querySelector({Quoted(selector)})?.checkVisibility()");
        await EvaluateAsync($"document.querySelector({Quoted(selector)}).click()");
    }

    public async Task TypeAsync(string selector, string words)
    {
        await UntilAsync($"!!document.querySelector({Quoted(selector)})");
        await EvaluateAsync($"((field) => {{ field.focus(); field.value = {Quoted(words)}; field.dispatchEvent(new Event('input', {{ bubbles: true }})); }})(document.querySelector({Quoted(selector)}))");
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    public async ValueTask DisposeAsync()
    {
        await driver.DisposeAsync();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        try
        {
            profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A child of it is still writing: a folder in the temporary place is left.
        }
    }
}
