using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Hearth.Browser.Journeys;
using Hearth.Tests;

namespace Hearth.Browser.Command;

/// <summary>Debian's coturn, set up by <c>./hearth turn</c>: a circle of people whose network lets nothing but TCP through, and no way to anywhere else.</summary>
[Collection("command")]
public sealed class RelayTests : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("hearth-relay-").FullName;
    readonly int port = Ports.Free();
    Process coturn = null!;

    /// <summary>Where the media node is on this machine: its first address that is not its own loopback.</summary>
    static readonly string node = NetworkInterface.GetAllNetworkInterfaces().Where(n => n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .OrderByDescending(n => n.GetIPProperties().GatewayAddresses.Count).SelectMany(n => n.GetIPProperties().UnicastAddresses).Select(a => a.Address).First(a => a.AddressFamily == AddressFamily.InterNetwork).ToString();

    string Secret => File.ReadAllText($"{folder}/turn.secret");

    [Fact]
    public async Task A_circle_over_nothing_but_TCP_through_the_relay()
    {
        // These browsers send no UDP, whatever a page asks of them: what is left is the relay, over TCP.
        await using var behind = new Chromium { Without = ["--allow-loopback-in-peer-connection"], With = ["--force-webrtc-ip-handling-policy=disable_non_proxied_udp"] };
        await behind.InitializeAsync();

        await using (var without = await Evening.BeginAsync(behind))
        {
            await without.InviteAsync("leila");
            await without["leila"].PressAsync("Open the room");
            await without["leila"].IsInsideAsync();
            await without["leila"].MicAsync(true);
            await Task.Delay(5000);
            Assert.Equal(0, await without["leila"].PacketsAsync());
        }

        await using var evening = Evening.In(behind, await House.Open(environment: new Dictionary<string, string>
        {
            ["Hearth__Turn__SecretFile"] = $"{folder}/turn.secret", ["Hearth__Turn__Urls__0"] = $"turn:127.0.0.1:{port}?transport=tcp",
        }));
        evening.Patience = 90;
        await evening.GatherAsync("leila", "wren");
        foreach (var guest in evening.Guests)
        {
            var ways = await guest.WaysAsync();
            Assert.NotEmpty(ways);
            Assert.All(ways, way => Assert.Equal("relay tcp", way));
        }
        Assert.Empty(evening.Guests.SelectMany(g => g.Complaints));
    }

    [Fact]
    public async Task It_leads_to_the_media_node_and_nowhere_else_and_only_with_a_password_that_holds()
    {
        var (name, password) = Credentials(TimeSpan.FromHours(1));
        Assert.Equal(0, await PermissionAsync(name, password, node));
        foreach (var elsewhere in new[] { "127.0.0.1", "127.0.0.53", "10.0.0.1", "192.168.1.1", "172.17.0.1", "169.254.169.254", "198.51.100.7", "0.0.0.0" }.Where(a => a != node))
            Assert.Equal(403, await PermissionAsync(name, password, elsewhere));

        (name, password) = Credentials(TimeSpan.FromHours(-1));
        Assert.Equal(401, await PermissionAsync(name, password, node));
        Assert.Equal(401, await PermissionAsync(Credentials(TimeSpan.FromHours(1)).Name, "guessed", node));
        Assert.DoesNotContain(Secret, (await Command.Run("turn", "--host", "relay.example.org", "--node", node, "--out", $"{folder}/again.conf", "--secret", $"{folder}/turn.secret")).Said);
        Assert.Equal((UnixFileMode)0, File.GetUnixFileMode($"{folder}/turn.secret") & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite));
    }

    (string Name, string Password) Credentials(TimeSpan lasts)
    {
        var name = $"{(DateTimeOffset.UtcNow + lasts).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}:test";
        return (name, Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(name))));
    }

    /// <summary>What the relay answers to "let me send to there": 0 for yes, or its code (RFC 8656). Spoken by hand, as somebody would who means no good.</summary>
    async Task<int> PermissionAsync(string name, string password, string peer)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port);
        await using var line = socket.GetStream();
        byte[] udp = [0x00, 0x19, 0x00, 0x04, 17, 0, 0, 0];
        var (code, realm, nonce) = await AskAsync(0x0003, udp, null);
        Assert.Equal(401, code);
        var key = MD5.HashData(Encoding.UTF8.GetBytes($"{name}:{realm}:{password}"));
        byte[] who = [.. Attribute(0x0006, Encoding.UTF8.GetBytes(name)), .. Attribute(0x0014, Encoding.UTF8.GetBytes(realm)), .. Attribute(0x0015, nonce)];
        (code, _, _) = await AskAsync(0x0003, [.. udp, .. who], key);
        if (code != 0) return code;
        var address = IPAddress.Parse(peer).GetAddressBytes();
        byte[] xored = [0, 1, 0x21 ^ 0x27, 0x12 ^ 0x10, .. address.Select((b, i) => (byte)(b ^ cookie[i]))];
        return (await AskAsync(0x0008, [.. Attribute(0x0012, xored), .. who], key)).Code;

        async Task<(int Code, string Realm, byte[] Nonce)> AskAsync(ushort kind, byte[] attributes, byte[]? sign)
        {
            byte[] Head(int length) => [(byte)(kind >> 8), (byte)kind, (byte)(length >> 8), (byte)length, .. cookie, .. "123456789012"u8];
            byte[] message = [.. Head(attributes.Length), .. attributes];
            if (sign is not null)
                message = [.. Head(attributes.Length + 24), .. attributes, 0x00, 0x08, 0x00, 0x14, .. HMACSHA1.HashData(sign, (byte[])[.. Head(attributes.Length + 24), .. attributes])];
            await line.WriteAsync(message);
            var head = new byte[20];
            await line.ReadExactlyAsync(head);
            var body = new byte[(head[2] << 8) + head[3]];
            await line.ReadExactlyAsync(body);
            var (said, inRealm, fresh) = (0, "", Array.Empty<byte>());
            for (var at = 0; at + 4 <= body.Length;)
            {
                var (type, length) = ((body[at] << 8) + body[at + 1], (body[at + 2] << 8) + body[at + 3]);
                var value = body[(at + 4)..(at + 4 + length)];
                if (type == 0x0009) said = value[2] * 100 + value[3];
                if (type == 0x0014) inRealm = Encoding.UTF8.GetString(value);
                if (type == 0x0015) fresh = value;
                at += 4 + (length + 3) / 4 * 4;
            }
            return (said, inRealm, fresh);
        }
    }

    static readonly byte[] cookie = [0x21, 0x12, 0xA4, 0x42];

    static byte[] Attribute(int type, byte[] value) => [(byte)(type >> 8), (byte)type, (byte)(value.Length >> 8), (byte)value.Length, .. value, .. new byte[(4 - value.Length % 4) % 4]];

    public async ValueTask InitializeAsync()
    {
        var made = await Command.Run("turn", "--host", "relay.example.org", "--node", node, "--listen", "127.0.0.1", "--relay", node, "--port", $"{port}", "--relay-ports", "42000-42999", "--out", $"{folder}/turnserver.conf", "--secret", $"{folder}/turn.secret");
        Assert.True(made.Code == 0, made.Said);
        coturn = Process.Start(new ProcessStartInfo("turnserver", ["-c", $"{folder}/turnserver.conf", "--pidfile", $"{folder}/pid", "--db", $"{folder}/none.sqlite"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await House.Eventually(() =>
        {
            try
            {
                using var socket = new TcpClient("127.0.0.1", port);
                return true;
            }
            catch (SocketException)
            {
                return coturn.HasExited;
            }
        }, 30, () => "coturn did not open.");
        Assert.False(coturn.HasExited);
    }

    public async ValueTask DisposeAsync()
    {
        coturn.Kill();
        await coturn.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
    }
}
