using Hearth.Database;
using Hearth.LiveRooms.Rules;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.LiveRooms;

/// <summary>
/// Who is on the line, as each server says of its own pages; who still may be here; how long anybody spoke. All of it is measured by
/// what only ever goes forward: nobody is away, or has spoken for an hour, because somebody set the machine's clock right.
/// </summary>
internal sealed partial class LiveRoomGrain
{
    /// <summary>After a start nobody counts as gone until their page had time to come back: what flows between them never stopped.</summary>
    private static readonly TimeSpan LineGrace = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ServerSilence = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RecheckEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan VoicesEvery = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, (HashSet<Guid> Here, long At)> servers = [];

    /// <summary>Since this activation: of them it is known when they go.</summary>
    private readonly HashSet<Guid> everHere = [];
    private readonly Dictionary<Guid, double> spoken = [];
    private readonly Dictionary<Guid, long> talkingSince = [];
    private long woken, voicesKept, rechecked;
    private int kept;

    private bool IsAwake => time.GetElapsedTime(woken) > LineGrace;

    public async Task<int> FollowAsync(IRoomObserver observer, string server, Guid[] here)
    {
        followers.Subscribe(observer, observer);
        servers[server] = ([.. here], time.GetTimestamp());
        everHere.UnionWith(here);
        await SyncLinesAsync();
        return state.Number;
    }

    private async Task SyncLinesAsync()
    {
        var here = servers.Values.Where(s => time.GetElapsedTime(s.At) < ServerSilence).SelectMany(s => s.Here).ToHashSet();
        foreach (var person in state.People.Values.Where(p => p.Connected != here.Contains(p.Id)).ToList())
        {
            if (person.Connected && !everHere.Contains(person.Id) && !IsAwake) continue;
            await AskAsync(new Ask(Guid.Empty, false, new Line(person.Id, here.Contains(person.Id)), ""), null);
            if (person.Connected) StopTalking(person.Id);
        }
    }

    public async Task RecheckAsync()
    {
        rechecked = time.GetTimestamp();
        if (state.EndedAt is not null) return;
        var (may, lead) = await scopes.ReadAsync(program, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            return ((await db.WhoMayBeIn(session).ToListAsync()).ToHashSet(), (await db.SessionLeadersOfProgram().Where(l => l.SessionId == session).Select(l => l.PersonId).ToListAsync()).ToHashSet());
        });
        foreach (var person in state.People.Values.Where(p => p.Leads != lead.Contains(p.Id)).ToList())
            await AskAsync(new Ask(Guid.Empty, false, new NameLeader(person.Id, lead.Contains(person.Id)), ""), null);
        foreach (var person in state.People.Values.Where(p => (p.Waiting || p.Admitted) && !may.Contains(p.Id)).ToList())
            await AskAsync(new Ask(Guid.Empty, false, new SendOut(person.Id), FreshSeat()), null);
    }

    public Task TalksAsync(string seat, bool talking)
    {
        if (state.People.Values.FirstOrDefault(p => p.Seat == seat) is not { Inside: true } person) return Task.CompletedTask;
        if (!talking) StopTalking(person.Id);
        else if (state.IsOpen && state.Break is null) talkingSince.TryAdd(person.Id, time.GetTimestamp());
        return Task.CompletedTask;
    }

    private void StopTalking(Guid person)
    {
        if (talkingSince.Remove(person, out var since)) spoken[person] = spoken.GetValueOrDefault(person) + time.GetElapsedTime(since).TotalSeconds;
    }

    private Dictionary<Guid, int> SecondsSpoken() => spoken.Keys.Concat(talkingSince.Keys).Distinct()
        .ToDictionary(p => p, p => (int)(spoken.GetValueOrDefault(p) + (talkingSince.TryGetValue(p, out var since) ? time.GetElapsedTime(since).TotalSeconds : 0)));

    /// <summary>Levels are fleeting, their sum is not: a server that dies loses half a minute of it at the most.</summary>
    private async Task KeepVoicesAsync()
    {
        voicesKept = time.GetTimestamp();
        var seconds = SecondsSpoken();
        if (!state.IsOpen || seconds.Values.Sum() is var sum && sum == kept) return;
        kept = sum;
        await scopes.WriteAsync(program, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            var rows = await db.VoicesOf(session).ToDictionaryAsync(v => v.PersonId);
            foreach (var (person, all) in seconds)
            {
                if (!rows.TryGetValue(person, out var row)) db.Add(row = RoomVoice.Of(program, session, person));
                row.Heard(all);
            }
        });
    }

    internal static string FreshSeat() => Guid.NewGuid().ToString("N");
}
