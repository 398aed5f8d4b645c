using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hearth.Channels;

/// <summary>
/// Once a minute a sign of life to an address of the operator's, at a service that pages somebody when none comes. It is sent while all
/// that calls people works and at no other time, so that a dead machine, a full disk, a stuck database and a cut line all look the
/// same there: silence. Nothing but the request goes out; the address is a secret and stands in no log.
/// </summary>
public sealed partial class Heartbeat(CallSettings settings, Pulse pulse, TimeProvider time, ILogger<Heartbeat> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null }) { Timeout = TimeSpan.FromSeconds(20) };

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        if (settings.Heartbeat.Length == 0) return;
        using var timer = new PeriodicTimer(Every, time);
        do await SendAsync(stop);
        while (await timer.WaitForNextTickAsync(stop));
    }

    /// <returns>Whether it was sent and taken.</returns>
    internal async Task<bool> SendAsync(CancellationToken stop)
    {
        if (pulse.Silent is { Count: > 0 } silent)
        {
            Withheld(log, silent.Count, string.Join(", ", silent));
            return false;
        }
        try
        {
            using var answer = await http.GetAsync(new Uri(settings.Heartbeat), HttpCompletionOption.ResponseHeadersRead, stop);
            if (answer.IsSuccessStatusCode) return true;
            NotTaken(log, $"answered with {(int)answer.StatusCode}");
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            NotTaken(log, e.GetType().Name);
        }
        return false;
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No sign of life is sent, so that somebody is paged: nothing was heard of {Count} parts for too long ({Kind}).")]
    private static partial void Withheld(ILogger log, int count, string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sign of life was not taken ({Kind}); the next goes in a minute.")]
    private static partial void NotTaken(ILogger log, string kind);
}
