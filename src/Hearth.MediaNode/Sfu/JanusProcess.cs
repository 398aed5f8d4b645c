using System.Diagnostics;

namespace Hearth.MediaNode.Sfu;

/// <summary>
/// One run of Janus as our child. The kernel kills it when we die (PDEATHSIG KILL: a hung one survives TERM). That signal is
/// bound to the thread that forked, so a thread of its own starts the process and stays until it has ended.
/// Neither core dumps (they would hold decrypted sound) nor files of any size are allowed to it.
/// </summary>
internal sealed class JanusProcess
{
    private readonly TaskCompletionSource<Process> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _lastLines = new();

    public static async Task<JanusProcess> StartAsync(string janus, JanusFiles files, SystemUser? user)
    {
        var run = new JanusProcess();
        var command = new ProcessStartInfo("setpriv") { WorkingDirectory = "/", RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        if (user is not null)
            foreach (var arg in new[] { "--reuid", $"{user.Uid}", "--regid", $"{user.Gid}", "--clear-groups" })
                command.ArgumentList.Add(arg);
        foreach (var arg in new[] { "--no-new-privs", "--pdeathsig", "KILL", "prlimit", "--core=0:0", "--fsize=0:0", janus, "-F", files.Folder, "-C", Path.Combine(files.Folder, "janus.jcfg") })
            command.ArgumentList.Add(arg);
        new Thread(() => run.Live(command)) { IsBackground = true, Name = "janus" }.Start();
        run.Pid = (await run._started.Task).Id;
        return run;
    }

    public int Pid { get; private set; }

    /// <summary>Completes with the exit code when the process has ended.</summary>
    public Task<int> Ended => _ended.Task;

    public string LastLines
    {
        get
        {
            lock (_lastLines)
                return string.Join('\n', _lastLines);
        }
    }

    public async Task KillAsync()
    {
        var process = await _started.Task;
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // Ended by itself in the meantime.
        }
        await Ended.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private void Live(ProcessStartInfo command)
    {
        try
        {
            using var process = new Process { StartInfo = command };
            // The pipes are drained always (a full one would stop Janus); a few lines are kept for the log if it crashes.
            process.OutputDataReceived += (_, line) => Keep(line.Data);
            process.ErrorDataReceived += (_, line) => Keep(line.Data);
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            _started.SetResult(process);
            process.WaitForExit();
            _ended.SetResult(process.ExitCode);
        }
        catch (Exception e)
        {
            _started.TrySetException(e);
            _ended.TrySetResult(-1);
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > 20)
                _lastLines.Dequeue();
        }
    }
}
