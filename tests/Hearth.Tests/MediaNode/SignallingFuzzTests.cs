using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Hearth.MediaNode.Rooms;
using Hearth.MediaNode.Sfu;
using Hearth.Tests.Architecture;

namespace Hearth.Tests.MediaNode;

/// <summary>
/// AC-08 and AC-10. What a browser may say to the media node, spoiled some thousand times: never an exception, and nothing gets
/// through to Janus or to another browser that the filter is there to hold back. What must not pass is said here once more, apart
/// from the filter's own words.
/// </summary>
public partial class SignallingFuzzTests
{
    private const string Away = "10.11.12.13";
    private static readonly IPAddress ours = IPAddress.Parse("192.0.2.1");

    private static string Sdp(params string[] lines) => string.Concat(lines.Select(l => l + "\r\n"));

    private static readonly string[] spoken =
    [
        Sdp("v=0", $"o=- 8616478263211212314 2 IN IP4 {Away}", "s=-", "t=0 0", "a=group:BUNDLE 0 1", "a=extmap-allow-mixed", "a=msid-semantic: WMS stream",
            "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9", $"c=IN IP4 {Away}", $"a=rtcp:9 IN IP4 {Away}", $"a=candidate:1 1 udp 2122260223 {Away} 50000 typ host generation 0", "a=ice-ufrag:abcd", "a=ice-pwd:abcdefghijklmnopqrstuvwx", "a=ice-options:trickle",
            "a=fingerprint:sha-256 AA:BB:CC", "a=setup:actpass", "a=mid:0", "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level", "a=sendrecv", "a=msid:stream track", "a=rtcp-mux", "a=rtcp-rsize", "a=rtpmap:111 opus/48000/2", "a=rtcp-fb:111 transport-cc",
            "a=fmtp:111 minptime=10;useinbandfec=1", "a=rtpmap:63 red/48000/2", "a=rtpmap:9 G722/8000", "a=ssrc:1111 cname:x",
            "m=video 9 UDP/TLS/RTP/SAVPF 96 97 98", $"c=IN IP4 {Away}", "a=ice-ufrag:abcd", "a=ice-pwd:abcdefghijklmnopqrstuvwx", "a=fingerprint:sha-256 AA:BB:CC", "a=setup:actpass", "a=mid:1", "a=sendonly", "a=rtcp-mux", "a=rtpmap:96 VP8/90000", "a=rtcp-fb:96 nack pli",
            "a=rtpmap:97 rtx/90000", "a=fmtp:97 apt=96", "a=rtpmap:98 H264/90000", "a=rid:q send", "a=rid:h send", "a=simulcast:send q;h", "a=ssrc-group:FID 2222 3333", "a=ssrc-group:SIM 2222 4444", "a=ssrc:2222 cname:x", "a=ssrc:3333 cname:x"),
        Sdp("v=0", $"o=mozilla...THIS_IS_SDPARTA-140.0 4834934 0 IN IP4 {Away}", "s=-", "t=0 0", "a=fingerprint:sha-256 AA:BB:CC", "a=group:BUNDLE 0 1", "a=ice-options:trickle", "a=msid-semantic:WMS *",
            "m=audio 9 UDP/TLS/RTP/SAVPF 109", "c=IN IP4 0.0.0.0", "a=recvonly", "a=fmtp:109 maxplaybackrate=48000;stereo=1", "a=ice-pwd:abcdefghijklmnopqrstuvwx", "a=ice-ufrag:abcd", "a=mid:0", "a=rtcp-mux", "a=rtpmap:109 opus/48000/2", "a=setup:active", $"a=candidate:0 1 UDP 2122252543 {Away} 60000 typ host", "a=end-of-candidates",
            "m=video 0 UDP/TLS/RTP/SAVPF 120", "c=IN IP6 ::", "a=bundle-only", "a=recvonly", "a=mid:1", "a=rtcp-mux", "a=rtpmap:120 VP8/90000", "a=setup:active"),
    ];

    private static readonly string[] pieces =
    [
        "\r\n", "\n", "\r", "\r\na=candidate:9 1 udp 1 10.11.12.13 5 typ host\r\n", "\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n", "a=sendrecv", "a=", "m=", "o=", "a=mid:", "a=mid:0", "a=rtpmap:96 rtx/90000", " rtx/", "a=simulcast:send a;b", "a=rid:a send",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x", "b=AS:999999", "a=inactive", "a=sendonly", "a=bundle-only", "0", "9", " ", "  ", "=", ":", "\t", "\0", "é", "99999999999999999999", "-1", "c=IN IP4 10.11.12.13", "a=remote-candidates:1 10.11.12.13 5", "raddr 10.11.12.13",
    ];

