using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Hearth.MediaNode;
using Hearth.MediaNode.Sfu;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Hearth.Browser.Bench;

/// <summary>
/// Janus as the media node starts it, with nothing around it but a page of a few lines that speaks to it directly. To be measured
/// against; and to see what somebody could do who had its secrets.
/// </summary>
public sealed class BareJanus : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string run;
    private readonly Process? open;
    private JanusFiles files;
    private JanusProcess? process;
    private JanusLine line = null!;
    private long session, handle;

    private BareJanus(WebApplication app, string run, JanusFiles files, JanusProcess? process, Process? open) => (this.app, this.run, this.files, this.process, this.open) = (app, run, files, process, open);

    public int Pid => process?.Pid ?? open!.Id;
    public string Address => app.Urls.Single();
    public string Url => $"ws://127.0.0.1:{files.Port.ToString(CultureInfo.InvariantCulture)}";
    public string Secret => files.ApiSecret;

    /// <param name="walls">False: without what keeps it from writing. Only to show that it would.</param>
    public static async Task<BareJanus> StartAsync(bool walls = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", () => Results.Content("<!doctype html><title></title><body><script type=module src=/bare.js></script>", "text/html"));
        app.MapGet("/bare.js", () => Results.File(Path.Combine(AppContext.BaseDirectory, "Bench", "bare.js"), "text/javascript"));
        await app.StartAsync();

        var run = Directory.CreateTempSubdirectory("hearth-bare-").FullName;
        var settings = NodeSettings.Parse(["--run", run]);
        var user = SystemUser.ForChildren();
        var files = new JanusFiles(settings, user);
        var bare = walls ? new BareJanus(app, run, files, await JanusProcess.StartAsync(settings.Janus, files, user), null) : new BareJanus(app, run, files, null, Unwalled(settings.Janus, files, user));
        try
        {
            await bare.ReachAsync();
            return bare;
        }
        catch
        {
            await bare.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills it, and starts another as fast as that can be done. To the new one nobody is known.</summary>
    public async Task ReplaceAsync()
    {
        await process!.KillAsync();
        await line.DisposeAsync();
        files.Dispose();
        var (settings, user) = (NodeSettings.Parse(["--run", run]), SystemUser.ForChildren());
        files = new JanusFiles(settings, user);
        process = await JanusProcess.StartAsync(settings.Janus, files, user);
        await ReachAsync();
    }

    /// <summary>A request of whoever may do everything. Refusals come back as they are.</summary>
    public async Task<JsonNode> AskAsync(JsonObject request)
    {
        request["admin_key"] = files.AdminKey;
        try
        {
            return (await line.TellAsync(session, handle, request)).Data;
        }
        catch (JanusRefusedException refused)
        {
            return new JsonObject { ["error_code"] = refused.Code };
        }
    }

    /// <summary>A room with the settings that Hearth's have.</summary>
    public Task<JsonNode> RoomAsync(string name, Action<JsonObject>? change = null)
    {
        var request = new JsonObject
        {
            ["request"] = "create", ["room"] = name, ["is_private"] = true, ["require_pvtid"] = true, ["publishers"] = 32, ["bitrate"] = 256_000, ["bitrate_cap"] = true,
            ["videocodec"] = "vp8", ["audiocodec"] = "opus", ["opus_dtx"] = true, ["notify_joining"] = false, ["audiolevel_ext"] = true, ["audiolevel_event"] = true,
            ["audio_active_packets"] = 5, ["audio_level_average"] = 60,
        };
        change?.Invoke(request);
        return AskAsync(request);
    }

    /// <summary>Somebody before the door: page loaded, camera open, a session at Janus.</summary>
    public async Task<IPage> GuestAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address);
        await page.WaitForFunctionAsync("document.title === 'ready'");
        await page.EvaluateAsync("([url, secret]) => bare.ready(url, secret)", new object[] { Url, Secret });
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (line is not null) await line.DisposeAsync();
        if (process is not null) await process.KillAsync();
        if (open is not null)
        {
            open.Kill();
            await open.WaitForExitAsync();
            open.Dispose();
        }
        files.Dispose();
        await app.DisposeAsync();
        Directory.Delete(run, recursive: true);
    }

    private async Task ReachAsync()
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(15))
            try
            {
                line = await JanusLine.OpenAsync(files.Port, files.ApiSecret, CancellationToken.None);
                break;
            }
            catch (System.Net.WebSockets.WebSocketException) when (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30))
            {
                // It is not listening yet.
            }
        session = await line.NewSessionAsync();
        handle = await line.AttachAsync(session, Janus.VideoRoom);
        _ = KeepAsync(line);
    }

    private async Task KeepAsync(JanusLine line)
    {
        try
        {
            for (; !line.Closed.IsCompleted; await Task.Delay(TimeSpan.FromSeconds(20))) await line.KeepAliveAsync(session);
        }
        catch (Exception e) when (e is JanusLostException or JanusRefusedException or TimeoutException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private static Process Unwalled(string janus, JanusFiles files, SystemUser? user)
    {
        var path = Path.Combine(files.Folder, "janus.jcfg");
        var settings = File.ReadAllText(path);
        Assert.Contains("protected_folders", settings, StringComparison.Ordinal);
        File.WriteAllText(path, settings.Replace("protected_folders = [ \"/\" ]", "", StringComparison.Ordinal));
        var start = new ProcessStartInfo("setpriv") { WorkingDirectory = "/", RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[.. user is null ? [] : (string[])["--reuid", $"{user.Uid}", "--regid", $"{user.Gid}", "--clear-groups"], "--no-new-privs", janus, "-F", files.Folder, "-C", path])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
