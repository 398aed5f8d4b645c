using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Demo;
using Hearth.Groups;
using Hearth.Happenings;
using Hearth.OnCall;
using Hearth.People;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Demo;

public sealed class DemoHouseTests(DemoHost demo, HearthHost real) : IClassFixture<DemoHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_start_adds_nothing()
    {
        var before = await CountsAsync();
        await demo.Services.GetRequiredService<DemoHouse>().KeepAsync(Cancel);
        Assert.Equal(before, await CountsAsync());
        Assert.Equal(2, before.Count);
        Assert.All(before, c => Assert.True(c.People > 3 && c.Sessions > 1));
    }

    [Fact]
    public async Task One_session_of_tonights_group_is_now_and_can_be_opened_by_those_who_lead_it()
    {
        var now = demo.Services.GetRequiredService<Clock>().Now;
        await demo.Scopes.ReadAsync(await NorthAsync(), async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            var group = await db.GroupsOfProgram().SingleAsync(g => g.Name == "Porch Light", Cancel);
            var session = await db.SessionsOfProgram().SingleAsync(s => s.GroupId == group.Id && s.StartsAt <= now && s.EndsAt > now, Cancel);
            Assert.True(session.EndsAt - now > Duration.FromMinutes(60));

            var leaders = await db.SessionLeadersOfProgram().Where(l => l.SessionId == session.Id).Select(l => l.PersonId).ToListAsync(Cancel);
            Assert.Equal(["Dan", "Leila"], await db.PeopleOfProgram().Where(p => leaders.Contains(p.Id)).Select(p => p.Name).Order().ToListAsync(Cancel));
            Assert.All(await db.QualificationsOfProgram().Where(q => leaders.Contains(q.PersonId)).ToListAsync(Cancel), q => Assert.True(q.CoversDay(now.InUtc().Date)));
            var kinds = await db.StepsOfProgram().Where(s => s.SessionId == session.Id).Select(s => s.Kind).Distinct().ToListAsync(Cancel);
            Assert.Equal(3, kinds.Count);
            return true;
        }, Cancel);
    }

    [Fact]
    public async Task A_peer_led_session_names_the_clinician_on_call()
    {
        await demo.Scopes.ReadAsync(await NorthAsync(), async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            var noor = await db.PeopleOfProgram().SingleAsync(p => p.Name == "Noor", Cancel);
            var peerLed = await db.SessionsOfProgram().Where(s => s.LedBy == LedBy.Peer).ToListAsync(Cancel);
            Assert.NotEmpty(peerLed);
            Assert.All(peerLed, s => Assert.Equal(noor.Id, s.ClinicianOnCallId));
            return true;
        }, Cancel);
    }

    [Fact]
    public async Task At_every_hour_of_the_week_two_of_north_houses_are_on_shift()
    {
        await demo.Scopes.ReadAsync(await NorthAsync(), async services =>
        {
            var (chain, now, firsts) = (services.GetRequiredService<OnCallChain>(), services.GetRequiredService<Clock>().Now, new HashSet<string>());
            for (var hour = 0; hour < 7 * 24; hour++)
            {
                var asked = await chain.AtAsync(now + Duration.FromHours(hour), Cancel);
                Assert.Equal([true, true], asked.TakeWhile(p => p.OnShift).Select(p => p.OnShift));
                Assert.Equal("Ada", asked[1].Name);
                firsts.Add(asked[0].Name);
            }
            Assert.Equal(["Dan", "Leila", "Noor"], firsts.Order());
            return true;
        }, Cancel);
    }

    [Fact]
    public void A_week_keeps_its_hour_on_the_wall_when_the_clocks_change()
    {
        // Sunday, November 1, 2026: an hour is won in Chicago.
        var hours = DemoWeek.Coming(DemoCast.North, DemoCast.Tonight, Instant.FromUtc(2026, 10, 29, 12, 0)).Select(i => i.Start.InZone(DateTimeZoneProviders.Tzdb["America/Chicago"])).ToList();
        Assert.Equal([new(2026, 10, 29, 18, 0), new(2026, 11, 3, 18, 0)], hours.Select(h => h.LocalDateTime));
        Assert.NotEqual(hours[0].Offset, hours[1].Offset);
    }

    [Fact]
    public async Task It_does_not_move_in_beside_real_people()
    {
        await Cast.GatherAsync(real);
        await Assert.ThrowsAsync<DemoHouse.NotADemoException>(() => real.Services.GetRequiredService<DemoHouse>().KeepAsync(Cancel));
        await using var scope = real.Services.CreateAsyncScope();
        Assert.DoesNotContain("Quayside", await scope.ServiceProvider.GetRequiredService<HearthDb>().EveryProgram().Select(p => p.Name).ToListAsync(Cancel));
    }

    [Fact]
    public void The_second_programs_words_are_its_own()
    {
        var theirs = DemoCast.Quayside.People.SelectMany(p => new[] { p.Name, p.LegalName }).Append(DemoCast.Quayside.Name).Concat(DemoCast.Quayside.Groups.Select(g => g.Name));
        var ours = string.Join(' ', DemoCast.North.People.SelectMany(p => new[] { p.Name, p.LegalName, p.Story }).Concat(DemoCast.North.Groups.SelectMany(g => new[] { g.Name, g.Aim })));
        Assert.All(theirs, word => Assert.DoesNotContain(word, ours));
        Assert.Equal(DemoCast.Everybody.Count(), DemoCast.Everybody.Select(p => p.Host).Distinct().Count());
    }

    private async Task<Guid> NorthAsync()
    {
        await using var scope = demo.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HearthDb>().EveryProgram().Where(p => p.Name == "North House").Select(p => p.Id).SingleAsync(Cancel);
    }

    private async Task<List<(int People, int Groups, int Sessions, int Steps)>> CountsAsync()
    {
        List<Guid> programs;
        await using (var scope = demo.Services.CreateAsyncScope())
            programs = await scope.ServiceProvider.GetRequiredService<HearthDb>().EveryProgram().OrderBy(p => p.Name).Select(p => p.Id).ToListAsync(Cancel);
        var counts = new List<(int, int, int, int)>();
        foreach (var program in programs)
            counts.Add(await demo.Scopes.ReadAsync(program, async services =>
            {
                var db = services.GetRequiredService<HearthDb>();
                return (await db.PeopleOfProgram().CountAsync(Cancel), await db.GroupsOfProgram().CountAsync(Cancel),
                    await db.SessionsOfProgram().CountAsync(Cancel), await db.StepsOfProgram().CountAsync(Cancel));
            }, Cancel));
        return counts;
    }
}
