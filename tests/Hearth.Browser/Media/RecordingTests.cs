using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Hearth.Browser.Bench;
using Hearth.Browser.LiveRooms;
using Microsoft.Playwright;

namespace Hearth.Browser.Media;

/// <summary>
/// Nothing is recorded. Three who try: somebody in the room, by what a browser may say; somebody on the machine, at Janus's own
/// doors; and somebody who has all of its secrets. Each is refused or ignored, and none leaves a file.
/// </summary>
public sealed class RecordingTests(Chromium chromium)
{
    private static readonly ColorAndTone red = ColorAndTone.All[0], green = ColorAndTone.All[1];

    [Fact]
    public async Task Somebody_in_the_room_and_somebody_on_the_machine_leave_no_file()
    {
        var mark = $"hearth-rec-{Guid.NewGuid():N}";
        await using var house = await LiveHouse.OpenAsync(chromium);
        var leila = await house.AtTheDoorAsync(house.Cast.Leila, red);
        var wren = await house.BrowserAsync(house.Cast.Wren, green);
        await wren.AddInitScriptAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Media", "wire.js")));
        await wren.GotoAsync($"{house.Address}/sessions/{house.Evening.SessionId}/room");
        var before = Files.Now();

        // A room that is to be recorded is not one that can be opened.
        using (var open = new HttpRequestMessage(HttpMethod.Post, $"/sessions/{house.Evening.SessionId}/room/open"))
        {
            open.Headers.Add("X-Hearth", "fetch");
            open.Content = new FormUrlEncodedContent([KeyValuePair.Create("Record", "true")]);
            using var answer = await house.Cast.Leila.Client.SendAsync(open);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal("unknown-field", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("reason").GetString());
        }
        await leila.GetByRole(AriaRole.Button, new() { Name = "Open the room", Exact = true }).ClickAsync();
        await leila.Locator(".hands li", new() { HasText = "Wren" }).GetByRole(AriaRole.Button, new() { Name = "Let in" }).ClickAsync();
        await Assertions.Expect(wren.Locator("#stage")).ToHaveCountAsync(1);
        await wren.Locator("#mic").ClickAsync();
        await ColorAndTone.WaitForAsync(leila, [green], 60);
        await ColorAndTone.WaitForAsync(wren, [red], 60);

        object[] asked =
        [
            new { t = "record", filename = $"/tmp/{mark}" },
            new { t = "media", audio = true, video = true, record = true, filename = $"/tmp/{mark}" },
            new { t = "configure", record = true, filename = $"/tmp/{mark}" },
            new { t = "publish", id = 99, sdp = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n", record = true, filename = $"/tmp/{mark}" },
            new { t = "quality", level = "record" },
            new { janus = "message", body = new { request = "enable_recording", record = true, rec_dir = "/tmp" }, transaction = "x" },
            new { t = "hello", plugin = "janus.plugin.recordplay", body = new { request = "record", name = mark } },
        ];
        foreach (var frame in asked)
        {
            var refusals = await RefusalsAsync(wren);
            await wren.EvaluateAsync("f => wire.say('media', f)", frame);
            await Circle.UntilAsync(async () => await RefusalsAsync(wren) > refusals, $"refused: {JsonSerializer.Serialize(frame)}", 20);
        }

        // On the machine: one door, on loopback, that wants the secret, and no other of any kind.
        var janus = Circle.JanusOf(house.NodePid);
        var (address, port) = Assert.Single(Sockets.Listening(janus));
        Assert.Equal("0100007F", address);
        Assert.Empty(Sockets.ListeningUnix(janus));
        foreach (var secret in (string?[])[null, "janusrocks", new string('0', 64)])
            Assert.Equal(403, await ErrorAsync(port, "janus-protocol", new() { ["janus"] = "create", ["apisecret"] = secret }));
        await Assert.ThrowsAnyAsync<WebSocketException>(() => ErrorAsync(port, "janus-admin-protocol", new() { ["janus"] = "list_sessions", ["admin_secret"] = "janusoverlord" }));
        using (var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) })
            foreach (var path in (string[])["janus", "admin"])
                await NoApiAsync(http, $"http://127.0.0.1:{port}/{path}");
        Walled(janus, "libjanus_wsevh");

