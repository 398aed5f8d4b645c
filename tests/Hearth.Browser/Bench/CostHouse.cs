using System.Diagnostics;
using Hearth.Browser.Servers;
using Hearth.Browser.Soak;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Sessions;
using Hearth.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Browser.Bench;

/// <summary>
/// A published house on SQLite with one program in it: so many groups of eight, each with its leader, a session now, three ended
/// ones with who was there, and four to come; and what they have written (<see cref="WrittenGroup"/>), twenty topics each.
/// </summary>
internal sealed class CostHouse : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hearth-cost-").FullName;

    public ServerProcess Server { get; private set; } = null!;
    public Process Process { get; private set; } = null!;

    /// <summary>The group of <see cref="Seats"/>.</summary>
    public Guid Group { get; private set; }

    /// <summary>One group's people, the leader first.</summary>
    public IReadOnlyList<RoomPlan.Seat> Seats { get; private set; } = [];

    /// <summary>The same group's.</summary>
    public WrittenGroup Written { get; private set; } = null!;

    public Uri Address => new($"http://localhost:{Server.Port}");
    public string File => Path.Combine(folder, "data-house", "hearth.db");

    public static async Task<CostHouse> OpenAsync(int groups)
    {
        var house = new CostHouse();
        try
        {
            await house.PlanAsync(groups);
            house.Server = new("house", house.folder, new Dictionary<string, string> { ["Hearth__Keys"] = Path.Combine(house.folder, "keys") }, alone: true);
            await house.Server.StartAsync();
            house.Process = Process.GetProcessById(house.Server.Pid);
            return house;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }

    private async Task PlanAsync(int groups)
    {
        await using var planning = new Planning(folder);
        await planning.InitializeAsync();
        var plans = await RoomPlan.PlanAsync(planning, groups, people: 8, ofProgram: groups);
        var plan = plans[^1]; // the first leader is on call for all the others
        Seats = plan.Seats;
        Written = (await WrittenGroup.PlanAsync(planning, plans, topics: 20, replies: 3))[^1];
        Guid program;
        await using (var scope = planning.Services.CreateAsyncScope()) program = (await scope.ServiceProvider.GetRequiredService<HearthDb>().EveryProgram().SingleAsync()).Id;
        await planning.Scopes.WriteAsync(program, async services =>
        {
            var (db, now) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Hearth.Database.Clock>().Now);
            var leaders = await db.SessionLeadersOfProgram().AsNoTracking().ToDictionaryAsync(l => l.SessionId, l => l.PersonId);
            var members = (await db.Set<GroupMember>().AsNoTracking().ToListAsync()).ToLookup(m => m.GroupId, m => m.PersonId);
            var known = await db.GroupsOfProgram().AsNoTracking().ToDictionaryAsync(g => g.Id);
            foreach (var session in await db.SessionsOfProgram().AsNoTracking().ToListAsync())
            {
                if (session.Id == plan.Session) Group = session.GroupId;
                foreach (var weeks in (int[])[-3, -2, -1, 1, 2, 3, 4])
                {
                    var start = session.StartsAt + Duration.FromDays(7 * weeks);
                    var other = Sessions.Session.Plan(known[session.GroupId], null, session.Title, session.Aim, start, start + Duration.FromMinutes(90), null);
                    db.Add(other);
                    db.Add(SessionLeader.Of(other, leaders[session.Id]));
                    db.Add(AgendaStep.At(program, other.Id, 1, "Arriving", 90, StepKind.Plain, null, ""));
                    if (weeks > 0) continue;
                    other.Open(start);
                    other.End(other.EndsAt);
                    foreach (var member in members[session.GroupId]) db.Add(Attendance.Of(other, member, 80));
                }
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        Process?.Dispose();
        if (Server is not null) await Server.DisposeAsync();
        await LoadedHouse.EndNodesAsync(folder);
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Planning(string folder) : HearthHost(postgres: null)
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Hearth:Keys", Path.Combine(folder, "keys"));
            builder.UseSetting("Hearth:Data", Path.Combine(folder, "data-house"));
        }
    }
}