    /// <summary>All that may ever stand in a description on its way to Janus.</summary>
    [GeneratedRegex(@"^(v=0|o=- \d{1,20} \d{1,20} IN IP4 127\.0\.0\.1|s=-|t=0 0|c=IN IP4 0\.0\.0\.0|m=(audio|video) \S+ \S+( \S+)*\s*|a=(mid:[A-Za-z0-9]{1,16}|sendrecv|sendonly|recvonly|inactive|(group|ice-ufrag|ice-pwd|ice-options|fingerprint|setup|msid|msid-semantic|extmap|extmap-allow-mixed|rtcp-mux|rtcp-rsize|rtpmap|fmtp|rtcp-fb|ssrc|maxptime|ptime)(:[ -~]*)?))$")]
    private static partial Regex MayPass { get; }

    /// <summary>What is wrong with what was let through.</summary>
    private static IEnumerable<string> Passed(string sdp, string? direction, int most)
    {
        if (!sdp.EndsWith("\r\n", StringComparison.Ordinal)) yield return "it does not end";
        var lines = sdp.Split("\r\n")[..^1];
        foreach (var line in lines.Where(l => !MayPass.IsMatch(l))) yield return $"passed: {line}";
        if (Regex.IsMatch(sdp, "(?m)^a=rtpmap:.* rtx/", RegexOptions.IgnoreCase)) yield return "passed: RTX";
        var parts = Regex.Split(sdp, "(?m)^m=").Skip(1).ToList();
        if (parts.Count == 0 || parts.Count > most) yield return $"{parts.Count} media";
        var mids = parts.SelectMany(p => Regex.Matches(p, @"(?m)^a=mid:(\w+)").Select(m => m.Groups[1].Value)).ToList();
        if (mids.Count != parts.Count || mids.Distinct().Count() != mids.Count) yield return $"mids: {string.Join(' ', mids)}";
        if (direction is null) yield break;
        // Where a part says nothing, it would be both ways.
        foreach (var part in parts)
            if (Regex.Matches(part, @"(?m)^a=(sendrecv|sendonly|recvonly|inactive)\r?$").Select(m => m.Groups[1].Value).Distinct().ToList() is not [var only] || (only != direction && only != "inactive")) yield return $"a part is not {direction}";
    }

    private static IEnumerable<string> Through(string text)
    {
        if (Hearth.MediaNode.Sfu.Sdp.FromPublisher(text, echo: false, out var streams) is { } publishes)
        {
            foreach (var one in Passed(publishes, "sendonly", 2)) yield return $"publisher, {one}";
            if (streams.Count is 0 or > 2) yield return "publisher, streams";
            if (Hearth.MediaNode.Sfu.Sdp.FromPublisher(publishes, echo: false, out _) != publishes) yield return "publisher, what passed does not pass as it is";
        }
        if (Hearth.MediaNode.Sfu.Sdp.FromPublisher(text, echo: true, out _) is { } echoes)
            foreach (var one in Passed(echoes, null, 2)) yield return $"echo, {one}";
        if (Hearth.MediaNode.Sfu.Sdp.FromSubscriber(text) is { } answers)
            foreach (var one in Passed(answers, "recvonly", 64)) yield return $"subscriber, {one}";
        var shown = Hearth.MediaNode.Sfu.Sdp.ToBrowser(text, ours, quiet: true);
        foreach (var address in Hearth.MediaNode.Sfu.Sdp.Candidates(shown).Where(a => a != ours.ToString())) yield return $"a browser is told of {address}";
        if (Regex.IsMatch(shown, "(?m)^a=candidate:.*raddr")) yield return "a browser is told where from";
    }

    [Fact]
    public void What_browsers_say_passes_and_nothing_of_where_they_are()
    {
        foreach (var sdp in spoken)
        {
            var passed = Hearth.MediaNode.Sfu.Sdp.FromPublisher(sdp, echo: false, out var streams);
            Assert.NotNull(passed);
            Assert.Equal([("0", "audio"), ("1", "video")], streams);
            foreach (var one in (string[])[passed, Hearth.MediaNode.Sfu.Sdp.FromPublisher(sdp, echo: true, out _)!, Hearth.MediaNode.Sfu.Sdp.FromSubscriber(sdp)!])
            {
                Assert.DoesNotContain(Away, one, StringComparison.Ordinal);
                Assert.DoesNotMatch("candidate|simulcast|rid:|rtx|apt=", one);
            }
            Report.Clean(Through(sdp));
        }
    }

