using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Hearth.MediaNode.Sfu;

/// <summary>
/// Keeps Janus alive, taking for granted that it crashes and hangs. It is asked every second at the level of its plugin (its
/// core goes on answering when the plugin is deadlocked); no answer in 1.5 s, a closed socket or an exit: killed and started anew.
/// </summary>
internal sealed class Janus(NodeSettings settings, JanusEars ears, ILogger<Janus> log) : BackgroundService
{
    public const string VideoRoom = "janus.plugin.videoroom";
    public const string EchoTest = "janus.plugin.echotest";
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(1.5);

    /// <summary>Janus runs and takes requests: awaited before anything else is done with it.</summary>
    public Func<JanusRun, Task>? Up { get; set; }

    /// <summary>What was running is no more.</summary>
    public Action? Down { get; set; }

    /// <summary>The run that is up now, if any.</summary>
    public JanusRun? Run { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var user = SystemUser.ForChildren();
        var pause = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                await LiveOnceAsync(user, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "Janus could not be used.");
            }
            // The first restart is at once; one that keeps failing is given a little more time each turn.
            pause = Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(10) ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Min(2000, pause.TotalMilliseconds * 2 + 50));
            await Task.Delay(pause, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task LiveOnceAsync(SystemUser? user, CancellationToken stop)
    {
        using var files = new JanusFiles(settings, user, ears);
        var process = await JanusProcess.StartAsync(settings.Janus, files, user);
        try
        {
            await using var line = await OpenAsync(process, files, stop);
            files.Dispose();
            var session = await line.NewSessionAsync();
            var run = new JanusRun(process.Pid, line, files.AdminKey, session, await line.AttachAsync(session, VideoRoom));
            log.LogInformation("Janus {Pid} is up.", run.Pid);
            Run = run;
            if (Up is not null)
                await Up(run);
            await ProbeAsync(run, process, stop);
        }
        finally
        {
            Run = null;
            await process.KillAsync();
            Down?.Invoke();
        }
    }

    private static async Task<JanusLine> OpenAsync(JanusProcess process, JanusFiles files, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await JanusLine.OpenAsync(files.Port, files.ApiSecret, stop);
            }
            catch (WebSocketException) when (!process.Ended.IsCompleted && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(15))
            {
                await Task.Delay(15, stop);
            }
            catch (WebSocketException)
            {
                throw new InvalidOperationException($"Janus did not start:\n{process.LastLines}");
            }
        }
    }

    private async Task ProbeAsync(JanusRun run, JanusProcess process, CancellationToken stop)
    {
        while (true)
        {
            await Task.WhenAny(process.Ended, run.Line.Closed, Task.Delay(ProbeEvery, stop));
            stop.ThrowIfCancellationRequested();
            if (process.Ended.IsCompleted)
            {
                log.LogError("Janus {Pid} ended with {Code}. Its last words:\n{Lines}", run.Pid, await process.Ended, process.LastLines);
                return;
            }
            if (run.Line.Closed.IsCompleted)
            {
                log.LogError("Janus {Pid} closed its socket.", run.Pid);
                return;
            }
            var asked = Stopwatch.GetTimestamp();
            try
            {
                await run.AskRoomsAsync(new JsonObject { ["request"] = "list", ["admin_key"] = run.AdminKey }, ProbePatience);
            }
            catch (TimeoutException) when (Stopwatch.GetElapsedTime(asked) > 2 * ProbePatience)
            {
                // We stood still ourselves, and have not heard Janus being silent: asked again.
            }
            catch (TimeoutException)
            {
                log.LogError("Janus {Pid} does not answer: it is killed.", run.Pid);
                return;
            }
            catch (JanusLostException)
            {
                return;
            }
        }
    }
}

/// <summary>One life of Janus: the line to it, and a handle of our own for what is done to rooms.</summary>
internal sealed record JanusRun(int Pid, JanusLine Line, string AdminKey, long Session, long Handle)
{
    public async Task<JsonNode> AskRoomsAsync(JsonObject request, TimeSpan? patience = null) =>
        (await Line.TellAsync(Session, Handle, request, patience: patience)).Data;
}
