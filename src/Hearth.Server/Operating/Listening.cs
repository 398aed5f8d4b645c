using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Hearth.Server.Operating;

/// <summary>
/// Where the running server can be asked, written down in data/run/listening as soon as it can: its process, then its addresses. For
/// the scripts and for "hearth check", which must not guess it from settings that may have changed since.
/// </summary>
public static class Listening
{
    public static void WriteListening(this WebApplication app, HearthOptions options) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (addresses.Count == 0) return; // a test's, which listens nowhere
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(options.Data, "run")).FullName, "listening");
        File.WriteAllLines(file + ".new", [Environment.ProcessId.ToString(CultureInfo.InvariantCulture), .. addresses, .. options.Demo ? [Demo] : Array.Empty<string>()]);
        File.Move(file + ".new", file, overwrite: true);
    });

    private const string Demo = "demo";

    /// <summary>It is, or was when it last ran, the demo.</summary>
    public static bool IsDemo(HearthOptions options) => Path.Combine(options.Data, "run", "listening") is var file && File.Exists(file) && File.ReadLines(file).Contains(Demo);

    /// <summary>What the server says of itself, asked at the first of its addresses that answers; null when none does.</summary>
    public static async Task<(Uri At, bool Ready, string Parts)?> AskAsync(HearthOptions options)
    {
        var file = Path.Combine(options.Data, "run", "listening");
        if (!File.Exists(file)) return null;
        // On this machine, by a name that need not be the certificate's.
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(10) };
        foreach (var address in (await File.ReadAllLinesAsync(file)).Skip(1).Where(line => line != Demo))
        {
            var at = new Uri(new[] { "*", "+", "0.0.0.0", "[::]" }.Aggregate(address, (a, any) => a.Replace($"//{any}:", "//localhost:", StringComparison.Ordinal)));
            try
            {
                using var answer = await http.GetAsync(new Uri(at, "/health/ready"));
                return (at, answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                continue;
            }
        }
        return null;
    }
}
