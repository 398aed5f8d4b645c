using System.Net;
using System.Text.Json;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Groups;
using Hearth.LiveRooms;
using Hearth.LiveRooms.Rules;
using Hearth.People;
using Hearth.Sessions;
using Hearth.Tests.Invitations;
using Hearth.Tests.LiveRooms;
using Hearth.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Walls;

/// <summary>
/// AC-29 and AC-06. Fifty at once for what there is once: one has it. Others of this kind stand where their rooms are (invitations, ways back,
/// codes at signing in, what an authenticator signed, places in a group, signatures on a note, seats at the media node).
/// </summary>
public class RaceTests(HearthHost host)
{
    private const int Fifty = 50;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>How many got what there is so many times.</summary>
    private static IEnumerable<string> TooMany(int got, int once)
    {
        if (got != once) yield return $"{got} got what there is {once} times";
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_code_shows_once_that_it_is_you(bool recovery)
    {
        var cast = await Cast.GatherAsync(host);
        var ada = await Keyed.GiveAsync(host, cast.Ada);
        var browsers = new List<Browser>();
        for (var i = 0; i < 5; i++)
        {
            browsers.Add(new Browser(host));
            await browsers[i].SignInAsync(ada, ada.Codes[i]);
        }
        var code = recovery ? ada.Codes[6] : ada.Code();
        var answers = await Task.WhenAll(Enumerable.Range(0, Fifty).Select(i => browsers[i % browsers.Count].ProveAsync(ada, code)));
        Architecture.Report.Clean(TooMany(answers.Count(a => a.Status == HttpStatusCode.SeeOther), 1));
        Assert.Single(await host.SignInHappeningsAsync(cast.Ada), "signin.proved");
    }

    [Fact]
    public async Task Of_all_who_hold_one_link_and_set_up_a_key_at_once_one_becomes_that_person()
    {
        var cast = await Cast.GatherAsync(host);
        var handed = await cast.Ada.InviteAsync("Participant", "Robin Lund");
        var (browsers, keys) = (new List<Browser>(), new List<SoftKey>());
        for (var i = 0; i < 6; i++)
        {
            browsers.Add(new Browser(host));
            keys.Add(new SoftKey());
            await browsers[i].PostAsync($"/invitation/{handed.Token}", ("Name", "Robin"), ("Pronouns", "they"), ("Zone", "America/Chicago"), ("Language", "en"));
            Assert.Equal(HttpStatusCode.OK, (await browsers[i].GetAsync("/factors")).Status);
        }
        var made = await Task.WhenAll(browsers.Select((b, i) => keys[i].AddAsync(b)));
        Architecture.Report.Clean(TooMany(made.Count(a => a.Location == "/factors/codes"), 1));
        var opened = 0;
        foreach (var browser in browsers)
            if ((await browser.GetAsync("/factors/codes")).Status == HttpStatusCode.OK) opened++;
        Architecture.Report.Clean(TooMany(opened, 1));
        var let = 0;
        foreach (var key in keys)
        {
            try
            {
                if ((await key.SignInAsync(new Browser(host))).Status == HttpStatusCode.SeeOther) let++;
            }
            catch (InvalidOperationException)
            {
                // A key that was never taken knows no holder.
            }
            key.Dispose();
        }
        Architecture.Report.Clean(TooMany(let, 1));
    }

    [Fact]
    public async Task Of_fifty_who_are_let_in_at_once_as_many_are_inside_as_the_group_may_have()
    {
        await using var circle = await Circle.OpenAsync(host);
        var cap = (await circle.StateAsync()).Cap;
        var guests = await MembersAsync(circle);
        for (var i = 0; i < Fifty; i++)
            Assert.Null((await circle.Grain.AskAsync(JsonSerializer.Serialize(new Ask(guests[i], false, new Knock(TakingPart.Camera), $"seat-{Guid.NewGuid():N}"), RoomJson.Options), null)).Reason);
        var answers = await Task.WhenAll(guests.Select((g, i) => i == 25 ? circle.TryAsync(circle.Cast.Dan, "admit-all") : circle.TryAsync(i % 2 == 0 ? circle.Cast.Leila : circle.Cast.Dan, "admit", ("Person", g.ToString()))));
        // At any moment of it.
        var (room, most) = (RoomState.Empty, 0);
        foreach (var e in (await circle.LogAsync()).Select(e => e.Read()))
        {
            room = Apply.To(room, e);
            most = Math.Max(most, room.Inside.Count(p => !p.Leads));
        }
        Architecture.Report.Clean(TooMany(most, cap));
        Assert.Contains(answers, a => a.Status == HttpStatusCode.UnprocessableEntity && a.Reason == "full");
        Assert.Equal(room.People.Count, room.People.Values.Select(p => p.Seat).Distinct().Count());
    }

    /// <summary>More of the group than it may have inside at once.</summary>
    private Task<List<Guid>> MembersAsync(Circle circle) => host.Scopes.WriteAsync(circle.Cast.ProgramId, async s =>
    {
        var (db, now) = (s.GetRequiredService<HearthDb>(), s.GetRequiredService<Clock>().Now);
        var session = await db.SessionsOfProgram().AsNoTracking().SingleAsync(x => x.Id == circle.Session, Cancel);
        var group = await db.Set<Group>().SingleAsync(g => g.Id == session.GroupId, Cancel);
        var people = Enumerable.Range(0, Fifty).Select(i => Person.Join(circle.Cast.ProgramId, $"Guest {i}", "UTC", Role.Participant, now)).ToList();
        foreach (var person in people)
        {
            var account = new Account { Id = Guid.NewGuid(), UserName = $"guest-{person.Id:N}", NormalizedUserName = $"GUEST-{person.Id:N}" };
            db.AddRange(account, person);
            await db.SaveChangesAsync(Cancel);
            db.AddRange(Membership.Start(account.Id, circle.Cast.ProgramId, person.Id, Role.Participant, now), GroupMember.Join(group, person.Id, now));
        }
        return people.Select(p => p.Id).ToList();
    }, Cancel);

    /// <summary>Planted: looking and then taking, as a verb must not do it, is a race that several win; and it is counted.</summary>
    [Fact]
    public async Task What_is_looked_at_before_it_is_taken_is_won_by_several()
    {
        var (taken, got) = (false, 0);
        await Task.WhenAll(Enumerable.Range(0, Fifty).Select(_ => Task.Run(async () =>
        {
            if (taken) return;
            await Task.Delay(20, Cancel);
            taken = true;
            Interlocked.Increment(ref got);
        }, Cancel)));
        Assert.NotEmpty(TooMany(got, 1));
        Assert.Empty(TooMany(1, 1));
    }
}
