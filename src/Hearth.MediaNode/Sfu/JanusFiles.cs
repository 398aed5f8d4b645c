using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Hearth.MediaNode.Sfu;

/// <summary>
/// Every setting of Janus, generated anew for each start: nothing of /etc/janus is read. One listener, on loopback, with a
/// random port and secret; no admin door, no HTTP, two plugins, one handler of events that tells the node how many packets flow. The files are deleted once Janus has read
/// them, so the secrets stand nowhere but in two processes.
/// Recording is closed off three times: no plugin or room option for it, every path protected, and a kernel limit of zero bytes
/// a file (set where the process is started).
/// </summary>
internal sealed class JanusFiles : IDisposable
{
    private const string Base = "/usr/lib/x86_64-linux-gnu/janus";
    private static readonly string[] Plugins = ["libjanus_videoroom.so", "libjanus_echotest.so"];
    private static readonly string[] Events = ["libjanus_wsevh.so"];
    private static readonly string[] Transports = ["libjanus_websockets.so"];

    public string Folder { get; } = Directory.CreateTempSubdirectory("hearth-janus-").FullName;
    public int Port { get; } = FreePort();
    public string ApiSecret { get; } = Secret();
    public string AdminKey { get; } = Secret();

    public JanusFiles(NodeSettings settings, SystemUser? owner, JanusEars? ears = null)
    {
        var address = settings.PublicAddress is { } open ? $"nat_1_1_mapping = \"{open}\"" : "";
        Write("janus.jcfg", $$"""
            general: {
              configs_folder = "{{Folder}}"
              plugins_folder = "{{Base}}/plugins"
              transports_folder = "{{Base}}/transports"
              events_folder = "{{Base}}/events"
              loggers_folder = "{{Base}}/loggers"
              debug_level = 3
              debug_colors = false
              server_name = "hearth"
              hide_dependencies = true
              interface = "127.0.0.1"
              session_timeout = 60
              reclaim_session_timeout = 0
              event_loops = {{Environment.ProcessorCount}}
              admin_secret = "{{Secret()}}"
              api_secret = "{{ApiSecret}}"
              protected_folders = [ "/" ]
            }
            certificates: { }
            media: {
              ipv6 = false
              rtp_port_range = "{{settings.Rtp.From}}-{{settings.Rtp.To}}"
              dtls_mtu = 1200
              no_media_timer = 3
              slowlink_threshold = 8
            }
            nat: {
              ice_enforce_list = "{{settings.Address}}"
              ignore_mdns = true
              ice_lite = false
              {{address}}
            }
            plugins: { disable = "{{Others("plugins", Plugins)}}" }
            transports: { disable = "{{Others("transports", Transports)}}" }
            loggers: { disable = "{{Others("loggers", [])}}" }
            events: {
              broadcast = {{(ears is null ? "false" : "true")}}
              stats_period = 5
              disable = "{{Others("events", Events)}}"
            }
            """);
        Write("janus.transport.websockets.jcfg", $$"""
            general: {
              json = "compact"
              pingpong_trigger = 10
              pingpong_timeout = 5
              ws = true
              ws_interface = "lo"
              ws_ip = "127.0.0.1"
              ws_port = {{Port}}
              wss = false
            }
            admin: { admin_ws = false }
            """);
        Write("janus.plugin.videoroom.jcfg", $$"""
            general: {
              admin_key = "{{AdminKey}}"
              lock_rtp_forward = true
              string_ids = true
            }
            """);
        if (ears is not null) Write("janus.eventhandler.wsevh.jcfg", $$"""
            general: {
              enabled = true
              events = "media"
              grouping = false
              json = "compact"
              backend = "ws://127.0.0.1:{{ears.Port}}{{ears.Path}}"
              subprotocol = "janus-events"
            }
            """);
        Write("janus.plugin.echotest.jcfg", "general: { events = false }\n");
        if (owner is not null)
            foreach (var path in Directory.GetFiles(Folder).Append(Folder))
                owner.Own(path);
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(System.Text.Encoding.UTF8.GetBytes(text));
    }

    /// <summary>All libraries in a folder but ours: what is not named here is not loaded, whatever else is installed.</summary>
    private static string Others(string folder, string[] ours)
    {
        var path = Path.Combine(Base, folder);
        return Directory.Exists(path)
            ? string.Join(",", Directory.GetFiles(path, "*.so").Select(Path.GetFileName).Where(f => !ours.Contains(f)).Order())
            : "";
    }

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}

/// <summary>The user Janus runs as when the node itself runs as root: one that owns nothing.</summary>
internal sealed partial record SystemUser(string Name, uint Uid, uint Gid)
{
    public static SystemUser? ForChildren()
    {
        if (Environment.UserName != "root" && geteuid() != 0)
            return null;
        foreach (var line in File.ReadLines("/etc/passwd"))
            if (line.Split(':') is ["nobody", _, var uid, var gid, ..])
                return new SystemUser("nobody", uint.Parse(uid, System.Globalization.CultureInfo.InvariantCulture), uint.Parse(gid, System.Globalization.CultureInfo.InvariantCulture));
        return null;
    }

    public void Own(string path)
    {
        if (chown(path, Uid, Gid) != 0)
            throw new IOException($"Could not hand {path} to {Name}: error {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int chown(string path, uint owner, uint group);
}
