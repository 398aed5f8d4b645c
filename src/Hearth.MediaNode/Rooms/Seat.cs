using System.Text.Json.Nodes;
using System.Threading.Channels;
using Hearth.Media.Contract;
using Hearth.MediaNode.Sfu;

namespace Hearth.MediaNode.Rooms;

/// <summary>
/// One place in one room. Everything that happens to it (frames, Janus's words, a leader's commands, timers) is put into one
/// queue and done in order, so that no two things ever happen to its connections at once.
/// </summary>
internal sealed class Seat : IAsyncDisposable
{
    private static readonly TimeSpan TalkPause = TimeSpan.FromSeconds(0.4);
    private readonly Room _room;
    private readonly NodeRooms _rooms;
    private readonly Channel<Func<Task>> _todo = Channel.CreateUnbounded<Func<Task>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _loop;
    private SeatLine? _line;
    private Call? _call;
    private bool _wantsAudio;
    private bool _wantsVideo;
    private bool _audioMuted;
    private bool _videoMuted;
    private long _talk;
    private long _waits;
    private volatile bool _gone;

    public Seat(Room room, string name, NodeRooms rooms)
    {
        (_room, Name, _rooms) = (room, name, rooms);
        _loop = Task.Run(RunAsync);
        WaitForLine(rooms.Settings.Claim, "unclaimed");
    }

    public string Name { get; }
    public Room Room => _room;
    public bool Attached => _line is not null;
    public bool Publishing => _call?.Publishing ?? false;
    public bool Talking { get; private set; }
    public bool Audible => _wantsAudio && !_audioMuted && !_room.Held;
    public bool Visible => _wantsVideo && !_videoMuted && !_room.Held;

    public RosterSeat Describe() => new()
    {
        Seat = Name,
        Attached = Attached,
        Publishing = Publishing,
        Audio = _wantsAudio,
        Video = _wantsVideo,
        AudioMuted = _audioMuted,
        VideoMuted = _videoMuted,
        Talking = Talking,
    };

    /// <summary>A browser took its place; whoever had it loses it.</summary>
    public Task AttachAsync(SeatLine line) => DoAsync(() =>
    {
        var before = _line;
        _line = line;
        Interlocked.Increment(ref _waits);
        before?.End("elsewhere");
        return Task.CompletedTask;
    });

    /// <summary>A browser went away. Its connections stay: sound may well be flowing still.</summary>
    public Task DetachAsync(SeatLine line) => DoAsync(() =>
    {
        if (_line == line)
        {
            _line = null;
            WaitForLine(_rooms.Settings.Away, "away");
        }
        return Task.CompletedTask;
    });

    public void Take(SeatLine line, FromBrowser frame) => Do(() => _line == line ? TakeAsync(frame) : Task.CompletedTask);

    public Task MuteAsync(Kind kind, bool muted) => DoAsync(async () =>
    {
        if (kind == Kind.Audio)
            _audioMuted = muted;
        else
            _videoMuted = muted;
        await ApplyMutesAsync();
    });

    /// <summary>The room is held, or no longer: what that means for this seat.</summary>
    public Task ApplyHoldAsync() => DoAsync(ApplyMutesAsync);

    public void KeepAlive() => Do(() => _call?.KeepAliveAsync() ?? Task.CompletedTask);

    /// <summary>Janus is gone, and every connection with it.</summary>
    public void JanusDown() => Do(() =>
    {
        DropCall();
        return Task.CompletedTask;
    });

    /// <summary>Janus is back: the browser is told to start over, not all of them in the same instant.</summary>
    public void JanusUp()
    {
        _ = Later(TimeSpan.FromMilliseconds(Random.Shared.Next(100, 300)), () =>
        {
            if (_call is null)
                Tell(new ToBrowser.Reset());
            return Task.CompletedTask;
        });
    }

    /// <summary>What Janus says to one of our handles.</summary>
    public void Hear(long session, long handle, JsonNode message) =>
        Do(() => _call is { } call && call.Session == session ? HearAsync(call, handle, message) : Task.CompletedTask);

    public void Tell(ToBrowser frame) => _line?.Send(frame);

    /// <summary>The room goes on at another node: the browser is told by that one.</summary>
    public const string Moved = "moved";

    /// <summary>The end of the seat. When it is done, nothing reaches the browser any more.</summary>
    public async Task EndAsync(string why)
    {
        _gone = true;
        await DoAsync(async () =>
        {
            var call = _call;
            if (call is not null && _rooms.Run is { } run && !_room.Echo)
                await Quietly(() => _room.KickAsync(run, Name));
            DropCall();
            if (call is not null)
                await call.EndAsync();
            if (why == Moved)
                _line?.Close();
            else
                _line?.End(why);
            _line = null;
        });
        _todo.Writer.TryComplete();
    }