        await StillThereAsync(leila, wren);
        Assert.Empty(Files.Recordings(before, mark));
        Assert.Equal(janus, Circle.JanusOf(house.NodePid));
    }

    [Fact]
    public async Task Somebody_with_all_of_its_secrets_leaves_no_file()
    {
        // The same attempts at the same Janus without its walls are recordings: what is looked for would be found.
        Assert.NotEmpty(await AttemptsAsync(walls: false));
        Assert.Empty(await AttemptsAsync(walls: true));
    }

    /// <summary>The names of the recordings that were made.</summary>
    private async Task<IReadOnlyList<string>> AttemptsAsync(bool walls)
    {
        var mark = $"hearth-rec-{Guid.NewGuid():N}";
        var folder = Directory.CreateTempSubdirectory("hearth-recordings-").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        var before = Files.Now();
        await using var janus = await BareJanus.StartAsync(walls);
        await using var one = await chromium.PersonAsync(red);
        await using var other = await chromium.PersonAsync(green);
        try
        {
            await janus.RoomAsync("circle", r => (r["record"], r["rec_dir"]) = (true, folder));
            var pages = new[] { await janus.GuestAsync(one), await janus.GuestAsync(other) };
            foreach (var (page, at) in pages.Select((p, i) => (p, i))) await page.EvaluateAsync("([room, id, file]) => bare.join(room, id, { record: true, filename: file })", new object[] { "circle", $"person-{at}", $"{folder}/{mark}-{at}" });
            await ColorAndTone.WaitForAsync(pages[0], [green], 60);
            await ColorAndTone.WaitForAsync(pages[1], [red], 60);
            // The room is switched, and each asks for themselves, in the room and in the mirror.
            await Request(pages[0], "videoroom", new { request = "enable_recording", room = "circle", record = true });
            await Request(pages[0], "videoroom", new { request = "configure", record = true, filename = $"{folder}/{mark}" }, speaks: true);
            await pages[0].EvaluateAsync("b => bare.echo(b)", new { audio = true, video = true, record = true, filename = $"{folder}/{mark}-echo" });
            if (walls)
            {
                foreach (var plugin in (string[])["recordplay", "streaming", "audiobridge", "textroom", "videocall", "voicemail", "sip", "nosip", "lua", "duktape"])
                    Assert.Equal("no such plugin", (await Request(pages[0], plugin, new { request = "record", name = mark })).GetProperty("refused").GetString());
                var forward = await Request(pages[0], "videoroom", new { request = "rtp_forward", room = "circle", publisher_id = "person-1", host = "127.0.0.1", host_family = "ipv4", streams = new[] { new { mid = "0", port = 9 } } });
                Assert.True(forward.TryGetProperty("error_code", out _), forward.ToString());
                Walled(janus.Pid);
                await Task.Delay(2000);
                await StillThereAsync(pages[0], pages[1]);
                Assert.True(Circle.Lives(janus.Pid));
            }
            else
            {
                await Circle.UntilAsync(() => Files.Recordings(before, mark).Count > 0, "a Janus without walls records", 30);
            }
            return [.. Files.Recordings(before, mark).Union(Directory.GetFiles(folder))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What it has loaded, may write, and has open for writing.</summary>
    /// <param name="ears">What a house's own has besides: it tells the node how much came in.</param>
    private static void Walled(int janus, params string[] ears)
    {
        var loaded = File.ReadLines($"/proc/{janus}/maps").Select(l => l.Split('/')[^1].Split('.')[0]).Where(f => f.StartsWith("libjanus_", StringComparison.Ordinal)).ToHashSet();
        Assert.Equal(["libjanus_echotest", "libjanus_videoroom", "libjanus_websockets", .. ears], loaded.Order());
        foreach (var limit in (string[])["Max file size", "Max core file size"])
            Assert.Matches($"(?m)^{limit} +0 +0 ", File.ReadAllText($"/proc/{janus}/limits"));
        Assert.Empty(Sockets.Writing(janus));
    }

    private static async Task<JsonElement> Request(IPage page, string plugin, object body, bool speaks = false) =>
        await page.JsonAsync("([plugin, body, speaks]) => bare.request(plugin, body, speaks)", new object[] { $"janus.plugin.{plugin}", body, speaks });

    private static async Task StillThereAsync(IPage one, IPage other)
    {
        await ColorAndTone.WaitForAsync(one, [green], 60);
        await ColorAndTone.WaitForAsync(other, [red], 60);
    }

    private static async Task<int> RefusalsAsync(IPage page) =>
        await page.EvaluateAsync<int>("() => wire.kept.received.filter((f) => f.includes('\"refused\"') && f.includes('\"malformed\"')).length");

    /// <summary>The error that Janus answers with; 0 when it does as it is told.</summary>
    private static async Task<int> ErrorAsync(int port, string protocol, Dictionary<string, string?> request)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(protocol);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/"), patience.Token);
        request["transaction"] = "x";
        var asked = request.Where(r => r.Value is not null).ToDictionary();
        await socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(asked)), WebSocketMessageType.Text, true, patience.Token);
        var buffer = new byte[16 * 1024];
        var part = await socket.ReceiveAsync(buffer, patience.Token);
        using var answer = JsonDocument.Parse(buffer.AsMemory(0, part.Count));
        return answer.RootElement.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : 0;
    }

    private static async Task NoApiAsync(HttpClient http, string url)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync(url, new { janus = "ping", transaction = "x" });
            Assert.DoesNotContain("pong", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.False(answer.IsSuccessStatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // It hangs up, or says nothing.
        }
    }

    /// <summary>Everywhere that Janus, the node and the server may write.</summary>
    private static class Files
    {
        private static readonly string[] kinds = [".mjr", ".wav", ".opus", ".webm", ".ogg", ".mp4", ".pcap", ".rec", ".nfo"];
        private static readonly EnumerationOptions everything = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

        public static HashSet<string> Now() => [.. ((string[])[Path.GetTempPath(), "/var/tmp", "/dev/shm", "/run/lock"]).Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*", everything)).Concat(Directory.EnumerateFiles("/"))];

        public static IReadOnlyList<string> Recordings(HashSet<string> before, string mark) =>
            [.. Now().Except(before).Where(f => f.Contains(mark, StringComparison.Ordinal) || kinds.Contains(Path.GetExtension(f)))];
    }
}
