using System.Text.Json;
using Hearth.Database;
using Hearth.LiveRooms.Media;
using Hearth.LiveRooms.Rules;
using Hearth.Sealing;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Orleans.Placement;
using Orleans.Utilities;

namespace Hearth.LiveRooms;

/// <summary>
/// Reads the log, decides, appends, applies, answers: in this order and one at a time. Nothing is acknowledged that is not in the
/// log, so that a server that dies loses nothing but levels and reactions.
/// </summary>
[ActivationCountBasedPlacement] // the default would put nearly all of them on the first server
internal sealed partial class LiveRoomGrain(Scopes scopes, Clock clock, TimeProvider time, IMediaRooms media, OpenRooms openRooms, ILogger<LiveRoomGrain> log) : Grain, ILiveRoomGrain
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    private readonly ObserverManager<IRoomObserver> followers = new(TimeSpan.FromSeconds(30), log);
    private readonly HashSet<Guid> done = [];
    private RoomState state = RoomState.Empty;
    private Guid program, session;
    private Instant? plannedEnd;

    public override async Task OnActivateAsync(CancellationToken cancel)
    {
        var parts = this.GetPrimaryKeyString().Split('/');
        (program, session) = (Guid.ParseExact(parts[0], "N"), Guid.ParseExact(parts[1], "N"));
        var stored = await scopes.ReadAsync(program, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            plannedEnd = await db.SessionsOfProgram().Where(s => s.Id == session).Select(s => (Instant?)s.EndsAt).SingleOrDefaultAsync(cancel);
            foreach (var voice in await db.VoicesOf(session).AsNoTracking().ToListAsync(cancel)) spoken[voice.PersonId] = voice.Seconds;
            return await db.LogOf(session).AsNoTracking().ToListAsync(cancel);
        }, cancel);
        state = Apply.All(stored.Select(e => e.Read()));
        done.UnionWith(stored.Select(e => e.Ask).OfType<Guid>());
        woken = time.GetTimestamp();
        if (state.IsOpen) openRooms.Add(state.Room!, this.GetPrimaryKeyString());
        this.RegisterGrainTimer(BeatAsync, new GrainTimerCreationOptions(Beat, Beat));
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancel)
    {
        if (state.Room is { } room) openRooms.Remove(room);
        await KeepVoicesAsync();
    }

    public async Task<RoomAnswer> AskAsync(string ask, byte[]? text) => await AskAsync(JsonSerializer.Deserialize<Ask>(ask, RoomJson.Options)!, text);

    public Task<RoomSnapshot> LookAsync() => Task.FromResult(new RoomSnapshot(JsonSerializer.Serialize(state, RoomJson.Options), SecondsSpoken()));

    public Task RestAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task<RoomAnswer> AskAsync(Ask ask, byte[]? text)
    {
        // Its answer was lost with the server that gave it; that it was done stands in the log.
        if (done.Contains(ask.Id)) return new(null, null, state.Number);
        var now = clock.Now;
        var decision = Decide.For(state, ask, now);
        if (decision.Refused is { } refused) return new(refused.Reason, refused.Words, state.Number);
        if (ask.What is Respond r) await followers.Notify(f => f.RespondedAsync(state.Find(ask.By)!.Seat, r.Response.ToString()));
        if (decision.Events.IsEmpty) return new(null, null, state.Number);

        var before = state;
        if (!await AppendAsync(ask, decision, text, now)) return new(Refusal.CalledOff.Reason, Refusal.CalledOff.Words, state.Number);
        state = decision.After;
        if (ask.Id != Guid.Empty) done.Add(ask.Id);
        await CarryOutAsync(before, decision.Events);
        await followers.Notify(f => f.ChangedAsync(state.Number));
        return new(null, null, state.Number);
    }

    /// <returns>False: it was called off since its leader was let to open it.</returns>
    private async Task<bool> AppendAsync(Ask ask, Decision decision, byte[]? text, Instant now)
    {
        try
        {
            return await scopes.WriteAsync(program, async services =>
            {
                var db = services.GetRequiredService<HearthDb>();
                // The row stays in hand until it is written: who calls it off meanwhile is noticed by its version.
                if (decision.Events.Any(e => e is Opened) && (await db.SessionsOfProgram().SingleAsync(s => s.Id == session)).State == SessionState.Cancelled) return false;
                var number = state.Number;
                foreach (var happened in decision.Events) db.Add(LoggedEvent.Of(program, session, ++number, happened, ask.Id));
                if (text is not null && TextOf(ask.What) is { } id) db.Add(RoomText.Write(program, session, id, ask.By, new Sealed(text), now));
                await Consequences.WriteAsync(services, session, ask.By, decision.Events);
                return true;
            });
        }
        catch (Exception e) when (e is DbUpdateException or InvalidOperationException { InnerException: DbUpdateException })
        {
            // Somebody else wrote this session's next event (or its row): what we know is old. The log decides.
            log.LogWarning("Session {Session} is built again from its log ({Kind}).", session, e.GetType().Name);
            DeactivateOnIdle();
            throw new RoomMovedException();
        }
    }

    private static Guid? TextOf(RoomCommand what) => what switch { Say s => s.Text, WriteTurn w => w.Text, _ => null };

    private async Task BeatAsync(CancellationToken cancel)
    {
        if (!state.IsOpen) return;
        this.DelayDeactivation(TimeSpan.FromMinutes(5));
        await SyncLinesAsync();
        if (clock.Now - plannedEnd > ArrivalErasure.LeftOpen && !state.Inside.Any(p => p.Connected) && IsAwake)
        {
            await AskAsync(new Ask(Guid.Empty, false, new EndRoom(), ""), null);
            return;
        }
        if (mediaBehind) await ReconcileAsync("", fresh: false);
        else await MoveAsync();
        if (time.GetElapsedTime(voicesKept) > VoicesEvery) await KeepVoicesAsync();
        if (time.GetElapsedTime(rechecked) > RecheckEvery) await RecheckAsync();
    }
}
