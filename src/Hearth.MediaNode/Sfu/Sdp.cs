using System.Net;

namespace Hearth.MediaNode.Sfu;

/// <summary>
/// Session descriptions as they pass the node. Towards Janus only lines that are known and needed are kept: what a browser could
/// use to reach a weak spot of Janus (data channels, RTX, simulcast) or to tell its address is not among them. Towards a browser
/// the one address it may see is the node's own.
/// </summary>
internal static class Sdp
{
    private const int MaxLines = 64;
    private static readonly HashSet<string> Kept =
    [
        "mid", "group", "ice-ufrag", "ice-pwd", "ice-options", "fingerprint", "setup", "msid", "msid-semantic", "extmap", "extmap-allow-mixed",
        "rtcp-mux", "rtcp-rsize", "rtpmap", "fmtp", "rtcp-fb", "ssrc", "sendonly", "recvonly", "sendrecv", "inactive", "maxptime", "ptime",
    ];

    /// <summary>A browser's offer of what it sends. Null when it is not one we take. Streams: mid and kind of each line.</summary>
    public static string? FromPublisher(string sdp, bool echo, out List<(string Mid, string Kind)> streams) =>
        Clean(sdp, echo ? null : "sendonly", maxMedia: 2, out streams);

    /// <summary>A browser's answer to what it receives: whatever it claims, it sends nothing there.</summary>
    public static string? FromSubscriber(string sdp) => Clean(sdp, "recvonly", maxMedia: MaxLines, out _);

    /// <summary>
    /// Janus's description for a browser: candidates of any other address are taken out; with <paramref name="quiet"/> (the answer to a publisher)
    /// Opus is asked to fall silent in silence and to stay slim. Janus's own room option for it does nothing with Chromium, which
    /// offers no usedtx.
    /// </summary>
    public static string ToBrowser(string sdp, IPAddress ours, bool quiet)
    {
        var address = ours.ToString();
        var lines = Lines(sdp);
        var opus = quiet ? lines.Where(l => l.StartsWith("a=rtpmap:", StringComparison.Ordinal) && l.Contains(" opus/", StringComparison.OrdinalIgnoreCase)).Select(l => l[9..l.IndexOf(' ', StringComparison.Ordinal)]).FirstOrDefault() : null;
        var dtx = opus is not null && lines.Any(l => l.StartsWith($"a=fmtp:{opus} ", StringComparison.Ordinal));
        var result = new List<string>(lines.Count + 1);
        foreach (var line in lines)
        {
            if (line.StartsWith("a=candidate:", StringComparison.Ordinal) && line.Split(' ') is var parts && (parts.Length < 8 || parts[4] != address || parts.Contains("raddr")))
                continue;
            if (dtx && line.StartsWith($"a=fmtp:{opus} ", StringComparison.Ordinal))
                result.Add($"{line};usedtx=1;maxaveragebitrate=24000");
            else
                result.Add(line);
            if (opus is not null && !dtx && line.StartsWith($"a=rtpmap:{opus} ", StringComparison.Ordinal))
                result.Add($"a=fmtp:{opus} usedtx=1;maxaveragebitrate=24000");
        }
        return Joined(result);
    }

    /// <summary>The addresses of all candidates in a description.</summary>
    public static IEnumerable<string> Candidates(string sdp) =>
        Lines(sdp).Where(l => l.StartsWith("a=candidate:", StringComparison.Ordinal)).Select(l => l.Split(' ')).Where(p => p.Length > 4).Select(p => p[4]);

