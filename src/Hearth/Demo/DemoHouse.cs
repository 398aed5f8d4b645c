using Hearth.Accounts;
using Hearth.Agreements;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Happenings;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Demo;

/// <summary>Makes the demo's programs at the first start, and gives them their week at each.</summary>
public sealed class DemoHouse(Scopes scopes, IServiceScopeFactory factory, Clock clock)
{
    /// <summary>Nothing was changed: these data are somebody's own.</summary>
    public sealed class NotADemoException()
        : Exception("These data hold a program that is not the demo's. A demo lets anyone at this machine in as anyone, so it never stands beside real people.");

    public async Task KeepAsync(CancellationToken cancel = default)
    {
        var made = await MadeAsync(cancel);
        foreach (var program in DemoCast.Programs)
        {
            // One transaction a program: a start that was cut short left all of it or none.
            if (made.TryGetValue(program, out var id))
                await scopes.WriteAsync(id, services => services.GetRequiredService<DemoMaker>().FillWeekAsync(program, cancel), cancel);
            else
            {
                var founded = CareProgram.Found(program.Name, program.Zone, "US", clock.Now);
                await scopes.WriteAsync(founded.Id, services => services.GetRequiredService<DemoMaker>().MakeAsync(program, founded, cancel), cancel);
            }
        }
    }

    /// <summary>The programs that are there already, told by whose accounts are in them.</summary>
    private async Task<Dictionary<DemoProgram, Guid>> MadeAsync(CancellationToken cancel)
    {
        await using var scope = factory.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HearthDb>();
        var made = new Dictionary<DemoProgram, Guid>();
        foreach (var program in DemoCast.Programs)
        {
            var place = await db.MembershipsOf(program.People[0].AccountId).AsNoTracking().FirstOrDefaultAsync(cancel);
            if (place is not null) made.Add(program, place.ProgramId);
        }
        var ids = made.Values.ToList();
        return await db.EveryProgram().AnyAsync(p => !ids.Contains(p.Id), cancel) ? throw new NotADemoException() : made;
    }
}

/// <summary>Works inside one program's scope and transaction.</summary>
internal sealed class DemoMaker(HearthDb db, UserManager<Account> users, Sealer sealer, HappeningLog happenings, DemoWeek week, DemoLastWeek lastWeek, DemoSpaces spaces, DemoMessages messages, Clock clock)
{
    public async Task MakeAsync(DemoProgram plan, CareProgram program, CancellationToken cancel)
    {
        var now = clock.Now;
        program.Reach(plan.Phone, "8 am to 8 pm", Shipped.CrisisLines("US"));
        program.AllowPeerLed(true);
        program.Open(now);
        db.Add(program);
        var agreement = Agreement.Publish(program.Id, 1, Shipped.Read("agreement"), Shipped.Read("guidelines"), Guid.Empty, now);
        db.Add(agreement);
        await db.SaveChangesAsync(cancel);

        var people = new Dictionary<string, Guid>();
        foreach (var one in plan.People) people[one.Host] = await JoinAsync(one, program, agreement, now, cancel);

        foreach (var one in plan.Groups)
        {
            var group = Group.Make(program.Id, one.Name, one.Aim, one.LedBy, Group.UsualCap, now);
            db.Add(group);
            foreach (var member in one.Members) db.Add(GroupMember.Join(group, people[member], now));
            foreach (var leader in one.Leaders) db.Add(GroupLeader.Of(group, people[leader]));
        }
        if (plan == DemoCast.North) DemoRota.Fill(db, plan, people, now);
        happenings.Record("demo.program-made", program.Id);
        await db.SaveChangesAsync(cancel);
        if (plan == DemoCast.North)
        {
            await lastWeek.FillAsync(plan, people, cancel);
            await spaces.FillAsync(people, cancel);
            await messages.FillAsync(program.Id, people, cancel);
        }
        await FillWeekAsync(plan, cancel);
    }

    public async Task FillWeekAsync(DemoProgram plan, CancellationToken cancel)
    {
        var people = new Dictionary<string, Guid>();
        foreach (var one in plan.People)
            people[one.Host] = (await db.MembershipsOf(one.AccountId).AsNoTracking().FirstAsync(cancel)).PersonId;
        foreach (var one in plan.Groups)
        {
            // By name: a group that somebody renamed or closed in the demo is theirs now, and is left as it is.
            var group = await db.GroupsOfProgram().FirstOrDefaultAsync(g => g.Name == one.Name, cancel);
            if (group is not null) await week.FillAsync(plan, one, group, people, plan.People.Where(p => p.OnCall).Select(p => (Guid?)people[p.Host]).FirstOrDefault(), clock.Now, cancel);
        }
    }

    private async Task<Guid> JoinAsync(DemoPerson one, CareProgram program, Agreement agreement, Instant now, CancellationToken cancel)
    {
        var account = await users.CreateAsync(new Account { Id = one.AccountId, UserName = $"demo-{one.Host}" });
        if (!account.Succeeded) throw new InvalidOperationException($"The demo's account of {one.Name}: {account}");
        var person = Person.Join(program.Id, one.Name, program.Zone, one.Role, now - Duration.FromDays(one.DaysHere));
        person.CallThemselves(one.Name, one.Pronouns);
        db.Add(person);
        await db.SaveChangesAsync(cancel);
        db.Add(Membership.Start(one.AccountId, program.Id, person.Id, one.Role, now));
        db.Add(LegalIdentity.Of(person, await sealer.SealAsync(person.Id, $"{LegalIdentity.Place}/{person.Id}", one.LegalName)));
        if (one.Signed) db.Add(Signature.Under(agreement, person.Id, await sealer.SealAsync(person.Id, Signature.Place(person.Id, agreement.Id), one.LegalName), now));
        if (Roles.Leaders.Contains(one.Role))
        {
            var (kind, title, place) = one.Role == Role.PeerFacilitator ? (QualificationKind.Training, "Peer facilitation, 40 hours", null) : (QualificationKind.Licence, program.Zone == "America/New_York" ? "LCSW, Maine" : "LCSW, Minnesota", program.Zone == "America/New_York" ? "US-ME" : "US-MN");
            var today = now.InUtc().Date;
            db.Add(Qualification.Record(program.Id, person.Id, kind, title, today.PlusYears(-1), today.PlusYears(2), person.Id, now, place));
        }
        if (one.OnCall) program.PutOnCall(person.Id);
        await db.SaveChangesAsync(cancel);
        return person.Id;
    }
}