    public async ValueTask DisposeAsync()
    {
        _todo.Writer.TryComplete();
        await _loop;
    }

    private async Task TakeAsync(FromBrowser frame)
    {
        if (frame is FromBrowser.Hello hello)
        {
            await HelloAsync(hello);
            return;
        }
        if (_call is not { } call)
            return; // Sent before it heard that its connections are void.
        switch (frame)
        {
            case FromBrowser.Publish publish:
                var answer = await call.PublishAsync(publish.Id, publish.Offer, async () =>
                {
                    // Before the browser knows where to send: a muted seat must not be heard for even a moment.
                    await call.ShareAsync(_wantsAudio, _wantsVideo);
                    await ApplyMutesAsync();
                });
                Tell(answer is null ? new ToBrowser.Refused("sdp") : answer);
                _room.TellFeeds();
                break;
            case FromBrowser.Unpublish:
                await call.UnpublishAsync();
                StopTalking();
                _room.TellFeeds();
                break;
            case FromBrowser.Answer given:
                if (!await call.AnswerAsync(given.Id, given.Text))
                    Tell(new ToBrowser.Refused("sdp"));
                await OfferAsync(call);
                break;
            case FromBrowser.Share share:
                (_wantsAudio, _wantsVideo) = (share.Audio, share.Video);
                await call.ShareAsync(_wantsAudio, _wantsVideo);
                if (!_wantsAudio)
                    StopTalking();
                _rooms.Raise(new Event { Room = _room.Name, Seat = Name, Shares = new Shares { Audio = _wantsAudio, Video = _wantsVideo } });
                _room.TellFeeds();
                break;
            case FromBrowser.Receive receive:
                call.Pictures = receive.Pictures?.ToHashSet();
                await call.PicturesAsync();
                break;
            case FromBrowser.Restart:
                if (await call.RestartAsync() is { } offer)
                    Tell(offer);
                break;
            case FromBrowser.KeyFrame:
                await call.KeyFramesAsync();
                break;
            case FromBrowser.Quality quality:
                _rooms.Raise(new Event { Room = _room.Name, Seat = Name, Quality = new Hearth.Media.Contract.Quality { Level = quality.Level } });
                break;
            case FromBrowser.Bye:
                DropCall();
                await call.EndAsync();
                break;
        }
    }

    private async Task HelloAsync(FromBrowser.Hello hello)
    {
        if (_rooms.Run is not { } run)
            return; // Janus is being started; when it is up this browser is told to start over.
        if (_call is { } living && living.Epoch == hello.Epoch)
        {
            Tell(new ToBrowser.Welcome(living.Epoch, Name, false, _room.Echo, _room.Bitrate, living.LastAnswer?.Id));
            Tell(new ToBrowser.Muted(_audioMuted, _videoMuted, _room.Held));
            Tell(_room.FeedsFor(this));
            if (living.OpenOffer is { } open)
                Tell(open);
            else
                await OfferAsync(living);
            return;
        }
        if (_call is { } old)
        {
            DropCall();
            await old.EndAsync();
        }
        var call = await Call.BeginAsync(run, _room, Name, session => _rooms.Listen(run, session, this));
        _call = call;
        Tell(new ToBrowser.Welcome(call.Epoch, Name, true, _room.Echo, _room.Bitrate, null));
        Tell(new ToBrowser.Muted(_audioMuted, _videoMuted, _room.Held));
        Tell(_room.FeedsFor(this));
        await OfferAsync(call);
    }

    private async Task OfferAsync(Call call)
    {
        try
        {
            if (await call.OfferAsync() is { } offer)
                Tell(offer);
        }
        catch (JanusRefusedException e) when (e.Code == 428)
        {
            // A feed left while we asked, or is not up yet: Janus tells of it, and then we ask again.
            _ = Later(TimeSpan.FromMilliseconds(250), () => call == _call ? OfferAsync(call) : Task.CompletedTask);
        }
    }