    private static string? Clean(string sdp, string? direction, int maxMedia, out List<(string Mid, string Kind)> streams)
    {
        streams = [];
        var lines = Lines(sdp);
        if (lines.Count < 4 || lines[0] != "v=0" || !lines.TrueForAll(Printable))
            return null;
        var rtx = lines.Where(l => l.StartsWith("a=rtpmap:", StringComparison.Ordinal) && l.Contains(" rtx/", StringComparison.OrdinalIgnoreCase))
            .Select(l => l[9..l.IndexOf(' ', StringComparison.Ordinal)]).ToHashSet();
        var repair = lines.Where(l => l.StartsWith("a=ssrc-group:FID ", StringComparison.Ordinal)).SelectMany(l => l.Split(' ').Skip(2)).ToHashSet();

        var result = new List<string>(lines.Count);
        var media = 0;
        var goes = true; // the part says which way it goes; what stands before the first one says nothing
        foreach (var line in lines)
        {
            if (line.Length < 2 || line[1] != '=')
                return null;
            switch (line[0])
            {
                case 'v' or 's' or 't':
                    result.Add(line[0] switch { 'v' => "v=0", 's' => "s=-", _ => "t=0 0" });
                    break;
                case 'o':
                    // The origin may hold the browser's address; Janus needs only that the line is there and that it counts up.
                    if (line.Split(' ') is not [_, var id, var version, ..] || !Counts(id) || !Counts(version))
                        return null;
                    result.Add($"o=- {id} {version} IN IP4 127.0.0.1");
                    break;
                case 'c':
                    result.Add("c=IN IP4 0.0.0.0");
                    break;
                case 'm':
                    var parts = line[2..].Split(' ');
                    var formats = parts.Skip(3).Where(p => !rtx.Contains(p)).ToList();
                    if (parts[0] is not ("audio" or "video") || formats.Count == 0 || parts.Contains("") || ++media > maxMedia)
                        return null;
                    EndPart();
                    goes = false;
                    streams.Add(("", parts[0]));
                    result.Add("m=" + string.Join(' ', parts.Take(3).Concat(formats)));
                    break;
                case 'a':
                    var name = Name(line);
                    // Firefox gives the lines that share the first one's way port 0 and says so; without that word, 0 means "not this one".
                    if (name == "bundle-only" && result.FindLastIndex(l => l[0] == 'm') is >= 0 and var last && result[last].Split(' ') is [var kind, "0", .. var rest])
                        result[last] = string.Join(' ', [kind, "9", .. rest]);
                    if (!Kept.Contains(name) || Payload(line, name) is { } pt && rtx.Contains(pt) || name == "ssrc" && repair.Contains(Value(line)))
                        break;
                    if (name == "mid")
                    {
                        var mid = line.Length > "a=mid:".Length ? line["a=mid:".Length..] : "";
                        if (streams.Count == 0 || streams[^1].Mid.Length > 0 || mid.Length is 0 or > 16 || !mid.All(char.IsAsciiLetterOrDigit) || streams.Exists(s => s.Mid == mid))
                            return null;
                        streams[^1] = (mid, streams[^1].Kind);
                    }
                    if (name is "sendrecv" or "sendonly" or "recvonly" or "inactive")
                    {
                        if (!goes)
                            result.Add("a=" + (name == "inactive" ? name : direction ?? name));
                        goes = true;
                        break;
                    }
                    result.Add(line);
                    break;
                default:
                    // Bandwidth, keys and the like: not needed, not passed on.
                    break;
            }
        }
        EndPart();
        return media > 0 && streams.TrueForAll(s => s.Mid.Length > 0) ? Joined(result) : null;

        // Where a part does not say which way it goes, it goes both.
        void EndPart()
        {
            if (!goes && direction is not null)
                result.Add("a=" + direction);
        }
    }

    private static bool Counts(string number) => number.Length is > 0 and <= 20 && number.All(char.IsAsciiDigit);

    private static List<string> Lines(string sdp) => [.. sdp.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0)];

    private static string Joined(IEnumerable<string> lines) => string.Concat(lines.Select(l => l + "\r\n"));

    private static bool Printable(string line) => line.Length <= 2000 && line.All(c => c is >= ' ' and <= '~');

    private static string Name(string line)
    {
        var end = line.IndexOf(':', StringComparison.Ordinal);
        return end < 0 ? line[2..] : line[2..end];
    }

    private static string Value(string line)
    {
        var rest = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var end = rest.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? rest : rest[..end];
    }

    private static string? Payload(string line, string name) => name is "rtpmap" or "fmtp" or "rtcp-fb" ? Value(line) : null;
}
