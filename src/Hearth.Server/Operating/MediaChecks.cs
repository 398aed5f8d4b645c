using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Hearth.Media;

namespace Hearth.Server.Operating;

/// <summary>Voices and pictures: the ports, the addresses, and which Janus.</summary>
internal static class MediaChecks
{
    /// <summary>The first release without the crashes that a participant can cause in the one Debian has.</summary>
    private static readonly Version sound = new(1, 4, 1);

    // Where Debian's own service listens, with passwords that everybody knows.
    private static readonly int[] known = [8088, 8188, 7088, 7188];

    public static IEnumerable<Finding> Settings(IConfiguration configuration)
    {
        var media = configuration.GetSection("Media").Get<MediaSettings>() ?? new();
        if (media.Elsewhere && configuration["settings"] is { Length: > 0 } file && Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "media.json") is var own && File.Exists(own))
            media = new ConfigurationBuilder().AddJsonFile(own).Build().GetSection("Media").Get<MediaSettings>() ?? media;

        if (media.Rtp.Split('-') is not [var from, var to] || !int.TryParse(from, CultureInfo.InvariantCulture, out var first) || !int.TryParse(to, CultureInfo.InvariantCulture, out var last))
            yield return Finding.Look("The ports for media are chosen anew at each start.", "No firewall can be opened for them. Set Media:Rtp, such as 20000-20999.");
        else if (last - first < 199) yield return Finding.Look($"There are {last - first + 1} ports for media: enough for {(last - first + 1) / 4} people at once.", "Four for each person: widen Media:Rtp, and the firewall.");
        else yield return Finding.Fine($"Media uses UDP {media.Rtp}: open it in the firewall.");

        var up = NetworkInterface.GetAllNetworkInterfaces().SelectMany(n => n.GetIPProperties().UnicastAddresses).Select(a => a.Address).Where(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a)).ToList();
        if (media.Address.Length > 0 && !up.Contains(IPAddress.Parse(media.Address)))
            yield return Finding.Wrong($"Media:Address is {media.Address}, which this machine does not have.", $"It has {string.Join(", ", up)}.");
        var sent = media.Address.Length > 0 ? IPAddress.Parse(media.Address) : up.FirstOrDefault();
        if (sent is null) yield return Finding.Wrong("This machine has no IPv4 address but its own loopback.", "Media needs one.");
        else if (media.PublicAddress.Length > 0) yield return Finding.Fine($"Browsers are told {media.PublicAddress}, which leads to {sent}.");
        else if (Private(sent)) yield return Finding.Look($"Browsers are told {sent}, which is an address inside a network.", "Nobody outside can reach it. Behind one-to-one address translation, set Media:PublicAddress.");
        else yield return Finding.Fine($"Browsers are told {sent}.");
    }

    public static async Task<IReadOnlyList<Finding>> JanusAsync()
    {
        var findings = new List<Finding>();
        if (await InstalledAsync() is not { } version) findings.Add(Finding.Look("Which Janus this is could not be found out.", "1.4.1 or newer is sound; Debian's 1.1.2 falls over more often."));
        else if (version < sound) findings.Add(Finding.Look($"Janus is {version}, which somebody in a room can make fall over.", $"It is started again within seconds. {sound} or newer is better: docs/operate.md, \"A newer Janus\"."));
        else findings.Add(Finding.Fine($"Janus is {version}."));

        var strangers = MachineChecks.Processes().Where(p => p.Name == "janus" && !p.Line.Contains("hearth-janus-", StringComparison.Ordinal)).ToList();
        if (strangers.Count > 0) findings.Add(Finding.Wrong($"Another Janus runs here (process {strangers[0].Pid}), and Debian's own has passwords that everybody knows.", "systemctl disable --now janus && systemctl mask janus"));
        var open = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(l => known.Contains(l.Port)).Select(l => l.Port).Distinct().ToList();
        if (strangers.Count == 0 && open.Count > 0) findings.Add(Finding.Look($"Something listens on port {open[0]}, where Debian's Janus would.", "See what it is: ss -ltnp"));
        if (strangers.Count == 0 && open.Count == 0) findings.Add(Finding.Fine("No other Janus runs here."));
        return findings;
    }

    private static bool Private(IPAddress address) => Array.Exists(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"], n => IPNetwork.Parse(n).Contains(address));

    private static async Task<Version?> InstalledAsync()
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo("dpkg-query", ["-W", "-f", "${Version}", "janus"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = await asked.StandardOutput.ReadToEndAsync();
            await asked.WaitForExitAsync();
            return Version.TryParse(said.Split(':')[^1].Split('-', '+', '~')[0], out var version) ? version : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
