using System.Net;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Invitations;
using Hearth.Invitations.Rules;
using Hearth.SignIn;
using Hearth.SignIn.Rules;
using Hearth.Tests.Invitations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.SignIn;

/// <summary>
/// A sign-in and an invitation, played by chance against a model of a few lines: what opens is what the model says, an end is
/// an end, and each change of state has one happening. The seed is in the message of whatever fails.
/// </summary>
public class AnySequenceTests(HearthHost host)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_sign_in()
    {
        var cast = await Cast.GatherAsync(host);
        var leila = await Keyed.GiveAsync(host, cast.Leila);
        var used = 0;
        for (var seed = 0; seed < Chance.Times(12); seed++)
        {
            var random = new Random(seed);
            var browser = new Browser(host);
            var expected = new List<string> { "signin.recovered" };
            var before = (await host.SignInHappeningsAsync(cast.Leila)).Count;
            await browser.PostAsync("/sign-in", ("Handle", leila.Handle), ("Password", Keyed.Password), ("Code", await FreshCodeAsync(leila, used++)));
            var state = TicketState.Open;
            var kept = browser.Cookies["__Host-hearth"];
            for (var i = 0; i < 14; i++)
            {
                browser.Cookies["__Host-hearth"] = kept; // whatever was copied of the cookie
                var command = random.Next(7);
                switch (command)
                {
                    case 0:
                        await browser.PostAsync("/lock");
                        if (state == TicketState.Open) (state, _) = (TicketState.Locked, Add("signin.locked"));
                        break;
                    case 1:
                        await browser.PostAsync("/sign-in/unlock", ("Password", Keyed.Password));
                        if (state == TicketState.Locked) (state, _) = (TicketState.Open, Add("signin.unlocked"));
                        break;
                    case 2:
                        await browser.PostAsync("/sign-in/unlock", ("Password", "not the password"));
                        break;
                    case 3:
                        await host.SetTicketsAsync(cast.Leila, unusedFor: Duration.FromMinutes(15.5));
                        if (state == TicketState.Open) state = TicketState.Locked;
                        break;
                    case 4 when random.Next(3) == 0:
                        await browser.PostAsync("/sign-out");
                        if (state == TicketState.Open) Add("signin.signed-out");
                        state = TicketState.Over;
                        break;
                    case 5 when random.Next(3) == 0:
                        await host.SetTicketsAsync(cast.Leila, overFor: Duration.FromSeconds(1));
                        state = TicketState.Over;
                        break;
                    default:
                        break;
                }
                browser.Cookies["__Host-hearth"] = kept;
                var page = await browser.GetAsync("/account");
                Assert.True((page.Status == HttpStatusCode.OK) == (state == TicketState.Open), $"seed {seed}, step {i}, command {command}: {page.Status} {page.Location}, and the model says {state}");
            }
            Assert.Equal(expected, (await host.SignInHappeningsAsync(cast.Leila)).Skip(before));

            bool Add(string kind)
            {
                expected.Add(kind);
                return true;
            }
        }
    }

    /// <summary>As many recovery codes as are wanted: of the eight, then of new ones.</summary>
    private async Task<string> FreshCodeAsync(Keyed who, int number)
    {
        if (number < who.Codes.Count) return who.Codes[number];
        await using var scope = host.Services.CreateAsyncScope();
        var (db, box) = (scope.ServiceProvider.GetRequiredService<HearthDb>(), scope.ServiceProvider.GetRequiredService<FactorBox>());
        var code = Hearth.Accounts.Rules.RecoveryCodes.Make()[0];
        db.Add(RecoveryCode.Of(who.AccountId, box.HashOf(who.AccountId, Hearth.Accounts.Rules.RecoveryCodes.Normal(code)!), scope.ServiceProvider.GetRequiredService<Clock>().Now));
        await db.SaveChangesAsync(cancel);
        return code;
    }

    [Fact]
    public async Task Of_an_invitation()
    {
        var cast = await Cast.GatherAsync(host);
        for (var seed = 0; seed < Chance.Times(12); seed++)
        {
            var random = new Random(seed);
            var handed = await cast.Ada.InviteAsync("Participant", $"Robin {seed}");
            var expected = new List<string> { "invitations.invited" };
            var (state, link, old) = (InvitationState.Open, handed.Token, new List<string>());
            for (var i = 0; i < 10; i++)
            {
                var pending = state is InvitationState.Open or InvitationState.Begun or InvitationState.Expired;
                switch (random.Next(6))
                {
                    case 0 when pending:
                        old.Add(link);
                        link = (await cast.Ada.SendAgainAsync(handed.Id)).Token;
                        expected.Add("invitations.sent-again");
                        if (state == InvitationState.Expired) state = expected.Contains("invitations.taken-up") ? InvitationState.Begun : InvitationState.Open;
                        break;
                    case 1 when random.Next(3) == 0:
                        await cast.Ada.Client.PostFormAsync($"/people/invitations/{handed.Id}/revoke");
                        if (pending) (state, _) = (InvitationState.Revoked, Add("invitations.revoked"));
                        break;
                    case 2 or 3:
                        var came = await host.TakeUpAsync(link, $"Robin {seed}");
                        Assert.Equal(state is InvitationState.Open or InvitationState.Begun, came.StatusCode == HttpStatusCode.SeeOther);
                        if (state == InvitationState.Open) (state, _) = (InvitationState.Begun, Add("invitations.taken-up"));
                        break;
                    case 4:
                        var past = host.Services.GetRequiredService<Clock>().Now - Duration.FromSeconds(1);
                        await host.Scopes.WriteAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().EndInvitationAsync(handed.Id, past, cancel), cancel);
                        if (pending) state = InvitationState.Expired;
                        break;
                    case 5 when state == InvitationState.Begun && random.Next(2) == 0:
                        await host.EnrolAsync(cast.ProgramId, (await host.InvitationAsync(cast.ProgramId, handed.Id)).PersonId);
                        state = InvitationState.Used;
                        break;
                    default:
                        break;
                }
                foreach (var gone in old) Assert.Equal(HttpStatusCode.UnprocessableEntity, (await host.TakeUpAsync(gone)).StatusCode);
                var shown = await (await host.Stranger().GetAsync($"/invitation/{link}", cancel)).Content.ReadAsStringAsync(cancel);
                Assert.True(shown.Contains("invites you", StringComparison.Ordinal) == (state is InvitationState.Open or InvitationState.Begun), $"seed {seed}, step {i}: the model says {state}");
                var people = await host.Scopes.ReadAsync(cast.ProgramId, async s =>
                {
                    var db = s.GetRequiredService<HearthDb>();
                    var one = await db.InvitationsOfProgram().AsNoTracking().SingleAsync(x => x.Id == handed.Id, cancel);
                    return await db.MembershipsOfProgram().Where(m => m.PersonId == one.PersonId).Select(m => m.Role).ToListAsync(cancel);
                }, cancel);
                Assert.True(people.Count <= 1 && people.All(r => r == Role.Participant));
            }
            var kinds = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Chain().Where(h => h.Subject == handed.Id.ToString() && h.Kind != "invitations.name-read").Select(h => h.Kind).ToListAsync(cancel), cancel);
            Assert.Equal(expected, kinds);

            bool Add(string kind)
            {
                expected.Add(kind);
                return true;
            }
        }
    }
}

internal static class Shifted
{
    public static Task<int> EndInvitationAsync(this HearthDb db, Guid invitation, Instant ends, CancellationToken cancel) =>
        Hearth.Invitations.InvitationAccess.InvitationsOfProgram(db).Where(i => i.Id == invitation).ExecuteUpdateAsync(i => i.SetProperty(x => x.ExpiresAt, ends), cancel);
}
