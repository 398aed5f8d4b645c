using System.Diagnostics;
using System.Globalization;
using Hearth.Browser.Soak;
using Hearth.Html;
using Hearth.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hearth.Browser.Bench;

/// <summary>This program once more, as a process of its own whose processor time and memory can be told from ours. It is told by lines, and answers each with one.</summary>
internal sealed class Child : IAsyncDisposable
{
    private const string Mark = "= ";

    private readonly Process process;

    private Child(Process process, int port) => (this.process, Address) = (process, $"http://localhost:{port}");

    public string Address { get; }

    /// <summary>Comes back when it listens.</summary>
    public static async Task<Child> StartAsync(string verb, params string[] with)
    {
        var port = Ports.Free();
        var start = new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, verb, .. with, port.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_gcServer"] = "1"; // as the server has it
        var child = new Child(Process.Start(start)!, port);
        await child.AskAsync("memory");
        return child;
    }

    public async Task<double> AskAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        while (await process.StandardOutput.ReadLineAsync() is { } said)
            if (said.StartsWith(Mark, StringComparison.Ordinal)) return double.Parse(said[Mark.Length..], CultureInfo.InvariantCulture);
        throw new InvalidOperationException($"\"{line}\": it is gone.");
    }

    /// <summary>The child's own side, until nobody asks any more.</summary>
    /// <param name="push">One fragment of so many lines into a stream.</param>
    public static async Task AnswerAsync(Func<string, int, Task> push)
    {
        while (await Console.In.ReadLineAsync() is { } asked)
        {
            var words = asked.Split(' ');
            double answer = 0;
            if (words[0] == "cpu") answer = Environment.CpuUsage.TotalTime.TotalMilliseconds;
            else if (words[0] == "memory")
            {
                for (var i = 0; i < 2; i++)
                {
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                    GC.WaitForPendingFinalizers();
                }
                answer = GC.GetTotalMemory(forceFullCollection: true);
            }
            else
            {
                var (stream, lines, times, pause) = (words[1], Number(2), Number(3), Number(4));
                for (var i = 0; i < times; i++)
                {
                    await push(stream, lines);
                    await Task.Delay(pause);
                }
            }
            await Console.Out.WriteLineAsync(Mark + answer.ToString(CultureInfo.InvariantCulture));

            int Number(int at) => int.Parse(words[at], CultureInfo.InvariantCulture);
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

/// <summary>What a push is measured against: one SignalR hub, its groups, and nobody asked who they are.</summary>
internal sealed class BareHub : Hub
{
    /// <summary>The verb "bench-hub PORT" of this program.</summary>
    public static async Task<int> RunAsync(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        builder.Services.AddSignalR();
        await using var app = builder.Build();
        app.MapHub<BareHub>("/hub");
        await app.StartAsync();
        var hub = app.Services.GetRequiredService<IHubContext<BareHub>>();
        await Child.AnswerAsync((stream, lines) => SendAsync(hub.Clients, stream, Said.Html(Stopwatch.GetTimestamp(), lines)));
        return 0;
    }

    public async Task<object> Subscribe(string stream, string? mark)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, stream);
        return new { seq = 0, stale = mark is not null };
    }

    public Task Send(string stream, string html) => SendAsync(Clients, stream, html);

    private static Task SendAsync(IHubClients<IClientProxy> clients, string stream, string html) => clients.Group(stream).SendAsync("fragment", new { stream, seq = 1, target = "said", html });
}

/// <summary>The house on the data in a folder, in a process that pushes when it is told to: its own lines, doors and fragments, and nothing before the push.</summary>
internal static class PushHouse
{
    /// <summary>The verb "bench-push FOLDER PORT" of this program.</summary>
    public static async Task<int> RunAsync(string folder, string port)
    {
        await using var house = new LoadedHouse.Planning(postgres: null, folder);
        house.UseKestrel(int.Parse(port, CultureInfo.InvariantCulture));
        await house.InitializeAsync();
        var (fragments, program) = (house.Services.GetRequiredService<Fragments>(), Guid.NewGuid()); // what is pushed asks nothing of it
        await Child.AnswerAsync((stream, lines) => fragments.PushAsync<Said>(program, stream, "said", new Dictionary<string, object?> { [nameof(Said.At)] = Stopwatch.GetTimestamp(), [nameof(Said.Lines)] = lines }));
        return 0;
    }
}
