using System.Text.Json.Nodes;
using Hearth.MediaNode.Sfu;

namespace Hearth.MediaNode.Rooms;

/// <summary>
/// One browser's connections, as Janus holds them: a session with a handle that speaks and, once there is somebody to hear, one
/// that hears. Used by its seat's loop alone, so nothing here is ever done twice at once; in particular the next offer
/// waits for the answer to the last (renegotiating in parallel breaks both).
/// </summary>
internal sealed class Call
{
    private readonly JanusRun _run;
    private readonly Room _room;
    private readonly string _seat;
    private readonly long _session;
    private readonly long _speaks;
    private long _privateId;
    private long _hears;
    private int _offers;
    private ToBrowser.Offer? _open;
    private bool _speaking;
    private readonly Dictionary<string, List<(string Mid, string Kind)>> _feeds = [];
    private List<Stream> _streams = [];

    private sealed record Stream(string SubMid, string Feed, string Mid, string Kind)
    {
        public bool Dead { get; set; }
        public bool Sent { get; set; } = true;
    }

    private Call(JanusRun run, Room room, string seat, long session, long speaks) =>
        (_run, _room, _seat, _session, _speaks) = (run, room, seat, session, speaks);

    /// <summary>Names these connections towards the browser: whoever comes back with it goes on, anyone else starts over.</summary>
    public string Epoch { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The offer that waits for its answer.</summary>
    public ToBrowser.Offer? OpenOffer => _open;

    /// <summary>The last answer given to this browser's offers, to be repeated when it did not arrive.</summary>
    public ToBrowser.Answered? LastAnswer { get; private set; }

    public bool Publishing => LastAnswer is not null;

    /// <summary>The lines of what it sends: mid and kind.</summary>
    public List<(string Mid, string Kind)> Sends { get; private set; } = [];

    /// <summary>Whose pictures are wanted: all when null.</summary>
    public HashSet<string>? Pictures { get; set; }

    public long Session => _session;

    public bool IsSpeaker(long handle) => handle == _speaks;

    public bool IsCurrent(long handle) => handle == _speaks || handle == _hears;

    /// <param name="listen">Told of the session before anything can be said to it, so that no word is missed.</param>
    public static async Task<Call> BeginAsync(JanusRun run, Room room, string seat, Action<long> listen)
    {
        var session = await run.Line.NewSessionAsync();
        listen(session);
        var call = new Call(run, room, seat, session, await run.Line.AttachAsync(session, room.Echo ? Janus.EchoTest : Janus.VideoRoom));
        if (room.Echo)
            return call;
        try
        {
            var (joined, _) = await run.Line.TellAsync(session, call._speaks, new JsonObject
            {
                ["request"] = "join",
                ["ptype"] = "publisher",
                ["room"] = room.Name,
                ["id"] = seat,
            });
            call._privateId = (long)joined["private_id"]!;
            call.Note(joined);
            return call;
        }
        catch
        {
            await run.Line.EndSessionAsync(session);
            throw;
        }
    }

    public JanusRun Run => _run;

    public Task EndAsync() => _run.Line.EndSessionAsync(_session);

    public Task KeepAliveAsync() => _run.Line.KeepAliveAsync(_session);

    /// <summary>Puts a browser's offer to Janus. Null when it was refused. What <paramref name="before"/> does is done before the browser can send anything.</summary>
    public async Task<ToBrowser.Answered?> PublishAsync(int id, string offer, Func<Task> before)
    {
        if (LastAnswer?.Id == id)
            return LastAnswer;
        if (Sdp.FromPublisher(offer, _room.Echo, out var streams) is not { } clean)
            return null;
        var request = _room.Echo
            ? new JsonObject { ["audio"] = true, ["video"] = true, ["bitrate"] = _room.Bitrate }
            : new JsonObject { ["request"] = _speaking ? "configure" : "publish", ["bitrate"] = _room.Bitrate };
        var (_, answer) = await _run.Line.TellAsync(_session, _speaks, request, ("offer", clean));
        if (answer is null)
            return null;
        Sends = streams;
        _speaking = true;
        await before();
        await _run.Line.NoCandidatesAsync(_session, _speaks);
        return LastAnswer = new ToBrowser.Answered(id, Sdp.ToBrowser(answer, _room.Address, quiet: true));
    }

    public async Task UnpublishAsync()
    {
        if (!_speaking || _room.Echo)
            return;
        await _run.Line.TellAsync(_session, _speaks, new JsonObject { ["request"] = "unpublish" });
        _speaking = false;
        LastAnswer = null;
        Sends = [];
    }

    /// <summary>The seat's own switches, kept at Janus too: what is off is not passed on, whatever the browser sends.</summary>
    public async Task ShareAsync(bool audio, bool video)
    {
        if (!_speaking)
            return;
        if (_room.Echo)
            return;
        var streams = new JsonArray([.. Sends.Select(s => new JsonObject { ["mid"] = s.Mid, ["send"] = s.Kind == "audio" ? audio : video })]);
        await _run.Line.TellAsync(_session, _speaks, new JsonObject { ["request"] = "configure", ["streams"] = streams });
    }

    /// <summary>Takes in who is there, from Janus's word to the speaking handle. True when that changed.</summary>
    public bool Note(JsonNode data)
    {
        var changed = false;
        foreach (var publisher in data["publishers"] as JsonArray ?? [])
        {
            if ((string?)publisher?["id"] is not { } feed || feed == _seat)
                continue;
            _feeds[feed] = [.. (publisher["streams"] as JsonArray ?? [])
                .Where(s => s is not null && !((bool?)s["disabled"] ?? false))
                .Select(s => ((string?)s!["mid"] ?? "", (string?)s["type"] ?? ""))
                .Where(s => s.Item2 is "audio" or "video")];
            changed = true;
        }
        foreach (var left in new[] { "unpublished", "leaving", "kicked" })
        {
            if ((string?)data[left] is not { } feed || feed == "ok")
                continue;
            changed |= _feeds.Remove(feed);
            foreach (var stream in _streams.Where(s => s.Feed == feed))
                stream.Dead = true;
        }
        return changed;
    }

    /// <summary>Makes the next offer if what is heard is not what is there, and none is open.</summary>
    public async Task<ToBrowser.Offer?> OfferAsync()
    {
        if (_open is not null || _room.Echo)
            return null;
        var gone = _streams.Where(s => s.Dead || !(_feeds.GetValueOrDefault(s.Feed)?.Contains((s.Mid, s.Kind)) ?? false)).ToList();
        var come = _feeds.SelectMany(f => f.Value.Select(s => (Feed: f.Key, s.Mid, s.Kind)))
            .Where(w => !_streams.Except(gone).Any(s => s.Feed == w.Feed && s.Mid == w.Mid)).ToList();
        if (gone.Count == 0 && come.Count == 0)
            return null;

        var subscribe = new JsonArray([.. come.Select(w => new JsonObject { ["feed"] = w.Feed, ["mid"] = w.Mid, ["send"] = Wanted(w.Feed, w.Kind) })]);
        JsonNode data;
        string? sdp;
        if (_hears == 0)
        {
            var hears = await _run.Line.AttachAsync(_session, Janus.VideoRoom);
            (data, sdp) = await _run.Line.TellAsync(_session, hears, new JsonObject
            {
                ["request"] = "join",
                ["ptype"] = "subscriber",
                ["room"] = _room.Name,
                ["private_id"] = _privateId,
                ["use_msid"] = false,
                ["autoupdate"] = false,
                ["streams"] = subscribe,
            });
            _hears = hears;
        }
        else
        {
            var update = new JsonObject { ["request"] = "update" };
            if (gone.Count > 0)
                update["unsubscribe"] = new JsonArray([.. gone.Select(s => new JsonObject { ["sub_mid"] = s.SubMid })]);
            if (come.Count > 0)
                update["subscribe"] = subscribe;
            (data, sdp) = await _run.Line.TellAsync(_session, _hears, update);
        }
        return sdp is null ? null : Opened(data, sdp);
    }

    /// <summary>An offer with fresh ICE for what is heard.</summary>
    public async Task<ToBrowser.Offer?> RestartAsync()
    {
        if (_hears == 0 || _open is not null)
            return _open;
        var (data, sdp) = await _run.Line.TellAsync(_session, _hears, new JsonObject { ["request"] = "configure", ["restart"] = true });
        return sdp is null ? null : Opened(data, sdp);
    }

    /// <summary>The browser's answer to the open offer. False when it is not one we take.</summary>
    public async Task<bool> AnswerAsync(int id, string answer)
    {
        if (_open?.Id != id)
            return true; // To an offer that is answered already, or was of another life: nothing to do.
        if (Sdp.FromSubscriber(answer) is not { } clean)
            return false;
        await _run.Line.TellAsync(_session, _hears, new JsonObject { ["request"] = "start" }, ("answer", clean));
        _open = null;
        await _run.Line.NoCandidatesAsync(_session, _hears);
        await PicturesAsync();
        return true;
    }

    /// <summary>Pauses and resumes pictures as wished, without a new offer.</summary>
    public async Task PicturesAsync()
    {
        if (_hears == 0 || _open is not null)
            return;
        var turned = _streams.Where(s => !s.Dead && s.Sent != Wanted(s.Feed, s.Kind)).ToList();
        if (turned.Count == 0)
            return;
        foreach (var stream in turned)
            stream.Sent = !stream.Sent;
        await ConfigureAsync(turned);
    }

    /// <summary>Turning a stream off and on again makes Janus ask its sender for a whole picture; after an ICE restart it does not do so by itself.</summary>
    public async Task KeyFramesAsync()
    {
        if (_speaking && !_room.Echo)
            await _run.Line.TellAsync(_session, _speaks, new JsonObject { ["request"] = "configure", ["keyframe"] = true });
        var pictures = _streams.Where(s => s is { Dead: false, Sent: true, Kind: "video" }).ToList();
        if (_hears == 0 || _open is not null || pictures.Count == 0)
            return;
        pictures.ForEach(s => s.Sent = false);
        await ConfigureAsync(pictures);
        pictures.ForEach(s => s.Sent = true);
        await ConfigureAsync(pictures);
    }

    private Task ConfigureAsync(List<Stream> streams) =>
        _run.Line.TellAsync(_session, _hears, new JsonObject
        {
            ["request"] = "configure",
            ["streams"] = new JsonArray([.. streams.Select(s => new JsonObject { ["mid"] = s.SubMid, ["send"] = s.Sent })]),
        });

    private ToBrowser.Offer Opened(JsonNode data, string sdp)
    {
        var known = _streams.Where(s => !s.Dead).ToDictionary(s => (s.SubMid, s.Feed));
        if (data["streams"] is JsonArray streams)
            _streams = [.. streams
                .Where(s => s?["feed_id"] is not null && ((bool?)s["active"] ?? true))
                .Select(s => new Stream((string)s!["mid"]!, (string)s["feed_id"]!, (string?)s["feed_mid"] ?? "", (string)s["type"]!))
                .Select(s => { s.Sent = known.TryGetValue((s.SubMid, s.Feed), out var old) ? old.Sent : Wanted(s.Feed, s.Kind); return s; })];
        // A feed that left between our asking and this offer is dead in it already.
        foreach (var stream in _streams.Where(s => !_feeds.ContainsKey(s.Feed)))
            stream.Dead = true;
        return _open = new ToBrowser.Offer(++_offers, Sdp.ToBrowser(sdp, _room.Address, quiet: false),
            [.. _streams.Select(s => new ToBrowser.Incoming(s.SubMid, s.Feed, s.Kind))]);
    }

    private bool Wanted(string feed, string kind) => kind == "audio" || (Pictures?.Contains(feed) ?? true);
}