    private async Task HearAsync(Call call, long handle, JsonNode message)
    {
        if (!call.IsCurrent(handle))
            return;
        var data = message["plugindata"]?["data"];
        switch ((string?)message["janus"])
        {
            case "event" when data is not null && call.IsSpeaker(handle):
                var what = (string?)data["videoroom"];
                if (what is "talking" or "stopped-talking")
                {
                    if ((string?)data["id"] == Name)
                        Talks(what == "talking", (double?)data["audio-level-dBov-avg"] ?? 127);
                }
                else if (call.Note(data))
                {
                    await OfferAsync(call);
                }
                break;
            case "media" when call.IsSpeaker(handle):
                _rooms.Raise(new Event
                {
                    Room = _room.Name,
                    Seat = Name,
                    Flows = new Flows { Kind = (string?)message["type"] == "video" ? Kind.Video : Kind.Audio, Receiving = (bool?)message["receiving"] ?? false },
                });
                break;
            case "slowlink":
                // Janus speaks of its own uplink, which is the browser's way down.
                var (up, lost) = (!((bool?)message["uplink"] ?? true), (int?)message["lost"] ?? 0);
                Tell(new ToBrowser.Slow(up, lost));
                _rooms.Raise(new Event { Room = _room.Name, Seat = Name, Slow = new Hearth.Media.Contract.Slow { Uplink = up, Lost = lost } });
                break;
            case "hangup" when !call.IsSpeaker(handle) || call.Publishing:
                // A connection ended that was meant to live. Both are made anew: one way back is easier to trust than many.
                DropCall();
                await call.EndAsync();
                Tell(new ToBrowser.Reset());
                break;
        }
    }

    /// <summary>What must not be heard or seen is stopped at Janus, not asked of the browser.</summary>
    private async Task ApplyMutesAsync()
    {
        Tell(new ToBrowser.Muted(_audioMuted, _videoMuted, _room.Held));
        if (_audioMuted || _room.Held)
            StopTalking();
        if (_call is { } call && _rooms.Run is { } run && !_room.Echo)
            foreach (var (mid, kind) in call.Sends)
                await _room.ModerateAsync(run, Name, mid, _room.Held || (kind == "audio" ? _audioMuted : _videoMuted));
        _room.TellFeeds();
    }

    private void Talks(bool on, double level)
    {
        var mine = ++_talk;
        if (on && Audible && !Talking)
        {
            Talking = true;
            TellTalk(level);
        }
        else if (!on && Talking)
        {
            _ = Later(TalkPause, () =>
            {
                if (mine == _talk)
                    StopTalking();
                return Task.CompletedTask;
            });
        }
    }

    private void StopTalking()
    {
        _talk++;
        if (!Talking)
            return;
        Talking = false;
        TellTalk(127);
    }

    private void TellTalk(double level)
    {
        _rooms.Raise(new Event { Room = _room.Name, Seat = Name, Talks = new Talks { On = Talking, Level = level } });
        foreach (var seat in _room.Seats.Values)
            seat.Tell(new ToBrowser.Talking(Name, Talking, level));
    }

    private void DropCall()
    {
        if (_call is { } call)
            _rooms.Unlisten(call.Run, call.Session);
        _call = null;
        StopTalking();
        _room.TellFeeds();
    }

    private void WaitForLine(TimeSpan time, string why)
    {
        var mine = Interlocked.Increment(ref _waits);
        _ = Task.Delay(time, _rooms.Clock).ContinueWith(_ =>
        {
            if (mine == Interlocked.Read(ref _waits) && !Attached && !_gone)
                _ = _rooms.DropAsync(this, why);
        }, TaskScheduler.Default);
    }

    private async Task Later(TimeSpan time, Func<Task> then)
    {
        await Task.Delay(time, _rooms.Clock);
        Do(then);
    }

    private void Do(Func<Task> what) => _todo.Writer.TryWrite(what);

    private async Task DoAsync(Func<Task> what)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var taken = _todo.Writer.TryWrite(async () =>
        {
            try
            {
                await what();
            }
            finally
            {
                done.SetResult();
            }
        });
        if (taken)
            await done.Task;
    }

    private async Task RunAsync()
    {
        await foreach (var next in _todo.Reader.ReadAllAsync())
            await Quietly(next);
    }

    /// <summary>One thing going wrong must not end the seat: a lost Janus is handled when it is back, a refusal is logged.</summary>
    private async Task Quietly(Func<Task> what)
    {
        try
        {
            await what();
        }
        catch (JanusLostException)
        {
        }
        catch (TimeoutException)
        {
        }
        catch (JanusRefusedException e)
        {
            _rooms.Log.LogWarning("Seat {Seat}: Janus refused: {Why}", Name, e.Message);
            Tell(new ToBrowser.Refused("sdp"));
        }
        catch (Exception e)
        {
            _rooms.Log.LogError(e, "Seat {Seat} failed.", Name);
        }
    }
}