    [Fact]
    public void AC_08_Nothing_that_must_not_passes_however_it_is_spoiled()
    {
        var (found, passed) = (new List<string>(), 0);
        foreach (var (seed, text) in Chance.Spoiled(6000, spoken, pieces))
        {
            if (Hearth.MediaNode.Sfu.Sdp.FromSubscriber(text) is not null) passed++;
            found.AddRange(Through(text).Select(f => $"{seed}: {f}"));
        }
        Assert.True(passed > 300, $"Only {passed} passed at all: nothing was tried.");
        Report.Clean(found.Take(40));
    }

    [Fact]
    public void What_a_filter_would_let_through_that_passes_everything_is_seen()
    {
        Assert.Equal(2, spoken.Count(s => Passed(s, "sendonly", 2).Any()));
        var clean = Hearth.MediaNode.Sfu.Sdp.FromPublisher(spoken[0], echo: false, out _)!;
        Assert.Empty(Passed(clean, "sendonly", 2));
        foreach (var more in (string[])["a=candidate:1 1 udp 1 10.1.1.1 5 typ host", "a=rid:q send", "a=rtpmap:97 rtx/90000", "m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "c=IN IP4 10.1.1.1", "a=sendrecv", "a=mid:1"])
            Assert.NotEmpty(Passed(clean + more + "\r\n", "sendonly", 2));
        Assert.NotEmpty(Passed(clean.Replace("a=sendonly\r\n", "", StringComparison.Ordinal), "sendonly", 2));
    }

    private static readonly string[] frames =
    [
        """{"t":"hello"}""", """{"t":"hello","epoch":"abc"}""", """{"t":"publish","id":1,"sdp":"v=0\r\n"}""", """{"t":"answer","id":2,"sdp":"v=0\r\n"}""", """{"t":"media","audio":true,"video":false}""", """{"t":"receive","pictures":["a-b","c_d"]}""", """{"t":"receive","pictures":null}""",
        """{"t":"quality","level":"low"}""", """{"t":"restart"}""", """{"t":"keyframe"}""", """{"t":"unpublish"}""", """{"t":"bye"}""",
    ];

    private static readonly string[] words =
    [
        "\"\\ud800\"", "\\ud800", "\\udc00", "\"t\":", "\"id\":1e400", "1e400", "null", "true", "[", "{", "}", "]", ",", ":", "\"", "\\", "\"$type\":\"hello\"", "\"t\":\"hello\",", "\"janus\":\"create\"", "-1", "9999999999999999999", "0.5", "\"level\":\"record\"", "[[[[[[[[", new string('x', 9000), "/*", "//", "\0", "é", "NaN",
    ];

    [Fact]
    public void AC_10_A_frame_is_one_that_is_known_or_is_refused_with_a_word()
    {
        var taken = 0;
        foreach (var (seed, text) in Chance.Spoiled(20_000, frames, words))
        {
            var frame = FromBrowser.Read(Encoding.UTF8.GetBytes(text), out var why);
            Assert.True(frame is null ? why is "malformed" or "too big" : why.Length == 0, $"{seed}: {why}");
            if (frame is not null) taken++;
            Report.Clean(Untrue(frame).Select(f => $"{seed}: {f}, {text}"));
        }
        Assert.True(taken > 300, $"Only {taken} were taken: nothing was tried.");

        // Bytes that are no text, too.
        var random = new Random(20261126);
        for (var i = 0; i < Chance.Times(5000); i++)
        {
            var bytes = Encoding.UTF8.GetBytes(frames[i % frames.Length]);
            for (var n = random.Next(1, 4); n > 0; n--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Report.Clean(Untrue(FromBrowser.Read(bytes, out _)).Select(f => $"bytes {i}: {f}"));
        }
        Assert.NotEmpty(Untrue(new FromBrowser.Quality("record")));
        Assert.NotEmpty(Untrue(new FromBrowser.Receive(["../../etc"])));
        Assert.NotEmpty(Untrue(new FromBrowser.Hello(new string('x', 65))));
    }

    private static IEnumerable<string> Untrue(FromBrowser? frame) => frame switch
    {
        FromBrowser.Quality { Level: not ("full" or "low" or "audio") } => ["a level that is none"],
        FromBrowser.Receive { Pictures: { } pictures } when pictures.Length > 64 || pictures.Any(p => !Regex.IsMatch(p, "^[A-Za-z0-9_-]{1,64}$")) => ["a picture of nobody"],
        FromBrowser.Hello { Epoch.Length: > 64 } => ["a long epoch"],
        FromBrowser.Publish { Offer.Length: > 65536 } or FromBrowser.Answer { Text.Length: > 65536 } => ["a long description"],
        _ => [],
    };
}
