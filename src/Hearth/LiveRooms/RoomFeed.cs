using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Hearth.Database;
using Hearth.Html;
using Hearth.LiveRooms.Media;
using Hearth.LiveRooms.Pages;
using Hearth.LiveRooms.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hearth.LiveRooms;

/// <summary>
/// One live room on one server: hears of each change, renders what changed once for the leaders, once for all, and once for each
/// person whose own part changed, and tells the grain which of this server's people are here.
/// </summary>
internal sealed class RoomFeed(Guid program, Guid session, IGrainFactory grains, Scopes scopes, Fragments fragments, ILogger log, CancellationToken stopping) : IRoomObserver
{
    /// <summary>How soon a room that was built anew (another server, or this one's grain) has its listeners again.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    private readonly string server = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, Guid> pages = new();
    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<Guid, YouView> you = [];
    private RoomState shown = RoomState.Empty;
    private RoomReading.Read? words;
    private string? stage, leading;
    private bool beganShowing;

    public string Stage => $"session/{session:D}/stage";
    public string Leading => $"session/{session:D}/leading";
    public string You(Guid person) => $"session/{session:D}/you/{person:D}";

    public void Wake() => wakes.Writer.TryWrite(true);

    public async Task HereAsync(string page, Guid person)
    {
        pages[page] = person;
        await FollowAsync();
    }

    public async Task GoneAsync(string page)
    {
        // A server that stops takes its lines with it, and nobody has gone: their sound flows on, and their pages come back.
        if (!pages.TryRemove(page, out _) || stopping.IsCancellationRequested) return;
        await FollowAsync();
        // A line that ends may be the end of a membership; the room asks, and does not wait for its next round.
        await grains.InRoomAsync(program, session, grain => grain.RecheckAsync());
    }

    /// <summary>Where the seat of somebody with a page here is by now: the room may have moved to another media node. Null: it has none at this moment.</summary>
    public async Task<(string Room, string Seat)?> SeatAsync(Guid person)
    {
        try
        {
            return await grains.InRoomAsync(program, session, grain => grain.SeatAsync(person)) is { } place ? (place.Room, place.Seat) : null;
        }
        catch (Exception e) when (e is MediaUnavailableException || WayToRoom.IsLost(e))
        {
            return null;
        }
    }

    public Task ChangedAsync(int number)
    {
        Wake();
        return Task.CompletedTask;
    }

    public Task RespondedAsync(string seat, string response) => fragments.SendAsync(Stage, "response", new { seat, response });

    /// <summary>One, however many ask for it first: two would be told everything twice.</summary>
    private readonly Lock referring = new();
    private IRoomObserver? reference;

    private Task<int> FollowAsync()
    {
        lock (referring) reference ??= grains.CreateObjectReference<IRoomObserver>(this);
        return grains.InRoomAsync(program, session, grain => grain.FollowAsync(reference, server, [.. pages.Values.Distinct()]));
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await FollowAsync();
                await ShowAsync();
                using var beat = CancellationTokenSource.CreateLinkedTokenSource(stop);
                beat.CancelAfter(Beat);
                try
                {
                    await wakes.Reader.ReadAsync(beat.Token);
                }
                catch (OperationCanceledException)
                {
                    // Nothing happened: minutes pass all the same.
                }
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogError(e, "Session {Session}: its feed failed and goes on.", session);
                await Task.Delay(Beat, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    /// <summary>True when nobody here needs it: the session is over, and everybody knows.</summary>
    public bool IsDone => beganShowing && shown.EndedAt is not null && pages.IsEmpty;

    private async Task ShowAsync()
    {
        var snapshot = await grains.InRoomAsync(program, session, grain => grain.LookAsync());
        var (state, room) = await scopes.ReadAsync(program, services => services.GetRequiredService<RoomReading>().ReadAsync(session, snapshot, words));
        var (before, first) = (shown, !beganShowing);
        (shown, words, beganShowing) = (state, room, true);

        // First who may listen at all: nothing more is sent to whoever is out.
        if (first || !Same(before.Inside.Select(p => (p.Id, p.Leads)), state.Inside.Select(p => (p.Id, p.Leads))))
        {
            await fragments.RecheckAsync(Stage);
            await fragments.RecheckAsync(Leading);
        }

        // Then each person's own part: whoever was let in, put back or taken out learns it before the room moves on.
        foreach (var person in state.People.Keys.Concat(pages.Values).Distinct().ToList())
        {
            var view = YouView.For(state, person, room.Words);
            if (you.GetValueOrDefault(person) is { } known && known == view) continue;
            var standing = you.GetValueOrDefault(person)?.Standing;
            you[person] = view;
            await fragments.PushAsync<You>(program, You(person), "you", new Dictionary<string, object?> { ["View"] = view });
            if (standing != view.Standing) await fragments.SendAsync(You(person), "standing", new { standing = view.Standing.ToString() });
        }

        if (room.For(state, RoomAudience.Members) is var all && Changed(all, ref stage))
            await fragments.PushAsync<Stage>(program, Stage, "stage", new Dictionary<string, object?> { ["View"] = all });
        if (room.For(state, RoomAudience.Leaders) is var leaders && Changed(leaders, ref leading))
            await fragments.PushAsync<Leading>(program, Leading, "leading", new Dictionary<string, object?> { ["View"] = leaders });
    }

    private static bool Changed(RoomView view, ref string? last)
    {
        // Seconds and the clock itself show nothing; minutes do.
        var now = JsonSerializer.Serialize(view with { Now = default, Leading = view.Leading is { } l ? l with { Voices = [.. l.Voices.Select(Rounded)], Hands = [.. l.Hands.Select(Rounded)] } : null }, RoomJson.Options);
        if (now == last) return false;
        last = now;
        return true;
    }

    private static ViewVoice Rounded(ViewVoice voice) => voice with { SecondsSpoken = voice.SecondsSpoken / 15 };

    private static ViewHand Rounded(ViewHand hand) => hand with { SecondsSpoken = hand.SecondsSpoken / 15 };

    private static bool Same<T>(IEnumerable<T> one, IEnumerable<T> other) => one.ToHashSet().SetEquals(other);
}
