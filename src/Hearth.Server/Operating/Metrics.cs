using System.Globalization;
using System.Text;
using Hearth.Accounts;
using Hearth.Channels;
using Hearth.Html;
using Hearth.LiveRooms;

namespace Hearth.Server.Operating;

/// <summary>Counts, for whoever watches the machine, in the words that Prometheus reads. Nobody's name, id or address is in them, and only this machine and the listed ones are told.</summary>
public static class Metrics
{
    public static void UseCounting(this WebApplication app)
    {
        var counts = app.Services.GetRequiredService<Counts>();
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            finally
            {
                counts.Answered(http.Response.StatusCode);
            }
        });
    }

    public static void MapMetrics(this WebApplication app, HearthOptions options) =>
        app.MapGet("/metrics", async (HttpContext http, Counts counts) => http.Watching(options.Watchers)
            ? Results.Text(await counts.WriteAsync(app.Services, Path.GetFullPath(options.Data), http.RequestAborted), "text/plain; version=0.0.4")
            : Results.NotFound()).AllowAnonymous();
}

/// <summary>What one server has counted since its start.</summary>
public sealed class Counts(TimeProvider clock)
{
    private readonly long began = clock.GetTimestamp();
    private readonly long[] answers = new long[6];

    public void Answered(int status) => Interlocked.Increment(ref answers[Math.Clamp(status / 100, 1, 5)]);

    public async Task<string> WriteAsync(IServiceProvider services, string data, CancellationToken cancel)
    {
        var text = new StringBuilder();
        void Say(string name, string kind, string help, params (string Labels, double Value)[] values)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP hearth_{name} {help}\n# TYPE hearth_{name} {kind}\n");
            foreach (var (labels, value) in values) text.Append(CultureInfo.InvariantCulture, $"hearth_{name}{labels} {value}\n");
        }
        var ready = await Health.ReadyAsync(services, cancel);
        Say("uptime_seconds", "counter", "Since this server started.", ("", Math.Floor(clock.GetElapsedTime(began).TotalSeconds)));
        Say("answers_total", "counter", "Answers by the first digit of their status.", [.. Enumerable.Range(1, 5).Select(d => ($"{{status=\"{d}xx\"}}", (double)Interlocked.Read(ref answers[d])))]);
        Say("ready", "gauge", "1 when this part answers.", [.. ready.Select(p => ($"{{part=\"{p.Key}\"}}", p.Value ? 1d : 0))]);
        Say("calls_working", "gauge", "1 while all that calls people works on this server.", ("", services.GetRequiredService<Pulse>().Silent.Count == 0 ? 1 : 0));
        Say("pages_open", "gauge", "Pages with a line to this server.", ("", services.GetRequiredService<Connections>().All.Count()));
        Say("rooms_open", "gauge", "Live rooms on this server.", ("", services.GetRequiredService<OpenRooms>().Count));
        Say("passwords_hashed_total", "counter", "Passwords that were worked on: somebody signed in with one, or guessed.", ("", services.GetRequiredService<PasswordWork>().Done));
        Say("memory_bytes", "gauge", "Memory of this process.", ("", Environment.WorkingSet));
        Say("work_waiting", "gauge", "Work items waiting for a thread.", ("", ThreadPool.PendingWorkItemCount));
        Say("disk_free_bytes", "gauge", "Free space where the data are.", ("", new DriveInfo(data).AvailableFreeSpace));
        return text.ToString();
    }
}
